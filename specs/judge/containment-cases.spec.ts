// Broken files under circumstances that are rare: another size, nothing to hold a picture against, an older version.

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../harness/judge/finding.ts';
import type { Alone } from '../../harness/judge/settle-doubt.ts';
import type { Naming } from '../../harness/model/naming.ts';
import { broken, caseOf, halves, noise, whole } from './broken-files.ts';
import { alone, court, LEARNED, own, photo, TOLD, type Court } from './court.ts';
import { habit, thumbnailOf } from './thumbnails-made-alone.ts';
import { donorOf, wordOfNaming } from './word-of-naming.ts';

const JUNK = Uint8Array.of(1, 2, 3);
const REFUSED: Alone = { kind: 'refused', reason: 'premature end' };
const GREY = await halves(await whole(0), 128);
const STRANGE = await halves(await whole(0), await noise(3));
const smaller = (index: number) => thumbnailOf({ ...broken(index), damage: null }, habit({ width: 96, height: 64 }));
/** Proves that whoever fills the whole is foreign, and whoever fills a part is not. */
const WHOLE_IS_FOREIGN: Naming = {
  ...wordOfNaming({}),
  proven: ({ picture, regions }) => ({
    kind: regions[0]?.height === picture.heightPx ? 'foreign' : 'torn',
    severity: 'cross-owner',
    donors: [donorOf(photo(4))],
    candidates: [],
    regions: [],
  }),
};

async function settled(
  trial: Court,
  index: number,
  answers: readonly Uint8Array[],
  byItself: Alone,
): Promise<Finding | null> {
  for (const [at, bytes] of answers.entries()) await trial.answer(`${'de'.charAt(at)}${index}`, bytes);
  return trial.judge.settleDamaged(caseOf(trial, index), byItself);
}

describe('a broken file', () => {
  it('that came in another size than alone is contained, but not steadily', async () => {
    const trial = court();
    expect(await settled(trial, 0, [await smaller(0)], alone(GREY))).toBeNull();
    expect(trial.contained).toEqual([false]);
  });

  it('has its answers held against each other where what came alone cannot be decoded', async () => {
    const finding = await settled(court(), 0, [GREY, STRANGE], alone(JUNK));
    expect(finding?.breach).toMatchObject({ kind: 'alien', key: 'e0' });
  });

  it('that leaks is a mix-up outside of what the claims cover', async () => {
    const trial = court();
    await settled(trial, 0, [STRANGE], alone(GREY));
    expect(trial.covered.mixups).toEqual([false]);
  });

  it('does not leak what is of an older version of itself', async () => {
    const older = { kind: 'stale', severity: 'stale', donors: [donorOf(broken(0))] } as const;
    const trial = court(TOLD, LEARNED, { naming: wordOfNaming(older) });
    expect(await settled(trial, 0, [STRANGE], alone(GREY))).toBeNull();
    expect(trial.contained).toEqual([false]);
  });

  it('is charged at once for a foreign whole alone, not for a part, nor for what cannot be decoded', async () => {
    const trial = court(TOLD, LEARNED, { naming: WHOLE_IS_FOREIGN });
    expect(await trial.answer('d0', STRANGE)).toBeNull();
    expect(await trial.answer('d1', JUNK)).toBeNull();
    expect((await trial.answer('d2', own(4)))?.breach).toMatchObject({ kind: 'foreign', key: 'd2' });
    // A whole in another shape than its own is looked at as a whole.
    expect((await trial.answer('e0', await smaller(1)))?.breach).toMatchObject({ kind: 'foreign', key: 'e0' });
  });

  it('is not judged where nothing can be read', async () => {
    const trial = court(TOLD, { kind: 'unreadable', recipe: 0, sourceClass: 'fresh', why: 'blurred' });
    expect(await settled(trial, 0, [own(4), own(5)], alone(GREY))).toBeNull();
    expect(trial.contained).toEqual([]);
  });

  it('without a picture is not charged with an invention where what came differs in size from alone', async () => {
    const trial = court();
    const placeholder = await noise(5);
    expect(await settled(trial, 2, [placeholder, placeholder], alone(placeholder))).toBeNull();
    expect(await settled(trial, 1, [await noise(3)], alone(await smaller(1)))).toBeNull();
    expect(trial.contained).toEqual([true, false]);
    const invented = court();
    await settled(invented, 2, [placeholder, placeholder], alone(placeholder));
    const finding = await settled(invented, 1, [await noise(3)], REFUSED);
    expect(finding?.breach.kind).toBe('fabricated');
  });
});
