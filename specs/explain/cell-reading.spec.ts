import { describe, expect, it } from 'vitest';
import type { CellWindow } from '../../harness/explain/cell-means.ts';
import { readCells } from '../../harness/explain/cell-reading.ts';
import { pixelsOf } from '../../harness/explain/region-pixels.ts';
import { sightOfStrange } from '../../harness/explain/sight.ts';
import { placementOf } from '../../harness/model/placement.ts';
import { cellBits, codewordOf } from '../../harness/model/signature.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { NONCE, paintedPhoto, PROFILE, RECIPE, thumbnail } from './painted-scene.ts';

const SOURCE = { widthPx: 640, heightPx: 640 };
const WORD = codewordOf(NONCE, 'content-1', 1);
const BITS = cellBits(16, 16);

/** Shares of the sides of a thumbnail: left, top, width, height. */
type Part = readonly [number, number, number, number];
const ALL: Part = [0, 0, 1, 1];
const QUARTER: Part = [0.25, 0.25, 0.25, 0.25];

/** What is read of the cells under a part of the thumbnail of one photo, of `side` px. */
function readingOf(side: number, part: Part, profile = PROFILE, source = SOURCE) {
  const recipe = { ...RECIPE, width: side, height: side };
  const photo = paintedPhoto(1, source);
  const placement = placementOf(profile.placement, recipe, source);
  const [x = 0, y = 0, width = 0, height = 0] = part.map((share) => Math.round(share * side));
  const region: Region = { x, y, width, height };
  const black = { placement, luma: new Float32Array(side * side).fill(-500) };
  const pixels = pixelsOf(thumbnail(photo, profile, recipe), black, region, profile);
  return readCells(sightOfStrange(pixels, region), { columns: 16, rows: 16, source, placement }, profile);
}

function windowOf({ left, top, width, height }: CellWindow): readonly number[] {
  return [left, top, width, height];
}

/** How many cells are seen, how many of them show their bit, and how surely at most. */
function scoreOf({ left, top, width, height, values }: CellWindow, columns: number, bitAt: (cell: number) => number) {
  const cells = [...values.subarray(0, width * height)].map((value, i) => ({
    value,
    cell: (top + Math.floor(i / width)) * columns + left + (i % width),
  }));
  const seen = cells.filter(({ value }) => value !== 0);
  return {
    seen: seen.length,
    right: seen.filter(({ value, cell }) => (value > 0 ? 1 : 0) === bitAt(cell)).length,
    surest: Number(Math.max(...seen.map(({ value }) => Math.abs(value))).toFixed(3)),
    sum: Number(seen.reduce((sum, { value }) => sum + Math.abs(value), 0).toFixed(1)),
  };
}

const coarseBit = (cell: number) => WORD[BITS.coarse[cell] ?? -1] ?? -1;
const fineBit = (cell: number) => (WORD[BITS.fine[cell] ?? -1] ?? -1) ^ (BITS.inverted[cell] ?? -1);

describe('the coarse cells of a region', () => {
  it('are read in the middle of it, each surely and rightly, however small the thumbnail', () => {
    for (const side of [32, 64, 128]) {
      const { coarse } = readingOf(side, ALL);
      expect(windowOf(coarse)).toEqual([3, 2, 10, 12]);
      expect(scoreOf(coarse, 16, coarseBit)).toMatchObject({ seen: 120, right: 120, surest: 6 });
    }
  });

  it('count for what a tenth of them shows', () => {
    const { coarse } = readingOf(128, [0.1, 0.3, 0.2, 0.15]);
    expect(windowOf(coarse)).toEqual([1, 4, 4, 4]);
    expect(scoreOf(coarse, 16, coarseBit)).toMatchObject({ seen: 14, right: 14 });
  });

  it('are less sure where they are paler than 40 levels, by the gain', () => {
    const sumAt = (gain: number) =>
      scoreOf(readingOf(32, QUARTER, { ...PROFILE, tone: { gain, bias: 128 } }).coarse, 16, coarseBit).sum;
    expect(sumAt(1)).toBeCloseTo(92.9, 0);
    expect(sumAt(0.5)).toBeCloseTo(sumAt(1), 0);
  });
});

describe('the fine cells of a region', () => {
  it('are not read where enough coarse ones are seen', () => {
    expect(readingOf(128, ALL).fine).toBe(null);
    expect(readingOf(128, [0, 0, 0.5, 0.375]).fine).not.toBe(null);
    expect(readingOf(128, [0, 0, 0.5, 0.4375]).fine).toBe(null);
  });

  it('are not read where they are smaller than eight tenths of a pixel', () => {
    expect([32, 48, 51].map((side) => readingOf(side, QUARTER).fine)).toEqual([null, null, null]);
    expect(readingOf(56, QUARTER).fine).not.toBe(null);
  });

  it('are not read where the source has no such pixels, however large the thumbnail', () => {
    expect(readingOf(128, QUARTER, PROFILE, { widthPx: 48, heightPx: 48 }).fine).toBe(null);
    expect(readingOf(128, QUARTER, PROFILE, { widthPx: 56, heightPx: 56 }).fine).not.toBe(null);
    expect(readingOf(128, QUARTER, PROFILE, { widthPx: 64, heightPx: 48 }).fine).toBe(null);
    expect(readingOf(128, QUARTER, PROFILE, { widthPx: 48, heightPx: 64 }).fine).toBe(null);
  });

  it('show their bits, most of them rightly, and the more surely the larger they are', () => {
    const score = (side: number, part: Part) => {
      const { fine } = readingOf(side, part);
      return fine === null ? null : { at: windowOf(fine), ...scoreOf(fine, 64, fineBit) };
    };
    const whole = { at: [16, 16, 16, 16] };
    expect(score(64, QUARTER)).toEqual({ ...whole, seen: 255, right: 215, surest: 0.583, sum: 60.3 });
    expect(score(96, QUARTER)).toEqual({ ...whole, seen: 255, right: 218, surest: 2.042, sum: 198.2 });
    expect(score(128, QUARTER)).toEqual({ ...whole, seen: 256, right: 237, surest: 3.5, sum: 388.2 });
    const part = { at: [6, 19, 14, 10] };
    expect(score(128, [0.1, 0.3, 0.2, 0.15])).toEqual({ ...part, seen: 134, right: 123, surest: 3.5, sum: 223.6 });
    expect(score(256, [0.1, 0.3, 0.2, 0.15])).toEqual({ ...part, seen: 126, right: 123, surest: 3.5, sum: 230.8 });
  });
});
