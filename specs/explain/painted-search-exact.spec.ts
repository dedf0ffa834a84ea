// What a search by painting makes of photos without noise, whose likeness is all there is.

import { describe, expect, it } from 'vitest';
import type { Found } from '../../harness/explain/codeword-search.ts';
import { searchByPainting } from '../../harness/explain/painted-search.ts';
import { sightOfStrange } from '../../harness/explain/sight.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import type { Region } from '../../harness/model/verdict.ts';
import {
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

describe('a search by painting between bars', () => {
  const wide = PHOTOS.slice(0, 40).map((_, i) => paintedPhoto(i, { widthPx: 800, heightPx: 400 }));
  const profile: typeof PROFILE = { ...PROFILE, placement: { ...PROFILE.placement, fitting: 'contain' } };
  const donor = wide[30] ?? VICTIM;
  const among = (candidates: readonly (typeof VICTIM)[], region: Region, fitting: 'contain' | 'inside') => {
    const of = { ...profile, placement: { ...profile.placement, fitting } };
    const picture = torn(own, thumbnail(donor, profile), region);
    const sight = sightOfStrange(pixelsIn(sceneOf(VICTIM, picture), region), region);
    const { placement } = sceneOf(VICTIM, picture).victim;
    const question = {
      picture,
      recipe: RECIPE,
      profile: of,
      victim: VICTIM,
      placement,
      regions: [region] as const,
      candidates,
    };
    return searchByPainting(question, sight, painter, (photo) => shown(photo, 'rotate'));
  };

  it('compares what a photo covers, where that is half of the region at least', () => {
    // It lies in the rows from 33 to 94.
    const covered = among(wide, { x: 8, y: 20, width: 100, height: 60 }, 'contain');
    expect([covered.fitting[0]?.photo, (covered.fitting[0]?.odds ?? 0) > 1000]).toEqual([donor, true]);
    expect(among(wide, { x: 8, y: 4, width: 100, height: 54 }, 'contain').fitting).toEqual([]);
    expect(among(wide, { x: 8, y: 70, width: 100, height: 54 }, 'contain').fitting).toEqual([]);
  });

  it('leaves out photos whose thumbnails have another size', () => {
    const found = among(wide, WHOLE, 'inside');
    expect(found).toEqual({ fitting: [], shownMost: 0 });
  });
});
