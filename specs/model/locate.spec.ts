import { describe, expect, it } from 'vitest';
import { createPainter, type LumaPicture } from '../../harness/model/expectation.ts';
import { lessByChance, locate, slid } from '../../harness/model/locate.ts';
import { placementOf, type PlacementRule } from '../../harness/model/placement.ts';
import { photoId } from '../../harness/model/plan.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import { createShownPhotos, type ShownPhoto } from '../../harness/model/shown-photo.ts';
import { photoPlan } from '../materialise/photo-plan.ts';

const RULE: PlacementRule = {
  fitting: 'cover',
  gravity: 'content',
  rounding: 'centre',
  pitch: 'exact',
  enlarges: true,
  shiftPx: { x: 0, y: 0 },
};
const RESPONSE = { blurPx: 0.3, sharpen: 0 };
const painter = createPainter();
const shown = createShownPhotos('located', 256);

function shaped(id: string, widthPx: number, heightPx: number): ShownPhoto {
  const content = `${id} ${widthPx}x${heightPx}`;
  return shown(
    photoPlan({ id: photoId(content), contentId: content, widthPx, heightPx, orientationExif: 1 }),
    'rotate',
  );
}

function box(width: number, height = width): Recipe {
  return { width, height, fit: 'cover', format: 'png', quality: 80 };
}

/** The photo as it is painted `px` thumbnail pixels from the middle. */
function cropped(photo: ShownPhoto, recipe: Recipe, axis: 'x' | 'y', px: number): LumaPicture {
  const placement = slid(placementOf(RULE, recipe, photo.size), { axis, px });
  const painted = painter.paint(photo.grid, photo.size, placement, RESPONSE);
  const { widthPx, heightPx } = placement.thumbnail;
  return { widthPx, heightPx, luma: Uint8Array.from(painted, (offset) => 128 + offset) };
}

const located = (picture: LumaPicture, photo: ShownPhoto, recipe: Recipe, rule = RULE) =>
  locate(painter, picture, photo, recipe, rule, RESPONSE);

describe('locate', () => {
  it.each([
    [box(32), 900, 600, 'x'],
    [box(128), 900, 600, 'x'],
    [box(128), 400, 1000, 'y'],
    [box(320, 180), 1200, 1200, 'y'],
    [box(64, 256), 1600, 1000, 'x'],
    [box(1024), 3000, 2048, 'x'],
  ] as const)(
    'finds within half a pixel where under %o a photo of %i×%i px lies',
    (recipe, widthPx, heightPx, axis) => {
      const photo = shaped('own', widthPx, heightPx);
      const scale = Math.max(recipe.width / widthPx, recipe.height / heightPx);
      const freePx = axis === 'x' ? widthPx * scale - recipe.width : heightPx * scale - recipe.height;
      for (const share of [-0.5, -0.31, 0, 0.12, 0.5]) {
        const found = located(cropped(photo, recipe, axis, share * freePx), photo, recipe);
        expect(found?.slide?.axis).toBe(axis);
        expect(Math.abs((found?.slide?.px ?? Number.NaN) - share * freePx)).toBeLessThanOrEqual(0.5);
      }
    },
  );

  it('leaves no choice where the rule has none, or the photo fits', () => {
    const photo = shaped('own', 900, 600);
    const picture = cropped(photo, box(128), 'x', 20);
    const middle = { ...RULE, gravity: { x: 0.5, y: 0.5 } };
    expect(located(picture, photo, box(128), middle)).toMatchObject({ places: 1, slide: null });
    expect(located(picture, shaped('square', 600, 600), box(128))).toMatchObject({ places: 1, slide: null });
  });

  it('is nowhere when the size is another', () => {
    const photo = shaped('own', 900, 600);
    expect(located(cropped(photo, box(128), 'x', 0), photo, box(64))).toBe(null);
  });
});

describe('lessByChance', () => {
  it('leaves to a stranger, at the best of its places, about what it has at any: rarely half', () => {
    const recipe = box(64);
    const strangers = Array.from({ length: 60 }, (_, index) => shaped(`stranger ${index}`, 1500, 400));
    const picture = cropped(shaped('own', 1500, 400), recipe, 'x', 10);
    const found = strangers.map((stranger) => {
      const at = located(picture, stranger, recipe);
      if (at === null) throw new Error('Expected a place.');
      const tone = { gain: 1, bias: 128 };
      const seen = painter.compare(picture, stranger.grid, stranger.size, at.placement, RESPONSE, tone).correlation;
      return { seen, less: lessByChance(seen, at) };
    });
    expect(found.filter(({ seen }) => seen >= 0.5).length).toBeGreaterThan(10);
    expect(found.filter(({ less }) => less >= 0.5).length).toBe(0);
  });

  it('takes little from a photo that is plainly its own, and nothing where there was no choice', () => {
    const recipe = box(64);
    const own = shaped('own', 1500, 400);
    const at = located(cropped(own, recipe, 'x', 10), own, recipe);
    if (at === null) throw new Error('Expected a place.');
    expect(lessByChance(0.99, at)).toBeGreaterThan(0.8);
    expect(lessByChance(0.7, { ...at, places: 1 })).toBe(0.7);
  });
});
