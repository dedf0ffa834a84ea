import { describe, expect, it } from 'vitest';
import { searchCodewords, type Found } from '../../harness/explain/codeword-search.ts';
import { createPhotoIndex } from '../../harness/explain/photo-index.ts';
import { readingClasses } from '../../harness/explain/reading-classes.ts';
import { sightBesideOwn, sightOfStrange } from '../../harness/explain/sight.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import { slid } from '../../harness/model/locate.ts';
import { ORIENTATIONS } from '../../harness/model/orientation.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Region } from '../../harness/model/verdict.ts';
import {
  blended,
  NONCE,
  paintedAt,
  paintedPhoto,
  pixelsIn,
  PROFILE,
  RECIPE,
  sceneOf,
  shown,
  thumbnail,
  torn,
  WHOLE,
} from './painted-scene.ts';

const wide = { widthPx: 800, heightPx: 600 };
/** Half of them square, half of them wide, with all orientation tags. */
const PHOTOS = Array.from({ length: 60 }, (_, i) =>
  paintedPhoto(i, i % 2 === 0 ? {} : { ...wide, orientationExif: ORIENTATIONS[(i >> 1) % 8] ?? 1 }),
);
const VICTIM = paintedPhoto(0);
const own = thumbnail(VICTIM);
const index = createPhotoIndex(NONCE, PHOTOS, () => 'jpeg');

/** Of one bit that agrees, and of one that does not, where one in twenty is wrong. */
const AGREES = Math.log(1.9);
const DIFFERS = Math.log(0.1);

function foundIn(
  picture: LumaPicture,
  region: Region,
  profile = PROFILE,
  sight = sightOfStrange,
  among = index,
): Found {
  const scene = sceneOf(VICTIM, picture, profile);
  const seen = sight(pixelsIn(scene, region), region);
  return searchCodewords(among, readingClasses(among, RECIPE, profile), seen, picture, RECIPE, profile);
}

function foundFor(donor: PhotoPlan, region: Region): Found {
  return foundIn(torn(own, thumbnail(donor), region), region);
}

function best({ fitting }: Found): readonly [id: string, odds: number] {
  const [first] = fitting.toSorted((a, b) => b.odds - a.odds);
  return [first?.photo.id ?? 'nobody', Number((first?.odds ?? 0).toFixed(2))];
}

const rounded = (odds: number) => Number(odds.toFixed(2));

describe('a search by codeword', () => {
  it('finds the photo whose every bit is seen, of either shape', () => {
    for (const i of [4, 5, 20, 27]) {
      const donor = PHOTOS[i] ?? VICTIM;
      const found = foundFor(donor, WHOLE);
      expect(found.shownMost).toBe(120);
      expect(best(found)).toEqual([donor.id, rounded(120 * AGREES)]);
    }
  });

  it('reads fine cells too where few coarse ones are seen, and forgives a few bits', () => {
    const tile = foundFor(paintedPhoto(4), { x: 32, y: 40, width: 32, height: 32 });
    expect(tile.shownMost).toBe(162);
    expect(best(tile)).toEqual(['p4', rounded(161 * AGREES + DIFFERS)]);
    const rows = foundFor(PHOTOS[5] ?? VICTIM, { x: 0, y: 96, width: 128, height: 16 });
    // Square photos would show 118 bits there, wide ones show 104.
    expect(rows.shownMost).toBe(118);
    expect(best(rows)).toEqual([PHOTOS[5]?.id, rounded(103 * AGREES + DIFFERS)]);
  });

  it('gives strangers far less than whoever it was, and less the more is seen', () => {
    const oddsOf = (region: Region) =>
      foundFor(paintedPhoto(4), region)
        .fitting.filter(({ photo }) => photo.id !== 'p4')
        .map(({ odds }) => odds);
    expect(Math.max(...oddsOf(WHOLE))).toBeLessThan(-30);
    expect(Math.max(...oddsOf({ x: 16, y: 16, width: 8, height: 8 }))).toBeGreaterThan(0);
  });

  it('finds nobody where less than eight bits are seen', () => {
    const found = foundFor(paintedPhoto(6), { x: 18, y: 18, width: 4, height: 4 });
    expect(found).toEqual({ fitting: [], shownMost: 0 });
  });

  it('finds the photo in a blend once the own picture is taken away', () => {
    const found = foundIn(blended(own, thumbnail(paintedPhoto(4)), 0.1), WHOLE, PROFILE, sightBesideOwn);
    expect(best(found)).toEqual(['p4', rounded(120 * AGREES)]);
  });

  it('finds photos that lie as they are stored, by each orientation tag', () => {
    const profile = { ...PROFILE, orientationOtherwise: 'drop' } as const;
    for (const i of [3, 5, 7, 9, 11, 13, 15]) {
      const donor = PHOTOS[i] ?? VICTIM;
      const found = foundIn(thumbnail(donor, profile, RECIPE, 'drop'), WHOLE, profile);
      // Tags that swap the sides leave twelve columns, of which ten times eleven are shown.
      expect(best(found)).toEqual([donor.id, rounded((i >= 9 ? 110 : 120) * AGREES)]);
      const part = { x: 32, y: 40, width: 32, height: 32 };
      const [who, odds] = best(foundIn(torn(own, thumbnail(donor, profile, RECIPE, 'drop'), part), part, profile));
      expect(who).toBe(donor.id);
      // Of fine cells, that lie as the coarse ones do, hardly any is wrong.
      expect(odds).toBeGreaterThan(42);
    }
  });

  it('leaves out photos whose thumbnails have another size', () => {
    const profile = { ...PROFILE, placement: { ...PROFILE.placement, fitting: 'inside' } } as const;
    const unasked = createPhotoIndex(NONCE, PHOTOS, () => 'jpeg');
    const found = foundIn(thumbnail(paintedPhoto(4)), WHOLE, profile, sightOfStrange, unasked);
    expect(best(found)[0]).toBe('p4');
    expect(found.fitting.every(({ photo }) => photo.widthPx === photo.heightPx)).toBe(true);
  });

  it('lets some fifty strangers of a large run fit at most, however much is seen', () => {
    const strangers = Array.from({ length: 16_500 }, (_, i) => paintedPhoto(100 + i));
    const run = createPhotoIndex(NONCE, strangers, () => 'jpeg');
    const foreign = thumbnail(paintedPhoto(7));
    // Of nine bits all have to be right, as in one stranger in 512.
    const rows = [
      { width: 112, height: 112, shownMost: 120, fit: 51 },
      { width: 112, height: 32, shownMost: 56, fit: 30 },
      { width: 48, height: 48, shownMost: 191, fit: 23 },
      { width: 32, height: 32, shownMost: 155, fit: 46 },
      { width: 24, height: 24, shownMost: 86, fit: 28 },
      { width: 16, height: 16, shownMost: 9, fit: 29 },
      { width: 8, height: 8, shownMost: 8, fit: 62 },
    ];
    for (const { width, height, shownMost, fit } of rows) {
      const region = { x: 16, y: 16, width, height };
      const found = foundIn(torn(own, foreign, region), region, PROFILE, sightOfStrange, run);
      expect([width, height, found.shownMost, found.fitting.length]).toEqual([width, height, shownMost, fit]);
    }
  });

  it('says so when so many fit that nobody could look at them', () => {
    // A hundred bits of nothing: a codeword that all share.
    const twins = Array.from({ length: 16_500 }, (_, i) => paintedPhoto(i, { contentId: 'content-4' }));
    const many = createPhotoIndex(NONCE, twins, () => 'jpeg');
    const scene = sceneOf(VICTIM, thumbnail(paintedPhoto(4)));
    const sight = sightOfStrange(pixelsIn(scene, WHOLE), WHOLE);
    const classes = readingClasses(many, RECIPE, PROFILE);
    const found = searchCodewords(many, classes, sight, scene.picture, RECIPE, PROFILE);
    expect([found.shownMost, found.fitting.length]).toEqual([0, 16_384]);
  });
});

describe('a search among photos that are cropped to their content', () => {
  const profile: typeof PROFILE = { ...PROFILE, placement: { ...PROFILE.placement, gravity: 'content' } };
  const donor = PHOTOS[17] ?? VICTIM;
  const middle = placementOf(profile.placement, RECIPE, donor);
  const foundFrom = (px: number, region: Region) => {
    const foreign = paintedAt(shown(donor, 'rotate'), slid(middle, { axis: 'x', px }));
    return foundIn(torn(own, foreign, region), region, profile);
  };

  it('finds the photo from wherever it is seen, once, by the bits of that place', () => {
    const rows: Region = { x: 0, y: 56, width: 128, height: 40 };
    // Under 40 rows fine cells are read too, which lie at some places a little off those that are tried.
    const ofRows = [
      [-21.3, 205, 182 * AGREES],
      [-10.1, 198, 163 * AGREES + 3 * DIFFERS],
      [0, 197, 175 * AGREES],
      [16, 187, 179 * AGREES],
      [21.3, 193, 185 * AGREES],
    ] as const;
    for (const [px, shownMost, odds] of ofRows) {
      const found = foundFrom(px, rows);
      expect([px, found.shownMost, ...best(found)]).toEqual([px, shownMost, donor.id, rounded(odds)]);
      expect(found.fitting.filter(({ photo }) => photo === donor).length).toBe(1);
      expect([px, ...best(foundFrom(px, WHOLE))]).toEqual([px, donor.id, rounded(120 * AGREES)]);
    }
  });

  it('lets no more strangers fit for all the places that it tries', () => {
    expect(foundIn(thumbnail(donor), WHOLE).fitting.length).toBeGreaterThan(45);
    expect(foundFrom(0, WHOLE).fitting.length).toBeLessThan(10);
  });
});
