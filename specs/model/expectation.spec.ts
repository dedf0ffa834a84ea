import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPainter, type Response } from '../../harness/model/expectation.ts';
import { axisWeights, EDGE_BLUR_CELLS, paintOffsets } from '../../harness/model/paint.ts';
import type { AxisPlacement, Placement } from '../../harness/model/placement.ts';
import { signatureGrid } from '../../harness/model/signature.ts';
import { buildKernelModule, kernelModulePath } from './build-kernel.ts';

/** Painted offsets may differ by this from those of the plain formula, in luma levels. */
const PAINT_TOLERANCE = 0.05;
const TONE = { gain: 0.9, bias: 126 };

const painter = createPainter();

describe('the painter', () => {
  it('paints what the plain formula paints, in any size, crop and response', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const painted = painter.paint(scene.grid, scene.source, scene.placement, scene.response);
        expect(greatestDifference(painted, plainlyPainted(scene))).toBeLessThan(PAINT_TOLERANCE);
      }),
      { numRuns: 60 },
    );
  });

  it('measures the residual of every block, row and column, bars left out', () => {
    fc.assert(
      fc.property(scenes, fc.integer(), (scene, seed) => {
        const picture = noisyPicture(scene, seed);
        const residual = painter.compare(picture, scene.grid, scene.source, scene.placement, scene.response, TONE);
        const expected = plainResidual(scene, picture);
        expect(greatestDifference(residual.rows.map(Math.sqrt), expected.rows.map(Math.sqrt))).toBeLessThan(0.5);
        expect(greatestDifference(residual.columns.map(Math.sqrt), expected.columns.map(Math.sqrt))).toBeLessThan(0.5);
        const blocks = expected.blocks.map(Math.sqrt);
        expect(greatestDifference(residual.blocks.map(Math.sqrt), blocks)).toBeLessThan(0.5);
        expect(residual.correlation).toBeCloseTo(expected.correlation, 2);
      }),
      { numRuns: 60 },
    );
  });

  it('finds the tone that a picture was given', () => {
    const [scene] = fc.sample(scenes, { numRuns: 1, seed: 3 });
    if (scene === undefined) throw new RangeError('Expected a scene.');
    const square = {
      ...scene,
      placement: placed(axis(0, 96, 0, 400), axis(0, 96, 0, 400)),
      source: { widthPx: 400, heightPx: 400 },
    };
    const offsets = painter.paint(square.grid, square.source, square.placement, square.response);
    const luma = Uint8Array.from(offsets, (offset) => Math.round(0.8 * offset + 120));
    const picture = { widthPx: 96, heightPx: 96, luma };
    const { tone, correlation } = painter.compare(
      picture,
      square.grid,
      square.source,
      square.placement,
      square.response,
      TONE,
    );
    expect(tone.gain).toBeCloseTo(0.8, 2);
    expect(tone.bias).toBeCloseTo(120, 1);
    expect(correlation).toBeGreaterThan(0.999);
  });

  it('calls a flat picture unlike any', () => {
    const [scene] = fc.sample(scenes, { numRuns: 1, seed: 4 });
    if (scene === undefined) throw new RangeError('Expected a scene.');
    const { widthPx, heightPx } = scene.placement.thumbnail;
    const flat = { widthPx, heightPx, luma: new Uint8Array(widthPx * heightPx).fill(128) };
    expect(painter.compare(flat, scene.grid, scene.source, scene.placement, scene.response, TONE).correlation).toBe(0);
  });

  it('fits nothing before it compared', () => {
    expect(() => createPainter().fitLast(1)).toThrow(RangeError);
  });

  it('sets up the equations of a shift and a stretch', () => {
    fc.assert(
      fc.property(scenes, fc.integer(), (scene, seed) => {
        const picture = noisyPicture(scene, seed);
        painter.compare(picture, scene.grid, scene.source, scene.placement, scene.response, TONE);
        const { matrix, right } = painter.fitLast(Number.POSITIVE_INFINITY);
        const expected = plainFit(scene, picture);
        const scale = Math.max(1, ...expected.matrix, ...expected.right.map(Math.abs));
        expect(greatestDifference(matrix, expected.matrix) / scale).toBeLessThan(1e-3);
        expect(greatestDifference(right, expected.right) / scale).toBeLessThan(1e-3);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the committed kernel', () => {
  it('is what its source compiles to', () => {
    expect(readFileSync(kernelModulePath, 'utf8')).toBe(buildKernelModule());
  });
});

type Scene = {
  readonly grid: ReturnType<typeof signatureGrid>;
  readonly source: { readonly widthPx: number; readonly heightPx: number };
  readonly placement: Placement;
  readonly response: Response;
};

const scenes = fc
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

function axis(start: number, lengthPx: number, from: number, to: number): AxisPlacement {
  return { start, lengthPx, from, to };
}

function placed(x: AxisPlacement, y: AxisPlacement): Placement {
  return { thumbnail: { widthPx: x.lengthPx + 2 * x.start, heightPx: y.lengthPx + 2 * y.start }, x, y };
}

function plainlyPainted({ grid, source, placement: { x, y }, response }: Scene): Float32Array {
  const weights = (cells: number, sourcePx: number, { lengthPx, from, to }: AxisPlacement) => {
    const cellsPerPx = ((to - from) / lengthPx) * (cells / sourcePx);
    const blurCells = (blurPx: number) => Math.hypot(EDGE_BLUR_CELLS, blurPx * cellsPerPx);
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

function noisyPicture(scene: Scene, seed: number) {
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

function plainResidual(scene: Scene, picture: ReturnType<typeof noisyPicture>) {
  const { x, y } = scene.placement;
  const painted = plainlyPainted(scene);
  const blockColumns = Math.ceil(x.lengthPx / 4);
  const rows = new Float32Array(y.lengthPx);
  const columns = new Float32Array(x.lengthPx);
  const blocks = new Float32Array(blockColumns * Math.ceil(y.lengthPx / 4));
  const seen: number[] = [];
  for (let row = 0; row < y.lengthPx; row++) {
    for (let column = 0; column < x.lengthPx; column++) {
      const luma = picture.luma[(y.start + row) * picture.widthPx + x.start + column] ?? 0;
      const energy = (luma - (TONE.gain * (painted[row * x.lengthPx + column] ?? 0) + TONE.bias)) ** 2;
      const block = (row >> 2) * blockColumns + (column >> 2);
      seen.push(luma);
      rows[row] = (rows[row] ?? 0) + energy;
      columns[column] = (columns[column] ?? 0) + energy;
      blocks[block] = (blocks[block] ?? 0) + energy;
    }
  }
  return { rows, columns, blocks, correlation: pearson(seen, [...painted]) };
}

function plainFit(scene: Scene, picture: ReturnType<typeof noisyPicture>) {
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

function greatestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((greatest, value, i) => Math.max(greatest, Math.abs(value - (b[i] ?? Number.NaN))), 0);
}
