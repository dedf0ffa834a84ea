import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { FITTINGS, isSizeNear, placementOf, type PlacementRule } from '../../harness/model/placement.ts';
import type { Fit, Recipe } from '../../harness/model/recipe.ts';

const RULE: PlacementRule = {
  fitting: 'cover',
  gravity: { x: 0.5, y: 0.5 },
  rounding: 'ceil',
  pitch: 'exact',
  enlarges: true,
  shiftPx: { x: 0, y: 0 },
};

function box(width: number, height: number, fit: Fit = 'cover'): Recipe {
  return { width, height, fit, format: 'jpeg', quality: 80 };
}

/** Source, box and fit with the thumbnail that sharp makes of them. */
const SIZES: readonly (readonly [source: [number, number], recipe: Recipe, thumbnail: [number, number]])[] = [
  [[4000, 3000], box(128, 128), [128, 128]],
  [[300, 400], box(128, 96), [128, 96]],
  [[4000, 3000], box(128, 128, 'inside'), [128, 96]],
  [[3000, 4000], box(128, 128, 'inside'), [96, 128]],
  [[1000, 667], box(128, 128, 'inside'), [128, 85]],
  [[1920, 1080], box(256, 256, 'inside'), [256, 144]],
  [[1001, 333], box(100, 100, 'inside'), [100, 33]],
  [[4000, 16], box(128, 128, 'inside'), [128, 1]],
  [[4000, 3000], box(128, 128, 'contain'), [128, 128]],
  [[333, 1001], box(160, 90, 'contain'), [160, 90]],
  [[4000, 3000], box(128, 96, 'fill'), [128, 96]],
  [[50, 40], box(128, 128), [128, 128]],
  [[50, 40], box(128, 128, 'inside'), [128, 102]],
];

describe('placementOf', () => {
  it.each(SIZES)('gives %j in %o the size that sharp gives it', async (source, recipe, [widthPx, heightPx]) => {
    const [width, height] = source;
    const picture = sharp({ create: { width, height, channels: 3, background: '#808080' } });
    const { info } = await picture
      .resize({ width: recipe.width, height: recipe.height, fit: recipe.fit })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([widthPx, heightPx]);
    const { thumbnail } = placementOf({ ...RULE, fitting: recipe.fit }, recipe, { widthPx: width, heightPx: height });
    expect(thumbnail).toEqual({ widthPx, heightPx });
  });

  it('crops as much on both sides, and rounds an odd crop as the rule says', () => {
    // 400×300 scaled to a height of 99 is 132 wide: 33 px too many, 16.5 a side.
    const fromOf = (rounding: PlacementRule['rounding']) =>
      placementOf({ ...RULE, rounding }, box(99, 99), { widthPx: 400, heightPx: 300 }).x.from;
    const sourcePerPx = 300 / 99;
    expect(fromOf('floor')).toBeCloseTo(16 * sourcePerPx);
    expect(fromOf('centre')).toBeCloseTo(16.5 * sourcePerPx);
    expect(fromOf('ceil')).toBeCloseTo(17 * sourcePerPx);
  });

  it('keeps the exact pitch about the centre, or stretches the picture to whole pixels', () => {
    // 1000×667 within 128×128 is 128×85.376, which becomes 85 rows.
    const source = { widthPx: 1000, heightPx: 667 };
    const exact = placementOf({ ...RULE, fitting: 'inside', pitch: 'exact' }, box(128, 128, 'inside'), source);
    const stretched = placementOf({ ...RULE, fitting: 'inside', pitch: 'stretched' }, box(128, 128, 'inside'), source);
    expect([stretched.y.from, stretched.y.to]).toEqual([0, 667]);
    expect(exact.y.to - exact.y.from).toBeCloseTo((85 * 1000) / 128);
    expect((exact.y.from + exact.y.to) / 2).toBeCloseTo(667 / 2);
  });

  it('leaves a source that is smaller than the box as it is when the rule does not enlarge', () => {
    const source = { widthPx: 50, heightPx: 40 };
    for (const fitting of ['cover', 'inside', 'fill', 'width', 'height'] as const) {
      expect(placementOf({ ...RULE, fitting, enlarges: false }, box(128, 128), source).thumbnail).toEqual(source);
    }
    expect(placementOf({ ...RULE, fitting: 'contain', enlarges: false }, box(128, 128), source).thumbnail).toEqual({
      widthPx: 128,
      heightPx: 128,
    });
  });

  it('sets one side alone where the tool was told one side alone', () => {
    const source = { widthPx: 400, heightPx: 300 };
    expect(placementOf({ ...RULE, fitting: 'width' }, box(128, 128), source).thumbnail).toEqual({
      widthPx: 128,
      heightPx: 96,
    });
    expect(placementOf({ ...RULE, fitting: 'height' }, box(128, 128), source).thumbnail).toEqual({
      widthPx: 171,
      heightPx: 128,
    });
  });

  it('takes a size that came, a pixel off the rule, for the size of the thumbnail', () => {
    const placement = placementOf(
      { ...RULE, fitting: 'inside' },
      box(128, 128, 'inside'),
      { widthPx: 1000, heightPx: 667 },
      { widthPx: 128, heightPx: 86 },
    );
    expect(placement.thumbnail).toEqual({ widthPx: 128, heightPx: 86 });
  });

  it('places every photo within its thumbnail, and no more than a pixel beyond the source', () => {
    const side = fc.integer({ min: 16, max: 4000 });
    const rule = fc.record({
      fitting: fc.constantFrom(...FITTINGS),
      gravity: fc.record({ x: fc.constantFrom(0, 0.5, 1), y: fc.constantFrom(0, 0.5, 1) }),
      rounding: fc.constantFrom('floor' as const, 'centre' as const, 'ceil' as const),
      pitch: fc.constantFrom('exact' as const, 'stretched' as const),
      enlarges: fc.boolean(),
      shiftPx: fc.constant({ x: 0, y: 0 }),
    });
    fc.assert(
      fc.property(
        rule,
        side,
        side,
        fc.integer({ min: 16, max: 512 }),
        fc.integer({ min: 16, max: 512 }),
        (drawn, widthPx, heightPx, width, height) => {
          const { thumbnail, x, y } = placementOf(drawn, box(width, height), { widthPx, heightPx });
          for (const [axis, thumbnailPx, sourcePx] of [
            [x, thumbnail.widthPx, widthPx] as const,
            [y, thumbnail.heightPx, heightPx] as const,
          ]) {
            const sourcePerPx = (axis.to - axis.from) / axis.lengthPx;
            expect(axis.lengthPx).toBeGreaterThanOrEqual(1);
            expect(axis.start).toBeGreaterThanOrEqual(0);
            expect(axis.start + axis.lengthPx).toBeLessThanOrEqual(thumbnailPx);
            expect(axis.from).toBeGreaterThanOrEqual(-1.001 * sourcePerPx);
            expect(axis.to).toBeLessThanOrEqual(sourcePx + 1.001 * sourcePerPx);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('isSizeNear', () => {
  it('allows one pixel of rounding a side, and no more', () => {
    expect(isSizeNear({ widthPx: 128, heightPx: 96 }, { widthPx: 127, heightPx: 97 })).toBe(true);
    expect(isSizeNear({ widthPx: 128, heightPx: 96 }, { widthPx: 128, heightPx: 98 })).toBe(false);
  });
});
