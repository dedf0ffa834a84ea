import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  axisWeights,
  EDGE_BLUR_CELLS,
  normalDistribution,
  paintOffsets,
  type BlurPart,
} from '../../harness/model/paint.ts';
import { signatureGrid } from '../../harness/model/signature.ts';

const PLAIN: readonly BlurPart[] = [{ weight: 1, blurCells: EDGE_BLUR_CELLS }];
const SHARPENED: readonly BlurPart[] = [
  { weight: 1.5, blurCells: 0.4 },
  { weight: -0.5, blurCells: 1.3 },
];

describe('axisWeights', () => {
  it('gives every pixel weights that sum to 1, and no cell beyond the ends', () => {
    const blur = fc.constantFrom(PLAIN, SHARPENED, [{ weight: 1, blurCells: 3 }]);
    const span = fc.record({
      from: fc.double({ min: -2, max: 30, noNaN: true }),
      length: fc.double({ min: 0.5, max: 80, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 300 }),
        span,
        blur,
        (cells, lengthPx, { from, length }, parts) => {
          const axis = axisWeights(cells, lengthPx, from, from + length, parts);
          for (let i = 0; i < lengthPx; i++) {
            const sum = axis.weights
              .subarray(i * axis.taps, (i + 1) * axis.taps)
              .reduce((total, weight) => total + weight, 0);
            expect(Math.abs(sum - 1)).toBeLessThan(1e-4);
            expect(axis.first[i]).toBeGreaterThanOrEqual(0);
            expect((axis.first[i] ?? Infinity) + axis.taps).toBeLessThanOrEqual(cells);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never darkens by a plain blur: no weight is negative', () => {
    const { weights } = axisWeights(64, 128, 3.2, 60.7, PLAIN);
    expect(Math.min(...weights)).toBeGreaterThan(-1e-4);
  });

  it('shows a cell that is far wider than the blur as itself', () => {
    const axis = axisWeights(4, 400, 0, 4, [{ weight: 1, blurCells: 0.05 }]);
    const weightOf = (pixel: number, cell: number) => axis.weights[pixel * axis.taps + cell - (axis.first[pixel] ?? 0)];
    expect(weightOf(150, 1)).toBeCloseTo(1, 3);
    expect(weightOf(250, 2)).toBeCloseTo(1, 3);
  });

  it('divides the pixel on an edge equally between both cells', () => {
    const axis = axisWeights(2, 201, 0, 2, PLAIN);
    expect(axis.weights[100 * axis.taps]).toBeCloseTo(0.5, 3);
  });
});

describe('paintOffsets', () => {
  it('paints small what averaging a large painting gives', () => {
    const { columns, rows, offsets } = signatureGrid('paint', {
      contentId: 'c',
      version: 1,
      widthPx: 640,
      heightPx: 480,
    });
    const paint = (width: number, height: number) => {
      const out = new Float32Array(width * height);
      const x = axisWeights(columns, width, 0, columns, PLAIN);
      paintOffsets(offsets, columns, rows, x, axisWeights(rows, height, 0, rows, PLAIN), out);
      return out;
    };
    const [large, small] = [paint(640, 480), paint(128, 96)];
    for (let y = 0; y < 96; y++) {
      for (let x = 0; x < 128; x++) {
        let sum = 0;
        for (let j = 0; j < 5; j++) for (let i = 0; i < 5; i++) sum += large[(5 * y + j) * 640 + 5 * x + i] ?? 0;
        expect(Math.abs(sum / 25 - (small[y * 128 + x] ?? 0))).toBeLessThan(0.1);
      }
    }
  });

  it('paints a crop as the same part of the whole', () => {
    const { columns, rows, offsets } = signatureGrid('paint', {
      contentId: 'c',
      version: 1,
      widthPx: 500,
      heightPx: 500,
    });
    const y = axisWeights(rows, 100, 0, rows, PLAIN);
    const whole = new Float32Array(100 * 100);
    paintOffsets(offsets, columns, rows, axisWeights(columns, 100, 0, columns, PLAIN), y, whole);
    const part = new Float32Array(50 * 100);
    paintOffsets(offsets, columns, rows, axisWeights(columns, 50, columns * 0.25, columns * 0.75, PLAIN), y, part);
    for (let row = 0; row < 100; row++) {
      for (let i = 0; i < 50; i++)
        expect(Math.abs((part[row * 50 + i] ?? 0) - (whole[row * 100 + 25 + i] ?? 0))).toBeLessThan(0.05);
    }
  });
});

describe('normalDistribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447],
    [-1, 0.1586553],
    [1.959964, 0.975],
    [3, 0.9986501],
    [-6, 9.866e-10],
  ])('at %f is %f', (z, share) => {
    expect(Math.abs(normalDistribution(z) - share)).toBeLessThan(2e-7);
  });
});
