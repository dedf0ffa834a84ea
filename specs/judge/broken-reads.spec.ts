// A photo whose read we broke: less than the photo is no fault of the thumbnailer's, another photo is.

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { askKey } from '../../harness/model/plan.ts';
import { ERROR_PICTURE } from '../../harness/model/error-picture.ts';
import type { TroubledRead } from '../../harness/model/troubles.ts';
import { halves, noise, whole } from './broken-files.ts';
import { alone, court, DAMAGED, LEARNED, own, photo, TOLD, WAY, type Court } from './court.ts';
import { habit, thumbnailOf } from './thumbnails-made-alone.ts';

/** Photos 2 and 4, and the first damaged one, are read so once: under their first asks. */
const inTrouble = (how: TroubledRead['how'] = 'short') =>
  court(TOLD, LEARNED, {
    happenings: ['a2', 'a4', 'd0'].map((key) => ({ kind: 'read', at: askKey(key), lagMs: 0, how })),
  });
const doubtsOf = ({ judge }: Court) => judge.doubts().map(({ key }) => key);
const settled = async (trial: Court, key: string, byItself: Uint8Array) =>
  trial.judge.settleDoubt(trial.doubtOf(key), alone(byItself));

describe('a photo whose read we broke', () => {
  it('may be shown in part, under the ask that was in trouble or any other', async () => {
    const trial = inTrouble();
    const part = await halves(own(2), 128);
    expect([await trial.answer('a2', part), await trial.answer('b2', part)]).toEqual([null, null]);
    for (const key of doubtsOf(trial)) expect(await settled(trial, key, own(2))).toBeNull();
    expect(trial.counts).toMatchObject({ verified: 0, unreadable: 0, mixups: 0 });
  });

  it('is held to what it makes alone where its read is only late, and so is its neighbour', async () => {
    for (const [trial, key, index] of [
      [inTrouble('whole'), 'a2', 2],
      [inTrouble('trickled'), 'a2', 2],
      [inTrouble('stalled'), 'a2', 2],
      [inTrouble(), 'a3', 3],
    ] as const) {
      await trial.answer(key, await halves(own(index), 128));
      expect((await settled(trial, key, own(index)))?.breach).toMatchObject({ kind: 'damaged' });
    }
  });

  it('may come as no picture, as a placeholder of any size, or with memory of nobody in it', async () => {
    const trial = inTrouble('error');
    const small = await thumbnailOf(photo(2), habit({ width: 40, height: 30 }));
    const placeholder = await sharp({ create: { width: 300, height: 10, channels: 3, background: '#36c' } })
      .png()
      .toBuffer();
    expect(await trial.answer('a2', Uint8Array.of(1, 2, 3))).toBeNull();
    expect(await trial.answer('b2', placeholder)).toBeNull();
    expect(await trial.answer('a4', small)).toBeNull();
    expect(await trial.answer('b4', await halves(own(4), await noise(3)))).toBeNull();
    for (const key of doubtsOf(trial)) expect(await settled(trial, key, own(4))).toBeNull();
  });

  it('counts where it is plainly its own, once', async () => {
    const trial = inTrouble('cut');
    await trial.answer('a2', own(2));
    await trial.answer('b2', own(2));
    expect(trial.counts).toMatchObject({ verified: 1, repeats: 1 });
  });

  it('must not be another photo, whole', async () => {
    const trial = inTrouble('cut');
    const finding = await trial.answer('a2', own(7));
    expect(finding?.breach).toMatchObject({ kind: 'foreign', oracle: 'ownership', donors: [{ id: photo(7).id }] });
    expect(trial.counts.mixups).toBe(1);
  });

  it('must not have another photo where its own did not come, once that is sure', async () => {
    const trial = inTrouble();
    expect(await trial.answer('a2', await halves(own(2), own(7)))).toBeNull();
    const finding = await settled(trial, 'a2', own(2));
    expect(finding?.breach).toMatchObject({ kind: 'torn', oracle: 'isolation', donors: [{ id: photo(7).id }] });
    expect(trial.counts.mixups).toBe(1);
  });

  it('is in no doubt where alone nothing comes', async () => {
    const trial = inTrouble();
    await trial.answer('a2', await halves(own(2), own(7)));
    const refused = { kind: 'refused', reason: 'no' } as const;
    expect(await trial.judge.settleDoubt(trial.doubtOf('a2'), refused)).toBeNull();
  });

  it('must not be the picture in the body of an error', async () => {
    const trial = inTrouble('error-picture');
    const { width, height } = WAY.recipe;
    const shown = await sharp(ERROR_PICTURE).resize({ width, height, fit: 'cover' }).jpeg().toBuffer();
    expect((await trial.answer('a2', shown))?.breach).toMatchObject({
      kind: 'fabricated',
      oracle: 'containment',
      severity: 'cross-photo',
    });
    expect(trial.counts.mixups).toBe(0);
  });

  it('is not asked about as a damaged one, if it is that too, and must not be another photo either', async () => {
    const trial = inTrouble();
    expect(await trial.answer('d0', await halves(await whole(0), await noise(3)))).toBeNull();
    trial.judge.refused('e0', 0);
    expect(trial.judge.damaged().filter(({ entry }) => entry.photo.id === DAMAGED[0]?.id)).toEqual([]);
    expect(doubtsOf(trial)).toEqual([]);
    expect((await inTrouble().answer('e0', own(7)))?.breach).toMatchObject({ kind: 'foreign' });
  });
});
