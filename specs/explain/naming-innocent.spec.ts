import { describe, expect, it } from 'vitest';
import type { Observation } from '../../harness/model/profile.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { mosaic, randomNumbers } from '../judge/foreign-pixels.ts';
import { album, madeAlone } from '../judge/thumbnails-made-alone.ts';
import { made, naming, photo, present, proven, questionOf, WAY } from './named-album.ts';

/** Pictures that show nobody else: each of these must never be laid at another photo's door. */
const INNOCENT: readonly (readonly [string, (own: Observation) => Observation])[] = [
  ['is flat grey', (own) => ({ ...own, luma: new Uint8Array(own.luma.length).fill(128) })],
  ['is black', (own) => ({ ...own, luma: new Uint8Array(own.luma.length) })],
  ['is half grey', (own) => ({ ...own, luma: own.luma.map((level, i) => (i < own.luma.length / 2 ? level : 128)) })],
  ['is paler than alone', (own) => ({ ...own, luma: own.luma.map((level) => Math.round(128 + 0.7 * (level - 128))) })],
  [
    'is a little paler than alone',
    (own) => ({ ...own, luma: own.luma.map((level) => Math.round(128 + 0.9 * (level - 128))) }),
  ],
  [
    'is stronger than alone',
    (own) => ({ ...own, luma: own.luma.map((level) => Math.max(0, Math.min(255, 128 + 1.3 * (level - 128)))) }),
  ],
  ['is brighter than alone', (own) => ({ ...own, luma: own.luma.map((level) => Math.min(255, level + 40)) })],
  ['is its own negative', (own) => ({ ...own, luma: own.luma.map((level) => 255 - level) })],
  ['is its own upside down', (own) => ({ ...own, luma: own.luma.toReversed() })],
  [
    'is moved by six pixels',
    (own) => ({ ...own, luma: own.luma.map((_, i) => own.luma[(i + 6) % own.luma.length] ?? 0) }),
  ],
  ['is noise', (own) => ({ ...own, luma: own.luma.map(noiseOf('noise')) })],
  [
    'has a black tile',
    (own) => mosaic(own, { ...own, luma: new Uint8Array(own.luma.length) }, { x: 40, y: 24, width: 32, height: 32 }),
  ],
];

function noiseOf(key: string): () => number {
  const next = randomNumbers(key);
  return () => Math.floor(next() * 256);
}

const WHOLE: Region = { x: 0, y: 0, width: 128, height: 128 };

const alien = (await madeAlone(album('strangers', 12), WAY)).map(({ observation }) => observation);

describe('naming of what nobody else gave', () => {
  it.each(INNOCENT)('neither proves nor suspects a donor for a thumbnail that %s', (_, change) => {
    for (let i = 0; i < 6; i++) {
      const question = questionOf(i, change(made(i)));
      if (question === null) continue;
      expect(naming.proven(question)).toBe(null);
      expect(naming.suspected(question).donors).toEqual([]);
    }
  });

  it('calls a picture of no photo of the run alien, across owners, with nobody suspected', () => {
    const suspects = alien.flatMap((picture, i) => {
      const mixup = naming.suspected({ ...present(questionOf(i, picture) ?? undefined), regions: [WHOLE] });
      expect(proven(i, picture)).toBe(null);
      if (mixup.donors.length === 0)
        expect(mixup).toMatchObject({ kind: 'alien', severity: 'cross-owner', candidates: [], regions: [WHOLE] });
      return mixup.donors;
    });
    expect(suspects).toEqual([]);
  });

  it('suspects the donor of a tile too small to prove it', () => {
    const next = randomNumbers('small tiles');
    let right = 0;
    for (let i = 0; i < 25; i++) {
      const tile: Region = { x: Math.floor(next() * 117), y: Math.floor(next() * 117), width: 12, height: 12 };
      const question = questionOf(i, mosaic(made(i), made(i + 8), tile));
      const [donor] = naming.suspected(present(question ?? undefined)).donors;
      if (donor?.id === photo(i + 8).id) right++;
      else expect(donor).toBe(undefined);
    }
    expect(right).toBeGreaterThanOrEqual(20);
  });
});
