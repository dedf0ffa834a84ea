// What is decided once a broken file was asked for alone: which of several answers is the wrong one, and whose it is.

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../harness/judge/finding.ts';
import type { Alone } from '../../harness/judge/settle-doubt.ts';
import { caseOf, halves, noise, whole } from './broken-files.ts';
import { alone, court, encoded, own, photo, type Court } from './court.ts';
import { observed } from './thumbnails-made-alone.ts';

const REFUSED: Alone = { kind: 'refused', reason: 'premature end' };
const GREY = await halves(await whole(0), 128);

type Settled = { readonly finding: Finding | null; readonly trial: Court };

/** What is found of a damaged photo that got such answers under load, and then such a one alone. */
async function settled(
  index: number,
  answers: readonly Uint8Array[],
  byItself: Alone,
  trial = court(),
): Promise<Settled> {
  const keys = [`d${index}`, `e${index}`];
  for (const [at, bytes] of answers.entries()) await trial.answer(keys[at] ?? 'none', bytes);
  return { finding: await trial.judge.settleDamaged(caseOf(trial, index), byItself), trial };
}

/** The same picture in other bytes. */
function longer(bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(...bytes, 0);
}

async function flat(level: number): Promise<Uint8Array> {
  const seen = await observed(own(0));
  return encoded({ ...seen, luma: seen.luma.map(() => level) });
}

describe('a file of which a part is left, asked for alone', () => {
  it('leaks where the rest is the same each time under load, but not alone', async () => {
    const strange = await halves(await whole(0), await noise(3));
    const { finding, trial } = await settled(0, [strange, strange], alone(GREY));
    expect(finding?.breach).toMatchObject({ kind: 'alien', oracle: 'containment', key: 'd0' });
    expect(trial.counts).toMatchObject({ mixups: 1, verified: 0 });
    expect(trial.contained).toEqual([]);
  });

  it('leaks where a few rows of the rest are of another photo, which is named', async () => {
    const [grey, other] = [await observed(GREY), await observed(own(4))];
    const rows = grey.luma.map((level, at) => (at >= 128 * 80 && at < 128 * 104 ? (other.luma[at] ?? 0) : level));
    const { finding } = await settled(0, [await encoded({ ...grey, luma: rows })], alone(GREY));
    expect(finding?.breach).toMatchObject({ kind: 'torn', oracle: 'containment', donors: [{ id: photo(4).id }] });
  });

  it('leaks in the answer that is not empty, where it is refused alone', async () => {
    const strange = await halves(await whole(0), await noise(3));
    const first = await settled(0, [strange, GREY], REFUSED);
    expect(first.finding?.breach).toMatchObject({ kind: 'alien', key: 'd0' });
    const second = await settled(0, [GREY, strange], REFUSED);
    expect(second.finding?.breach).toMatchObject({ kind: 'alien', key: 'e0' });
  });

  it('does not leak under load by what it shows alone', async () => {
    const { finding, trial } = await settled(0, [GREY, GREY], alone(await halves(await whole(0), await noise(3))));
    expect(finding).toBeNull();
    expect(trial.contained).toEqual([false]);
  });

  it('is contained by the same picture in other bytes', async () => {
    const { finding, trial } = await settled(0, [longer(GREY), GREY], alone(GREY));
    expect(finding).toBeNull();
    expect(trial.contained).toEqual([true]);
  });

  it('is contained, but not steadily, where it is refused one time, under load or alone', async () => {
    const trial = court();
    trial.judge.refused('e0', 0);
    expect((await settled(0, [GREY], alone(GREY), trial)).finding).toBeNull();
    expect(trial.contained).toEqual([false]);
    expect((await settled(0, [GREY, GREY], REFUSED)).trial.contained).toEqual([false]);
  });

  it('is contained where nothing that came can be decoded', async () => {
    const junk = Uint8Array.of(1, 2, 3);
    const { finding, trial } = await settled(0, [junk, junk], REFUSED);
    expect(finding).toBeNull();
    expect(trial.contained).toEqual([true]);
  });
});

describe('a file without a picture, asked for alone', () => {
  it('counts as no mix-up where its picture is invented', async () => {
    const { finding, trial } = await settled(1, [await noise(3), await noise(5)], REFUSED);
    expect(finding?.breach).toMatchObject({ kind: 'fabricated' });
    expect(trial.counts.mixups).toBe(0);
  });

  it('may be filled with any level: that is no picture', async () => {
    const [dark, pale] = [await flat(60), await flat(200)];
    const { finding, trial } = await settled(1, [dark, dark], alone(dark));
    expect(finding).toBeNull();
    expect((await settled(2, [pale, pale], alone(pale), trial)).finding).toBeNull();
  });

  it('has its placeholder held against those of other such files alone', async () => {
    const [own0, placeholder] = [await whole(0), await noise(3)];
    const { trial } = await settled(0, [own0, own0], alone(own0));
    expect((await settled(1, [placeholder, placeholder], alone(placeholder), trial)).finding).toBeNull();
    expect(trial.contained).toEqual([true, true]);
  });

  it('is charged at once with a photo that only its second answer shows', async () => {
    const trial = court();
    expect(await trial.answer('d1', await noise(3))).toBeNull();
    expect((await trial.answer('e1', own(6)))?.breach).toMatchObject({ kind: 'foreign', key: 'e1' });
  });

  it('is charged once, whatever comes for it afterwards', async () => {
    const trial = court();
    expect(await trial.answer('d1', own(6))).not.toBeNull();
    expect(await trial.answer('e1', own(7))).toBeNull();
    expect(trial.judge.damaged()).toEqual([]);
  });
});
