// What the painter does, by its formulas and one pixel at a time: too slow to judge by, plain enough to trust.

import fc from 'fast-check';
import type { Response } from '../../harness/model/expectation.ts';
import { axisWeights, EDGE_BLUR_CELLS, paintOffsets } from '../../harness/model/paint.ts';
import type { AxisPlacement, Placement } from '../../harness/model/placement.ts';
import { signatureGrid } from '../../harness/model/signature.ts';

/** Of the pictures compared. */
export const TONE = { gain: 0.9, bias: 126 };

export type Scene = {
  readonly grid: ReturnType<typeof signatureGrid>;
  readonly source: { readonly widthPx: number; readonly heightPx: number };
  readonly placement: Placement;
  readonly response: Response;
};

export const scenes = fc
  .record({
    widthPx: fc.integer({ min: 40, max: 900 }),
    heightPx: fc.integer({ min: 40, max: 900 }),
    columnsPx: fc.integer({ min: 5, max: 90 }),
    rowsPx: fc.integer({ min: 5, max: 90 }),
    crop: fc.double({ min: 0.4, max: 1, noNaN: true }),
    bar: fc.integer({ min: 0, max: 5 }),
    blurPx: fc.double({ min: 0, max: 1.2, noNaN: true }),
    sharpen: fc.constantFrom(0, 0, 0.3, 1.2),
    contentId: fc.string(),
  })
  .map(({ widthPx, heightPx, columnsPx, rowsPx, crop, bar, blurPx, sharpen, contentId }): Scene => {
    const cut = (widthPx * (1 - crop)) / 2;
    return {
      grid: signatureGrid('spec', { contentId, version: 1, widthPx, heightPx }),
      source: { widthPx, heightPx },
      placement: placed(axis(bar, columnsPx, cut, widthPx - cut), axis(0, rowsPx, 0, heightPx)),
      response: { blurPx, sharpen },
    };
  });

export function axis(start: number, lengthPx: number, from: number, to: number): AxisPlacement {
  return { start, lengthPx, from, to };
}

export function placed(x: AxisPlacement, y: AxisPlacement): Placement {
  return { thumbnail: { widthPx: x.lengthPx + 2 * x.start, heightPx: y.lengthPx + 2 * y.start }, x, y };
}

export function plainlyPainted({ grid, source, placement: { x, y }, response }: Scene): Float32Array {
  const weights = (cells: number, sourcePx: number, { lengthPx, from, to }: AxisPlacement) => {
    const cellsPerPx = ((to - from) / lengthPx) * (cells / sourcePx);
    const asStored = Math.hypot(EDGE_BLUR_CELLS, (0.4 * cells) / sourcePx);
    const blurCells = (blurPx: number) => Math.hypot(asStored, blurPx * cellsPerPx);
    const blur = [
      { weight: 1 + response.sharpen, blurCells: blurCells(response.blurPx) },
      { weight: -response.sharpen, blurCells: blurCells(response.blurPx + 0.8) },
    ].slice(0, response.sharpen === 0 ? 1 : 2);
    return axisWeights(cells, lengthPx, (from * cells) / sourcePx, (to * cells) / sourcePx, blur);
  };
  const out = new Float32Array(x.lengthPx * y.lengthPx);
  const alongX = weights(grid.columns, source.widthPx, x);
  paintOffsets(grid.offsets, grid.columns, grid.rows, alongX, weights(grid.rows, source.heightPx, y), out);
  return out;
}

export function noisyPicture(scene: Scene, seed: number) {
  const { thumbnail, x, y } = scene.placement;
  const painted = plainlyPainted(scene);
  const luma = new Uint8Array(thumbnail.widthPx * thumbnail.heightPx);
  for (let row = 0; row < y.lengthPx; row++) {
    for (let column = 0; column < x.lengthPx; column++) {
      const noise = (Math.imul(row * 73 + column * 31, seed | 1) >>> 27) - 16;
      const level = 0.95 * (painted[row * x.lengthPx + column] ?? 0) + 124 + noise;
      luma[(y.start + row) * thumbnail.widthPx + x.start + column] = Math.min(255, Math.max(0, level));
    }
  }
  return { ...thumbnail, luma };
}

export function plainResidual(scene: Scene, picture: ReturnType<typeof noisyPicture>) {
  const { x, y } = scene.placement;
  const painted = plainlyPainted(scene);
  const blockColumns = Math.ceil(x.lengthPx / 4);
  const rows = new Float32Array(y.lengthPx);
  const columns = new Float32Array(x.lengthPx);
  const blocks = new Float32Array(blockColumns * Math.ceil(y.lengthPx / 4));
  const means = blocks.slice();
  const paintedMeans = blocks.slice();
  const seen: number[] = [];
  for (let row = 0; row < y.lengthPx; row++) {
    for (let column = 0; column < x.lengthPx; column++) {
      const luma = picture.luma[(y.start + row) * picture.widthPx + x.start + column] ?? 0;
      const energy = (luma - (TONE.gain * (painted[row * x.lengthPx + column] ?? 0) + TONE.bias)) ** 2;
      const block = (row >> 2) * blockColumns + (column >> 2);
      const level = painted[row * x.lengthPx + column] ?? 0;
      means[block] = (means[block] ?? 0) + (luma - (TONE.gain * level + TONE.bias)) / 16;
      paintedMeans[block] = (paintedMeans[block] ?? 0) + level / 16;
      seen.push(luma);
      rows[row] = (rows[row] ?? 0) + energy;
      columns[column] = (columns[column] ?? 0) + energy;
      blocks[block] = (blocks[block] ?? 0) + energy;
    }
  }
  return { rows, columns, blocks, correlation: pearson(seen, [...painted]), haze: plainHaze(means, paintedMeans) };
}

export function plainFit(scene: Scene, picture: ReturnType<typeof noisyPicture>) {
  const { x, y } = scene.placement;
  const painted = plainlyPainted(scene);
  const offset = (column: number, row: number) => painted[row * x.lengthPx + column] ?? 0;
  const matrix = Array.from({ length: 16 }, () => 0);
  const right = [0, 0, 0, 0];
  for (let row = 1; row + 1 < y.lengthPx; row++) {
    for (let column = 1; column + 1 < x.lengthPx; column++) {
      const alongX = (TONE.gain * (offset(column + 1, row) - offset(column - 1, row))) / 2;
      const alongY = (TONE.gain * (offset(column, row + 1) - offset(column, row - 1))) / 2;
      const u = (2 * column) / (x.lengthPx - 1) - 1;
      const v = (2 * row) / (y.lengthPx - 1) - 1;
      const unknowns = [alongX, alongX * u, alongY, alongY * v];
      const luma = picture.luma[(y.start + row) * picture.widthPx + x.start + column] ?? 0;
      const missing = luma - (TONE.gain * offset(column, row) + TONE.bias);
      unknowns.forEach((a, i) => {
        right[i] = (right[i] ?? 0) + a * missing;
        unknowns.forEach((b, j) => (matrix[4 * i + j] = (matrix[4 * i + j] ?? 0) + a * b));
      });
    }
  }
  return { matrix, right };
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = mean(a.map((value, i) => (value - meanA) * ((b[i] ?? 0) - meanB)));
  const variance = (values: readonly number[], of: number) => mean(values.map((value) => (value - of) ** 2));
  return covariance / Math.sqrt(variance(a, meanA) * variance(b, meanB));
}

/** What is left of the blocks' means when the best multiple of what was painted is taken away. */
function plainHaze(means: Float32Array, painted: Float32Array): number {
  const centred = (values: Float32Array) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Array.from(values, (value) => value - mean);
  };
  const [a, b] = [centred(means), centred(painted)];
  const dot = (u: readonly number[], v: readonly number[]) => u.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0);
  const slope = dot(b, b) > 0 ? dot(a, b) / dot(b, b) : 0;
  const left = a.map((value, i) => value - slope * (b[i] ?? 0));
  return Math.sqrt(dot(left, left) / left.length);
}
