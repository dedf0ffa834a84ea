// What a search by painting makes of photos without noise, whose likeness is all there is.

import { describe, expect, it } from 'vitest';
import type { Found } from '../../harness/explain/codeword-search.ts';
import { searchByPainting } from '../../harness/explain/painted-search.ts';
import { sightBesideOwn, sightOfStrange } from '../../harness/explain/sight.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import { slid } from '../../harness/model/locate.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import type { Region } from '../../harness/model/verdict.ts';
import {
  paintedAt,
  paintedPhoto,
  painter,
  pixelsIn,
  PROFILE,
  RECIPE,
  sceneOf,
  shown,
  thumbnail,
  torn,
  WHOLE,
} from './painted-scene.ts';

const VICTIM = paintedPhoto(0);
const PHOTOS = Array.from({ length: 160 }, (_, i) => paintedPhoto(i));
const DONOR = PHOTOS[90] ?? VICTIM;
const own = thumbnail(VICTIM);
/** Of a likeness of 0.9999, for each cell. */
const PERFECT = -Math.log(1 - 0.9999 ** 2) / 2;

function foundIn(
  picture: LumaPicture,
  region: Region,
  about: { recipe?: Recipe; profile?: typeof PROFILE } = {},
): Found {
  const { recipe = RECIPE, profile = PROFILE } = about;
  const scene = sceneOf(VICTIM, picture, profile);
  const placement = placementOf(profile.placement, recipe, shown(VICTIM, 'rotate').size, {
    widthPx: picture.widthPx,
    heightPx: picture.heightPx,
  });
  const victim = { ...scene.victim, placement };
  const sight = sightOfStrange(pixelsIn({ ...scene, recipe, victim }, region), region);
  const question = {
    picture,
    recipe,
    profile,
    victim: VICTIM,
    placement,
    regions: [region] as const,
    candidates: PHOTOS,
  };
  return searchByPainting(question, sight, painter, (photo) => shown(photo, 'rotate'));
}

const first = ({ fitting }: Found) => [fitting[0]?.photo.id, fitting[0]?.odds.toFixed(0)];

describe('a search by painting, without noise', () => {
  it('finds the donor in any part of a thumbnail, as sure as there are fine cells', () => {
    for (const region of [WHOLE, { x: 36, y: 44, width: 32, height: 32 }, { x: 96, y: 8, width: 16, height: 24 }]) {
      const { x, y, width, height } = region;
      const cells = (width * height) / 2 ** 2;
      const found = foundIn(torn(own, thumbnail(DONOR), region), region);
      expect([x, y, ...first(found)]).toEqual([x, y, DONOR.id, (cells * PERFECT).toFixed(0)]);
      expect(found.shownMost).toBe(Math.min(256, cells));
    }
  });

  it('counts coarse cells where fine ones are too small to be seen', () => {
    const recipe = { ...RECIPE, width: 64, height: 64 };
    const region = { x: 0, y: 0, width: 64, height: 32 };
    const picture = torn(thumbnail(VICTIM, PROFILE, recipe), thumbnail(DONOR, PROFILE, recipe), region);
    const found = foundIn(picture, region, { recipe });
    const cells = (64 * 32) / 4 ** 2;
    expect(found.shownMost).toBe(cells);
    expect(first(found)[0]).toBe(DONOR.id);
    expect(found.fitting[0]?.odds).toBeGreaterThan(0.6 * cells * PERFECT);
    expect(found.fitting[0]?.odds).toBeLessThanOrEqual(cells * PERFECT);
  });

  it('keeps the 64 most alike, none of them unlike, the most alike first', () => {
    const { fitting } = foundIn(torn(own, thumbnail(DONOR), WHOLE), WHOLE);
    const odds = fitting.map((each) => each.odds);
    expect(odds.length).toBe(64);
    expect(odds).toEqual(odds.toSorted((a, b) => b - a));
    expect(Math.min(...odds)).toBeGreaterThan(0);
  });

  it('reckons with the mean: a brighter picture is as like', () => {
    const region = { x: 36, y: 44, width: 32, height: 32 };
    const foreign = thumbnail(DONOR);
    const brighter = { ...foreign, luma: foreign.luma.map((level) => level + 20) };
    expect(first(foundIn(torn(own, brighter, region), region))).toEqual([DONOR.id, (256 * PERFECT).toFixed(0)]);
  });

  it('finds nobody where nothing varies', () => {
    const grey = { ...own, luma: own.luma.map(() => 200) };
    expect(foundIn(grey, WHOLE).fitting).toEqual([]);
  });
});

/** Found among these under a profile, where the region of a thumbnail of the first of them shows the third. */
function foundAmong(candidates: readonly PhotoPlan[], region: Region, placement: Partial<typeof PROFILE.placement>) {
  const profile = { ...PROFILE, placement: { ...PROFILE.placement, ...placement } };
  const foreign = shown(candidates[2] ?? VICTIM, 'rotate');
  const middle = placementOf(profile.placement, RECIPE, foreign.size);
  const where = placement.gravity === 'content' ? slid(middle, { axis: 'x', px: 9 }) : middle;
  const picture = torn(own, paintedAt(foreign, where), region);
  const scene = sceneOf(VICTIM, picture);
  const sight = sightBesideOwn(pixelsIn(scene, region), region);
  const question = { ...scene, profile, victim: VICTIM, placement: middle, regions: [region] as const, candidates };
  return searchByPainting(question, sight, painter, (photo) => shown(photo, 'rotate'));
}

const shaped = (widthPx: number, heightPx: number) =>
  Array.from({ length: 20 }, (_, i) => paintedPhoto(i, { widthPx, heightPx }));

describe('a search by painting between bars', () => {
  it('compares what a photo covers, where that is half of the region at least', () => {
    // It lies in the lines from 33 to 94, counted from the top or from the left.
    const oddsIn = (from: number, to: number) => {
      const rows = { x: 8, y: from, width: 100, height: to - from };
      const columns = { x: from, y: 8, width: to - from, height: 100 };
      const found = [
        foundAmong(shaped(800, 400), rows, { fitting: 'contain' }),
        foundAmong(shaped(400, 800), columns, { fitting: 'contain' }),
      ];
      return found.map(({ fitting }) => (fitting.length === 0 ? 'nobody' : fitting[0]?.photo.id.slice(0, 2)));
    };
    expect([oddsIn(20, 80), oddsIn(44, 100), oddsIn(28, 99)]).toEqual(Array(3).fill(['p2', 'p2']));
    expect([oddsIn(23, 43), oddsIn(85, 105)]).toEqual(Array(2).fill(['p2', 'p2']));
    expect([oddsIn(22, 43), oddsIn(85, 106), oddsIn(4, 20)]).toEqual(Array(3).fill(['nobody', 'nobody']));
  });

  it('leaves out photos whose thumbnails have another size', () => {
    expect(foundAmong(shaped(800, 400), WHOLE, { fitting: 'inside' })).toEqual({ fitting: [], shownMost: 0 });
  });
});

describe('a search by painting under crops', () => {
  it('finds whoever is cropped to its content, from wherever it is seen', () => {
    // As high as the box, they are 192 px wide: 32 px lie beyond on either side.
    for (const region of [WHOLE, { x: 40, y: 24, width: 72, height: 48 }]) {
      const [found] = foundAmong(shaped(900, 600), region, { gravity: 'content' }).fitting;
      expect(found?.photo.id.slice(0, 2)).toBe('p2');
      expect(found?.odds).toBeGreaterThan((region.width * region.height) / 4);
    }
  });
});
