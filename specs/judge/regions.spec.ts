import { describe, expect, it } from 'vitest';
import { exceeds, peaksOf, thresholdsFrom, type Peaks } from '../../harness/judge/peaks.ts';
import { loudRegions } from '../../harness/judge/regions.ts';
import { BLOCK_PX, type Residual } from '../../harness/model/expectation.ts';
import type { Placement } from '../../harness/model/placement.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { randomNumbers } from './foreign-pixels.ts';

const SIDE_PX = 64;
const THRESHOLDS: Peaks = { block: 10, window: 8, row: 6, column: 6, haze: 1 };
const PLACEMENT: Placement = {
  thumbnail: { widthPx: 80, heightPx: SIDE_PX },
  x: { start: 8, lengthPx: SIDE_PX, from: 0, to: 640 },
  y: { start: 0, lengthPx: SIDE_PX, from: 0, to: 640 },
};

/** The residual of a picture that is `quiet` levels off everywhere, and `loud` levels within the rectangles. */
function residualOf(quiet: number, loud: number, rectangles: readonly Region[]): Residual {
  const blockColumns = SIDE_PX / BLOCK_PX;
  const blocks = new Float32Array(blockColumns ** 2);
  const rows = new Float32Array(SIDE_PX);
  const columns = new Float32Array(SIDE_PX);
  for (let y = 0; y < SIDE_PX; y++) {
    for (let x = 0; x < SIDE_PX; x++) {
      const isLoud = rectangles.some((r) => x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height);
      const energy = (isLoud ? loud : quiet) ** 2;
      const block = Math.floor(y / BLOCK_PX) * blockColumns + Math.floor(x / BLOCK_PX);
      blocks[block] = (blocks[block] ?? 0) + energy;
      rows[y] = (rows[y] ?? 0) + energy;
      columns[x] = (columns[x] ?? 0) + energy;
    }
  }
  const size = { widthPx: SIDE_PX, heightPx: SIDE_PX, blockColumns, blockRows: blockColumns };
  return { ...size, blocks, rows, columns, correlation: 0.9, haze: 0, tone: { gain: 1, bias: 128 } };
}

describe('loudRegions', () => {
  it('finds nothing in a quiet picture', () => {
    expect(loudRegions(residualOf(2, 0, []), PLACEMENT, THRESHOLDS)).toEqual([]);
  });

  it('draws a tile as a tile, not as the cross of its rows and columns, in pixels of the thumbnail', () => {
    const tile: Region = { x: 16, y: 24, width: 16, height: 16 };
    const residual = residualOf(2, 60, [tile]);
    expect(peaksOf(residual).row).toBeGreaterThan(THRESHOLDS.row);
    expect(loudRegions(residual, PLACEMENT, THRESHOLDS)).toEqual([{ ...tile, x: 24 }]);
  });

  it('names two tiles apart, the larger first', () => {
    const small: Region = { x: 0, y: 0, width: 8, height: 8 };
    const large: Region = { x: 40, y: 40, width: 16, height: 16 };
    expect(loudRegions(residualOf(2, 60, [small, large]), PLACEMENT, THRESHOLDS)).toEqual([
      { ...large, x: 48 },
      { ...small, x: 8 },
    ]);
  });

  it('makes one of two whose rectangles overlap', () => {
    const angle: readonly Region[] = [
      { x: 0, y: 0, width: 32, height: 4 },
      { x: 0, y: 4, width: 4, height: 28 },
    ];
    const inside: Region = { x: 16, y: 16, width: 8, height: 8 };
    expect(loudRegions(residualOf(2, 60, [...angle, inside]), PLACEMENT, THRESHOLDS)).toEqual([
      { x: 8, y: 0, width: 32, height: 32 },
    ]);
  });

  it('draws a row too thin for any block to notice as the line of blocks that it runs through', () => {
    const residual = residualOf(2, 9, [{ x: 0, y: 30, width: SIDE_PX, height: 1 }]);
    expect(peaksOf(residual).block).toBeLessThan(THRESHOLDS.block * 0.5);
    expect(loudRegions(residual, PLACEMENT, THRESHOLDS)).toEqual([{ x: 8, y: 28, width: SIDE_PX, height: 4 }]);
  });
});

describe('peaksOf', () => {
  it('catches a tile that lies across four blocks in the window that holds it', () => {
    const { block, window } = peaksOf(residualOf(0, 40, [{ x: 18, y: 18, width: 4, height: 4 }]));
    expect(block).toBeCloseTo(20);
    expect(window).toBeCloseTo(20);
  });

  it('exceeds the thresholds by any one shape', () => {
    const quiet: Peaks = { block: 1, window: 1, row: 1, column: 1, haze: 0.5 };
    expect(exceeds(quiet, THRESHOLDS)).toBe(false);
    for (const shape of ['block', 'window', 'row', 'column'] as const)
      expect(exceeds({ ...quiet, [shape]: 11 }, THRESHOLDS)).toBe(true);
  });
});

describe('thresholdsFrom', () => {
  it('is exceeded by about 4 in 1 000 clean thumbnails per shape, whatever their noise', () => {
    const next = randomNumbers('gumbel');
    // The largest of many: a Gumbel law of mode 8 and scale 0.7.
    const peak = () => 8 - 0.7 * Math.log(-Math.log(next()));
    const draw = (): Peaks => ({ block: peak(), window: peak(), row: peak(), column: peak(), haze: peak() });
    const { block } = thresholdsFrom(Array.from({ length: 5000 }, draw));
    const exceeded = Array.from({ length: 50_000 }, peak).filter((each) => each > block).length;
    expect(exceeded / 50_000).toBeGreaterThan(0.002);
    expect(exceeded / 50_000).toBeLessThan(0.008);
  });
});
