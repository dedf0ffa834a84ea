import { describe, expect, it } from 'vitest';
import {
  exceeds,
  gumbelQuantile,
  hazeDoubtRate,
  peaksOf,
  quieter,
  thresholdsFrom,
  type Peaks,
} from '../../harness/judge/peaks.ts';
import type { Residual } from '../../harness/model/expectation.ts';

const QUIET: Residual = {
  widthPx: 12,
  heightPx: 8,
  blockColumns: 3,
  blockRows: 2,
  blocks: new Float32Array(6),
  rows: new Float32Array(8),
  columns: new Float32Array(12),
  correlation: 1,
  tone: { gain: 1, bias: 0 },
  haze: 0,
};
const LIMITS: Peaks = { block: 5, window: 4, row: 3, column: 2, haze: 1 };

describe('the peaks of a residual', () => {
  it('are nothing where nothing differs', () => {
    expect(peaksOf(QUIET)).toEqual({ block: 0, window: 0, row: 0, column: 0, haze: 0 });
  });

  it('are the loudest block, in levels', () => {
    expect(peaksOf({ ...QUIET, blocks: Float32Array.of(16, 0, 64, 0, 144, 0) }).block).toBe(3);
    expect(peaksOf({ ...QUIET, blocks: Float32Array.of(144, 0, 0, 0, 0, 0) }).block).toBe(3);
  });

  it('are the loudest window of two by two blocks, wherever it lies', () => {
    const windowOf = (...blocks: readonly number[]) => peaksOf({ ...QUIET, blocks: Float32Array.from(blocks) }).window;
    expect(windowOf(16, 16, 0, 16, 16, 0)).toBe(1);
    expect(windowOf(0, 16, 16, 0, 16, 16)).toBe(1);
    expect(windowOf(64, 0, 64, 64, 0, 64)).toBeCloseTo(Math.sqrt(2), 12);
    // The last block of a row and the first of the next are no neighbours.
    expect(windowOf(0, 0, 64, 64, 0, 0)).toBe(1);
    expect(windowOf(10, 20, 30, 40, 50, 60)).toBeCloseTo(Math.sqrt((20 + 30 + 50 + 60) / 64), 12);
  });

  it('has no window below the last row of blocks', () => {
    const tall = { ...QUIET, widthPx: 8, heightPx: 12, blockColumns: 2, blockRows: 3 };
    expect(peaksOf({ ...tall, blocks: Float32Array.of(0, 0, 0, 0, 32, 32) }).window).toBe(1);
    // Beside the last block of one row lies not the first of the next.
    expect(peaksOf({ ...tall, blocks: Float32Array.of(0, 32, 0, 0, 32, 0) }).window).toBeCloseTo(Math.sqrt(0.5), 12);
    const flat = { ...QUIET, heightPx: 4, blockRows: 1, blocks: Float32Array.of(64, 64, 64) };
    expect(peaksOf(flat).window).toBe(0);
  });

  it('are the loudest row and the loudest column, each in levels of its own length, and the haze', () => {
    const rows = Float32Array.of(0, 0, 48, 0, 12, 0, 0, 0);
    const columns = Float32Array.of(0, 0, 0, 0, 0, 72, 8, 0, 0, 0, 0, 0);
    expect(peaksOf({ ...QUIET, rows, columns, haze: 0.7 })).toMatchObject({ row: 2, column: 3, haze: 0.7 });
  });
});

describe('what exceeds thresholds', () => {
  it('is any one peak beyond its own, and none that just reaches it', () => {
    expect(exceeds(LIMITS, LIMITS)).toBe(false);
    for (const shape of ['block', 'window', 'row', 'column', 'haze'] as const) {
      expect([shape, exceeds({ ...LIMITS, [shape]: LIMITS[shape] + 0.01 }, LIMITS)]).toEqual([shape, true]);
    }
  });
});

describe('the quieter of two readings', () => {
  it('is the one with the quieter window, the first of equals', () => {
    const louder = { ...LIMITS, window: 9, block: 0 };
    expect([quieter(LIMITS, louder), quieter(louder, LIMITS)]).toEqual([LIMITS, LIMITS]);
    const equal = { ...LIMITS };
    expect(quieter(equal, LIMITS)).toBe(equal);
  });
});

describe('thresholds', () => {
  const peaks = [4, 5, 6].map(
    (value): Peaks => ({ block: value, window: 2 * value, row: 3 * value, column: 1, haze: value }),
  );
  /** The Gumbel law with the mean and variance of 4, 5 and 6, at the value exceeded with this probability. */
  const beyond = (rate: number) => {
    const scale = Math.sqrt(6) / Math.PI;
    return 5 - 0.5772156649 * scale - scale * Math.log(-Math.log(1 - rate));
  };

  it('are what a clean thumbnail exceeds four times in a thousand, for each shape', () => {
    const limits = thresholdsFrom(peaks);
    expect(limits.block).toBeCloseTo(beyond(0.004), 10);
    expect(limits.window).toBeCloseTo(2 * beyond(0.004), 10);
    expect(limits.row).toBeCloseTo(3 * beyond(0.004), 10);
    expect(limits.column).toBe(1);
  });

  it('of haze are what a clean thumbnail exceeds once in a hundred, and a small one once in fifty', () => {
    expect([32, 47, 48, 128].map(hazeDoubtRate)).toEqual([0.02, 0.02, 0.01, 0.01]);
    for (const rate of [0.02, 0.01]) expect(gumbelQuantile(5, 1, 1 - rate)).toBeCloseTo(beyond(rate), 10);
  });

  it('of a single thumbnail are its own peaks', () => {
    expect(thresholdsFrom(peaks.slice(0, 1))).toEqual({ block: 4, window: 8, row: 12, column: 1 });
  });
});
