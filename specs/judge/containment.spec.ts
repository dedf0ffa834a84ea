// A broken file leaks by what differs between two askings; what comes every time is a habit, and never an alarm.

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { broken, caseOf, halves, noise, whole } from './broken-files.ts';
import { alone, court, NOTHING_TOLD, own, photo, TOLD } from './court.ts';
import { album, habit, learn, madeAlone, thumbnailOf } from './thumbnails-made-alone.ts';

describe('a damaged photo of which a part is left', () => {
  it('leaks when its missing rows show another photo, which is named', async () => {
    const trial = court();
    await trial.answer('d0', await halves(await whole(0), own(4)));
    const finding = await trial.judge.settleDamaged(caseOf(trial, 0), alone(await halves(await whole(0), 128)));
    expect(finding?.breach).toMatchObject({
      oracle: 'containment',
      kind: 'torn',
      donors: [{ photo: expect.any(String), share: expect.closeTo(0.5, 1) }],
    });
    expect(trial.judge.damaged()).toEqual([]);
  });

  it('does not leak when the rest is like another photo each time, alone too', async () => {
    const trial = court();
    const alike = await halves(await whole(0), own(4));
    expect([await trial.answer('d0', alike), await trial.answer('e0', alike)]).toEqual([null, null]);
    expect(await trial.judge.settleDamaged(caseOf(trial, 0), alone(alike))).toBeNull();
    expect(trial.contained).toEqual([true]);
  });

  it('leaks when its missing rows show something else each time', async () => {
    const trial = court();
    expect(await trial.answer('d0', await halves(await whole(0), await noise(3)))).toBeNull();
    expect(await trial.answer('e0', await halves(await whole(0), await noise(5)))).toBeNull();
    const finding = await trial.judge.settleDamaged(caseOf(trial, 0), alone(await halves(await whole(0), 128)));
    expect(finding?.breach).toMatchObject({ oracle: 'containment', kind: 'alien', severity: 'cross-owner' });
  });

  it('does not leak when the rest is grey each time, and is never verified', async () => {
    const trial = court();
    const grey = await halves(await whole(0), 128);
    await trial.answer('d0', grey);
    await trial.answer('e0', grey);
    expect(await trial.judge.settleDamaged(caseOf(trial, 0), alone(grey))).toBeNull();
    expect(trial.contained).toEqual([true]);
    expect(trial.counts).toMatchObject({ verified: 0, repeats: 0, unreadable: 0, mixups: 0 });
  });

  it('does not leak when it is shown whole one time and half grey another', async () => {
    const trial = court();
    await trial.answer('d0', await whole(0));
    await trial.answer('e0', await halves(await whole(0), 128));
    expect(await trial.judge.settleDamaged(caseOf(trial, 0), alone(await halves(await whole(0), 128)))).toBeNull();
    expect(trial.contained).toEqual([false]);
  });

  it('does not leak where its own rows came a little rougher than alone, whoever else would fit so few pixels', async () => {
    const { owner, album: of, name, version, id } = photo(3);
    const candidates = [{ owner, album: of, photo: name, version, id }];
    const trial = court(TOLD, undefined, {
      naming: {
        proven: () => null,
        suspected: () => ({ kind: 'torn', severity: 'cross-owner', donors: [], candidates, regions: [] }),
      },
    });
    const settled = async (key: string, came: Uint8Array) => {
      await trial.answer(key, came);
      return trial.judge.settleDamaged(caseOf(trial, 0), alone(await halves(await whole(0), 128)));
    };
    const rougher = await sharp(await halves(await whole(0), 128))
      .jpeg({ quality: 30 })
      .toBuffer();
    expect(await settled('d0', rougher)).toBeNull();
    const leaking = await halves(await noise(3), 128);
    expect((await settled('e0', leaking))?.breach).toMatchObject({ kind: 'torn', candidates: [{ id: photo(3).id }] });
  });

  it('does not leak when it is refused one time and shown another', async () => {
    const trial = court();
    await trial.answer('d0', await halves(await whole(0), 128));
    expect(trial.judge.refused('e0', 0)).toBeNull();
    expect(await trial.judge.settleDamaged(caseOf(trial, 0), { kind: 'refused', reason: 'premature end' })).toBeNull();
    expect(trial.contained).toEqual([false]);
  });
});

describe('a source without a picture', () => {
  it('fabricates when it is answered with another picture each time', async () => {
    const trial = court();
    await trial.answer('d1', await noise(3));
    await trial.answer('e1', await noise(5));
    const finding = await trial.judge.settleDamaged(caseOf(trial, 1), { kind: 'refused', reason: 'no scan' });
    expect(finding?.breach).toMatchObject({ oracle: 'containment', kind: 'fabricated' });
  });

  it('may get one placeholder for all such sources, but not one of its own', async () => {
    const placeholder = await noise(3);
    const settled = async (second: Uint8Array) => {
      const trial = court();
      for (const key of ['d1', 'e1']) await trial.answer(key, placeholder);
      for (const key of ['d2', 'e2']) await trial.answer(key, second);
      const first = await trial.judge.settleDamaged(caseOf(trial, 1), alone(placeholder));
      return [first, await trial.judge.settleDamaged(caseOf(trial, 2), alone(second))];
    };
    expect(await settled(placeholder)).toEqual([null, null]);
    expect(await settled(await noise(5))).toMatchObject([null, { breach: { kind: 'fabricated' } }]);
  });

  it('shows a photo that it was never given: that photo is named', async () => {
    expect((await court().answer('d1', own(6)))?.breach).toMatchObject({ oracle: 'containment', kind: 'foreign' });
  });

  it('shows a photo of another shape than its own: that photo is named too, and its own picture is none', async () => {
    const inside = habit({ fit: 'inside' });
    const learned = learn(await madeAlone(album('shapes', 24), inside), inside);
    const { answer, judge, counts } = court(NOTHING_TOLD, learned);
    const { breach } = (await answer('d1', await thumbnailOf(photo(5), inside))) ?? {};
    expect(breach).toMatchObject({ oracle: 'containment', kind: 'foreign', donors: [{ id: photo(5).id, share: 1 }] });
    expect(counts.mixups).toBe(1);
    const smaller = habit({ fit: 'inside', width: 96, height: 96 });
    expect(await answer('d0', await thumbnailOf({ ...broken(0), damage: null }, smaller))).toBeNull();
    expect(judge.damaged()).toHaveLength(1);
  });
});
