// A threshold of haze has to fit the kind of source: too high, and a blend hides; too low, and clean ones are asked again.

import { describe, expect, it } from 'vitest';
import { hazeKind, hazeThreshold, hazesFrom } from '../../harness/judge/haze-kinds.ts';
import type { Placement } from '../../harness/model/placement.ts';
import type { ShownPhoto } from '../../harness/model/shown-photo.ts';
import { randomNumbers } from './foreign-pixels.ts';

const GRID = { columns: 1, rows: 1, offsets: new Int8Array(1) };
const shown = (sourceKind: string): ShownPhoto => ({
  size: { widthPx: 512, heightPx: 512 },
  grid: GRID,
  signature: GRID,
  sourceKind,
  oddSource: null,
  opacity: null,
});
/** A square photo of `sourcePx` shown whole over `lengthPx`. */
const shrunk = (sourcePx: number, lengthPx: number): Placement => {
  const axis = { start: 0, lengthPx, from: 0, to: sourcePx };
  return { thumbnail: { widthPx: lengthPx, heightPx: lengthPx }, x: axis, y: axis };
};
const thresholds = { block: 1, window: 1, row: 1, column: 1, haze: 9 };

describe('the kind of a source', () => {
  it.each([
    [128, 128, 'webp|0'],
    [255, 128, 'webp|0'],
    [256, 128, 'webp|1'],
    [512, 128, 'webp|2'],
    [64, 128, 'webp|0'],
  ])('of %i px over %i is %s', (sourcePx, lengthPx, kind) => {
    expect(hazeKind(shown('webp'), shrunk(sourcePx, lengthPx))).toBe(kind);
  });

  it('goes by what is shown, and by the side that is shrunk more', () => {
    const axis = (from: number, to: number) => ({ start: 0, lengthPx: 64, from, to });
    const of = (x: ReturnType<typeof axis>, y: ReturnType<typeof axis>) =>
      hazeKind(shown('png'), { ...shrunk(64, 64), x, y });
    expect(of(axis(0, 512), axis(0, 128))).toBe('png|3');
    expect(of(axis(0, 128), axis(0, 512))).toBe('png|3');
    // The middle of a photo, of which the rest is cropped away.
    expect(of(axis(600, 728), axis(600, 728))).toBe('png|1');
    expect(of(axis(600, 728), axis(0, 128))).toBe('png|1');
    expect(of(axis(0, 128), axis(600, 728))).toBe('png|1');
  });
});

describe('hazesFrom', () => {
  it('is exceeded by about as many clean thumbnails as asked for, in each kind, from few of each', () => {
    const next = randomNumbers('haze');
    // The sum of twelve uniform numbers is nearly normal.
    const normal = () => Array.from({ length: 12 }, next).reduce((sum, each) => sum + each, -6);
    const draw = (mean: number) => mean * (1 + 0.08 * normal());
    const shares = Array.from({ length: 200 }, () => {
      const samples = [0.5, 0.55, 0.6, 0.95].flatMap((mean) =>
        Array.from({ length: 6 }, () => ({ kind: `${mean}|1`, haze: draw(mean) })),
      );
      const hazes = hazesFrom(samples, 0.01);
      return [0.5, 0.95].map((mean) => {
        const clean = Array.from({ length: 200 }, () => draw(mean));
        return clean.filter((haze) => haze > (hazes[`${mean}|1`] ?? 0)).length / clean.length;
      });
    });
    for (const kind of [0, 1]) {
      const share = shares.reduce((sum, each) => sum + (each[kind] ?? 0), 0) / shares.length;
      expect(share).toBeGreaterThan(0.0005);
      expect(share).toBeLessThan(0.02);
    }
  });

  it('does not let a hazy kind raise the threshold of a clear one', () => {
    const samples = [0.5, 0.52, 0.48, 0.51].map((haze) => ({ kind: 'png|1', haze }));
    const hazy = [0.9, 1, 1.1].map((haze) => ({ kind: 'webp|1', haze }));
    const { 'png|1': png = 0, 'webp|1': webp = 0 } = hazesFrom([...samples, ...hazy], 0.01);
    expect(png).toBeLessThan(0.75);
    expect(webp).toBeGreaterThan(1.1);
  });

  it('spreads each kind about its own mean by the share of it that all vary by together', () => {
    // Two kinds vary by a fifth of their mean, each over three samples; the mean of three is uncertain itself.
    const samples = [4, 5, 6, 40, 50, 60].map((haze) => ({ kind: haze < 10 ? 'png|1' : 'webp|1', haze }));
    const scale = (0.2 * Math.sqrt(1 + 1 / 3) * Math.sqrt(6)) / Math.PI;
    const beyondMean = 1 - 0.5772156649 * scale - scale * Math.log(-Math.log(0.99));
    const hazes = hazesFrom(samples, 0.01);
    expect(hazes['png|1']).toBeCloseTo(5 * beyondMean, 10);
    expect(hazes['webp|1']).toBeCloseTo(50 * beyondMean, 10);
  });

  it('takes a kind that is not hazy at all for one that does not vary', () => {
    const samples = [0, 0, 0, 4, 5, 6].map((haze) => ({ kind: haze === 0 ? 'png|1' : 'webp|1', haze }));
    const { 'png|1': png, 'webp|1': webp = 0 } = hazesFrom(samples, 0.01);
    expect(png).toBe(0);
    expect(webp).toBeGreaterThan(6);
  });

  it('gives a kind of one sample a threshold above it', () => {
    expect(hazesFrom([{ kind: 'gif|1', haze: 0.5 }], 0.01)['gif|1']).toBeGreaterThan(0.6);
  });
});

describe('hazeThreshold', () => {
  const profile = { thresholds, hazes: { 'jpeg|1': 0.6, 'jpeg|3': 0.8, 'webp|1': 1.2 } };

  it('is that of the kind', () => {
    expect(hazeThreshold(profile, shown('jpeg'), shrunk(256, 128))).toBe(0.6);
  });

  it('is the highest of those stored alike where the shrinking was not calibrated', () => {
    expect(hazeThreshold(profile, shown('jpeg'), shrunk(512, 128))).toBe(0.8);
  });

  it('is the highest of all where the format was not', () => {
    expect(hazeThreshold(profile, shown('avif'), shrunk(256, 128))).toBe(9);
  });
});
