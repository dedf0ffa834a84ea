// Which answers are asked for again alone, though nothing speaks against them, and what is kept of those that are.

import { describe, expect, it } from 'vitest';
import type { Profile } from '../../harness/model/profile.ts';
import { court, encoded, LEARNED, own, photo, TOLD, type Court } from './court.ts';
import { mosaic } from './foreign-pixels.ts';
import { habit, observed, thumbnailOf } from './thumbnails-made-alone.ts';

/** Of the answer a3: the first seed draws it for asking alone, the second for a second look, the third for neither. */
const [ALONE, LOOKED_AT, NEITHER] = [181, 34, 9];
const NO_LIKENESS: Profile =
  LEARNED.kind === 'readable' ? { ...LEARNED, likeness: { mismatchShareMax: -1, pdqDistanceBitsMax: -1 } } : LEARNED;
const NEVER_STABLE: Profile = LEARNED.kind === 'readable' ? { ...LEARNED, byteStable: false } : LEARNED;

async function keysInDoubt(trial: Court, ...answers: readonly (readonly [string, Uint8Array])[]) {
  for (const [key, bytes] of answers) await trial.answer(key, bytes);
  return trial.judge.doubts().map(({ key }) => key);
}

/** Photo 10 with a small part of photo 3. */
const leaked = await encoded(
  mosaic(await observed(own(10)), await observed(own(3)), { x: 40, y: 40, width: 10, height: 10 }),
);

describe('a clean answer', () => {
  it('is asked for alone where the seed draws it', async () => {
    expect(await keysInDoubt(court(TOLD, LEARNED, { seed: ALONE }), ['a3', own(3)])).toEqual(['a3']);
    expect(await keysInDoubt(court(TOLD, LEARNED, { seed: LOOKED_AT }), ['a3', own(3)])).toEqual([]);
    expect(await keysInDoubt(court(TOLD, LEARNED, { seed: NEITHER }), ['a3', own(3)])).toEqual([]);
  });

  it('is asked for alone where the seed draws it for a second look, and that finds it unlike', async () => {
    expect(await keysInDoubt(court(TOLD, NO_LIKENESS, { seed: LOOKED_AT }), ['a3', own(3)])).toEqual(['a3']);
    expect(await keysInDoubt(court(TOLD, NO_LIKENESS, { seed: NEITHER }), ['a3', own(3)])).toEqual([]);
  });

  it('is not asked for again where its bytes change and those of the tool always do', async () => {
    const other = await thumbnailOf(photo(3), habit({ quality: 79 }));
    expect(await keysInDoubt(court(TOLD, NEVER_STABLE, { seed: NEITHER }), ['a3', own(3)], ['b3', other])).toEqual([]);
    expect(await keysInDoubt(court(TOLD, LEARNED, { seed: NEITHER }), ['a3', own(3)], ['b3', other])).toEqual(['b3']);
  });
});

describe('an answer in doubt', () => {
  it('is in doubt once, however often the same bytes come', async () => {
    const trial = court();
    const again = await encoded(await observed(own(3)));
    const torn = mosaic(await observed(own(3)), await observed(own(10)), { x: 40, y: 40, width: 10, height: 10 });
    const bytes = await encoded(torn);
    expect(await keysInDoubt(trial, ['a3', bytes], ['b3', bytes])).toEqual(['a3']);
    expect(trial.counts).toMatchObject({ repeats: 1, byteIdentical: 0 });
    expect(await keysInDoubt(court(), ['a3', bytes], ['b3', again])).toEqual(['a3']);
  });

  it('keeps its bytes, though the message that held them is overwritten', async () => {
    const trial = court();
    // A Buffer of Node's: what its slice() gives is no copy.
    const message = Buffer.from(leaked);
    await trial.answer('a10', message);
    message.fill(0);
    expect(trial.doubtOf('a10').bytes).toEqual(Uint8Array.from(leaked));
    expect(trial.doubtOf('a10')).toMatchObject({ counted: false, isRepeat: false, covered: true });
  });

  it('that cannot be decoded is as good as any other until it was asked for alone', async () => {
    const trial = court();
    await trial.answer('a3', Uint8Array.of(1, 2, 3));
    expect(trial.doubtOf('a3')).toMatchObject({ counted: false, isRepeat: false, covered: true });
    await trial.judge.settleDoubt(trial.doubtOf('a3'), { kind: 'refused', reason: 'no' });
    expect(trial.covered).toEqual({ mixups: [], unreadable: [true] });
  });

  it('counts as a mix-up of a covered photo where it is another one, in its own format or not', async () => {
    const trial = court();
    await trial.answer('a6', own(7));
    expect(trial.covered.mixups).toEqual([true]);
    await trial.answer('a4', await thumbnailOf(photo(5), habit({ format: 'png' })));
    expect(trial.covered.mixups).toEqual([true, true]);
  });
});

describe('a charge', () => {
  it('keeps the bytes that were answered', async () => {
    const trial = court();
    const png = await thumbnailOf(photo(2), habit({ format: 'png' }));
    expect((await trial.answer('a2', png))?.bytes).toEqual(png);
    expect((await trial.answer('a2', own(2)))?.bytes).toEqual(own(2));
  });

  it('keeps the picture that was seen, though others are decoded into the same room', async () => {
    const trial = court();
    const finding = await trial.answer('a6', own(7));
    await trial.answer('a8', own(8));
    expect(finding?.actual?.luma).toEqual((await observed(own(7))).luma);
  });
});
