import { describe, expect, it } from 'vitest';
import { isCovered, shownSize } from '../../harness/model/coverage.ts';
import type { Fit, Recipe } from '../../harness/model/recipe.ts';

const box = (sidePx: number, fit: Fit = 'cover'): Recipe => ({
  width: sidePx,
  height: sidePx,
  fit,
  format: 'jpeg',
  quality: 80,
});

describe('isCovered', () => {
  it.each([
    ['a photo of twice the thumbnail', 256, 256, box(128), true],
    ['a photo of less than twice the thumbnail', 250, 250, box(128), false],
    ['a photo whose short side is cropped to twice the box', 512, 256, box(128), true],
    ['a panorama, however large', 3000, 1000, box(128), false],
    ['a photo of the widest aspect', 2500, 1000, box(128), true],
    ['a thumbnail below 32 px', 1000, 1000, box(31), false],
    ['a thumbnail of 32 px', 1000, 1000, box(32), true],
    ['a thumbnail whose short side falls below 32 px within its box', 1000, 480, box(64, 'inside'), false],
    ['a photo that is stretched along one side to less than twice', 600, 250, box(128, 'fill'), false],
  ])('of %s (%i×%i) is told', (_, widthPx, heightPx, recipe, covered) => {
    expect(isCovered({ widthPx, heightPx }, shownSize({ widthPx, heightPx }, recipe))).toBe(covered);
  });
});

describe('shownSize', () => {
  it.each([
    ['cover', 400 / 3, 100],
    ['inside', 100, 75],
    ['contain', 100, 75],
    ['fill', 100, 100],
  ] satisfies readonly [Fit, number, number][])('of a 400×300 photo by %s is %f×%f', (fit, widthPx, heightPx) => {
    const size = shownSize({ widthPx: 400, heightPx: 300 }, box(100, fit));
    expect(size.widthPx).toBeCloseTo(widthPx);
    expect(size.heightPx).toBeCloseTo(heightPx);
  });
});
