import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPainter } from '../../harness/model/expectation.ts';
import { axis, noisyPicture, placed, plainFit, plainlyPainted, plainResidual, scenes, TONE } from './plain-painter.ts';

/** Painted offsets may differ by this from those of the plain formula, in luma levels. */
const PAINT_TOLERANCE = 0.05;

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

  it('paints nothing where no pixels are asked for, whatever it painted before', () => {
    const [scene] = fc.sample(scenes, { seed: 7, numRuns: 1 });
    if (scene === undefined) throw new RangeError('Expected a scene.');
    const { grid, source, placement, response } = scene;
    const none = { start: 0, lengthPx: 0, from: 0, to: 0 };
    for (const empty of [
      { ...placement, x: none },
      { ...placement, y: none },
    ]) {
      painter.paint(grid, source, placement, response);
      expect(painter.paint(grid, source, empty, response)).toEqual(new Float32Array(0));
    }
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
        expect(Math.abs(residual.haze - expected.haze)).toBeLessThan(0.05);
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

function greatestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((greatest, value, i) => Math.max(greatest, Math.abs(value - (b[i] ?? Number.NaN))), 0);
}
