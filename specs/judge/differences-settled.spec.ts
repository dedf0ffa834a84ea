// What is made of a difference between load and alone, once somebody has said whose pixels it may be.

import { describe, expect, it } from 'vitest';
import type { Mixup } from '../../harness/model/naming.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { unmarked } from '../photos/literal-carriers.ts';
import { alone, court, encoded, LEARNED, NOTHING_TOLD, own, photo, TOLD, type Court } from './court.ts';
import { mosaic } from './foreign-pixels.ts';
import { altered } from './painted-thumbnails.ts';
import { habit, observed, thumbnailOf } from './thumbnails-made-alone.ts';
import { donorOf, namedAs, wordOfNaming } from './word-of-naming.ts';

const seen = await observed(own(10));
const clean = await encoded(seen);
const TILE = { x: 40, y: 40, width: 32, height: 32 };
/** Its pixels come a little rougher in a tile, as from an encoder that spends fewer bits. */
const rough = await encoded(altered(seen, TILE, (level, at) => level + (at % 2 === 0 ? 1 : -1) * headroom(at, 8)));
const leaked = await encoded(mosaic(seen, await observed(own(3)), { x: 40, y: 40, width: 10, height: 10 }));
const halfGrey = await encoded(altered(seen, { x: 0, y: 64, width: 128, height: 64 }, () => 128));
const TORN_BY_SOMEBODY = { kind: 'torn', donors: [donorOf(photo(5))] } as const;
const TORN_BY_ONE_OF_MANY = { kind: 'torn', candidates: [namedAs(photo(5)), namedAs(photo(6))] } as const;
const UNREADABLE = { kind: 'unreadable', recipe: 0, sourceClass: 'fresh', why: 'blurred' } as const;

/** So many levels, or none where one of a pair of pixels would be cut off by them. */
function headroom(at: number, levels: number): number {
  const pair = [seen.luma[at - (at % 2)] ?? 0, seen.luma[at - (at % 2) + 1] ?? 0];
  return Math.min(...pair) < levels || Math.max(...pair) > 255 - levels ? 0 : levels;
}

/** The court after such bytes came for photo 10, and what it finds beside those that came alone. */
async function settled(came: Uint8Array, word: Partial<Mixup>, byItself = clean, about: Partial<PhotoPlan> = {}) {
  const trial = court(TOLD, LEARNED, { naming: wordOfNaming(word) });
  await trial.answer('a10', came);
  const doubt = trial.doubtOf('a10');
  const entry = { ...doubt.entry, photo: { ...doubt.entry.photo, ...about } };
  const finding = await trial.judge.settleDoubt({ ...doubt, entry }, alone(byItself));
  return { counts: trial.counts, kind: finding?.breach.kind ?? null, finding };
}

describe('a thumbnail that is a little rougher than alone', () => {
  it('is its own where nobody else would fit', async () => {
    const { counts, kind } = await settled(rough, {});
    expect(kind).toBeNull();
    expect(counts).toMatchObject({ verified: 1, unreadable: 0, mixups: 0 });
  });

  it('is charged where somebody would, for sure or perhaps', async () => {
    expect(await settled(rough, TORN_BY_SOMEBODY)).toMatchObject({ kind: 'torn', counts: { verified: 0, mixups: 1 } });
    expect(await settled(rough, TORN_BY_ONE_OF_MANY)).toMatchObject({ kind: 'torn', counts: { mixups: 1 } });
  });
});

describe('a thumbnail that differs loudly from alone', () => {
  it('is charged, though nobody would fit and most of it is its own', async () => {
    expect(await settled(leaked, {})).toMatchObject({ kind: 'alien', counts: { verified: 0, mixups: 1 } });
  });

  it('is charged where it differs, and nowhere else', async () => {
    const { finding } = await settled(leaked, TORN_BY_SOMEBODY);
    expect(finding?.breach.regions).toEqual([{ x: 40, y: 40, width: 12, height: 12, share: 0.1 }]);
  });

  it('counts as no mix-up where it shows what was its own before', async () => {
    const older = { kind: 'stale', severity: 'stale', donors: [{ ...donorOf(photo(10)), version: 0 }] } as const;
    expect(await settled(leaked, older)).toMatchObject({ kind: 'stale', counts: { verified: 0, mixups: 0 } });
  });

  it('is verified where all that it shows is newer than what was asked for', async () => {
    const newer = { kind: 'stale', severity: 'stale', donors: [{ ...donorOf(photo(10)), version: 2 }] } as const;
    expect(await settled(leaked, newer)).toMatchObject({ kind: null, counts: { verified: 1, unreadable: 0 } });
  });

  it('is verified where it is plainly its own all the same', async () => {
    const trial = court();
    await trial.answer('a3', own(3));
    await trial.answer('b3', await thumbnailOf(photo(3), habit({ quality: 74 })));
    const doubt = { ...trial.doubtOf('b3'), counted: false, isRepeat: false };
    expect(await trial.judge.settleDoubt(doubt, alone(own(3)))).toBeNull();
    expect(trial.counts).toMatchObject({ verified: 2, unreadable: 0 });
  });
});

describe('a thumbnail of which a half is flat', () => {
  it('is damaged, whoever would fit the flat half', async () => {
    expect(await settled(halfGrey, TORN_BY_SOMEBODY)).toMatchObject({ kind: 'damaged', counts: { mixups: 0 } });
  });

  it('is damaged for a photograph without marks only where nobody would fit: the sky is flat too', async () => {
    const photograph = { carrier: unmarked('scene 0') };
    const charged = async (word: Partial<Mixup>) => (await settled(halfGrey, word, clean, photograph)).kind;
    expect(await charged({})).toBe('damaged');
    expect(await charged(TORN_BY_SOMEBODY)).toBe('torn');
    expect(await charged(TORN_BY_ONE_OF_MANY)).toBe('torn');
  });
});

describe('a thumbnail of another size than alone', () => {
  const charged = async (word: Partial<Mixup>) => {
    const trial = court(NOTHING_TOLD, LEARNED, { naming: wordOfNaming(word) });
    await trial.answer('a10', await thumbnailOf(photo(10), habit({ width: 96, height: 64 })));
    const finding = await trial.judge.settleDoubt(trial.doubtOf('a10'), alone(own(10)));
    return { breach: finding?.breach, counts: trial.counts };
  };

  it('is a mix-up where somebody is found in it, all of whom is looked at', async () => {
    expect(await charged({ kind: 'foreign', donors: [donorOf(photo(5))] })).toMatchObject({
      breach: {
        kind: 'foreign',
        oracle: 'isolation',
        donors: [{ id: photo(5).id }],
        regions: [{ x: 0, y: 0, width: 96, height: 64 }],
        says: expect.stringMatching(/^Expected 128×128 px, as it makes alone, got 96×64 px under load\. Expected /),
      },
      counts: { mixups: 1 },
    });
  });

  it('is misshapen where nobody is', async () => {
    expect(await charged({})).toMatchObject({ breach: { kind: 'misshapen', donors: [] }, counts: { mixups: 0 } });
  });
});

describe('a doubt about a photo of which nothing can be read', () => {
  it('is dropped, for it was counted when it came', async () => {
    const before: Court = court();
    await before.answer('a10', leaked);
    const { judge, counts } = court(TOLD, UNREADABLE);
    expect(await judge.settleDoubt(before.doubtOf('a10'), alone(clean))).toBeNull();
    expect(counts).toEqual({ verified: 0, unreadable: 0, mixups: 0, repeats: 0, byteIdentical: 0 });
  });
});
