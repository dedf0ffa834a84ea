// Which photo pixels are like, among photos that differ by so many levels as a spec says.

import { describe, expect, it } from 'vitest';
import type { RegionOrigin } from '../../harness/explain/attribution.ts';
import { nearestPhotos } from '../../harness/explain/nearest-photos.ts';
import { sumsOf } from '../../harness/explain/region-pixels.ts';
import { paintLuma, type Scene } from '../../harness/explain/scene.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { crowdOf, DONOR, FAR, lineOf, OTHER, own, TILE, VICTIM } from './literal-crowd.ts';
import { blended, paintedPhoto, pixelsIn, PROFILE, sceneOf, shown, thumbnail, torn, WHOLE } from './painted-scene.ts';

/** Another photo than the donor, which shows the same but for so many levels. */
const offBy = (levels: number, about: Partial<PhotoPlan> = {}) => ({
  photo: paintedPhoto(200 + levels, about),
  levels,
});
type Off = ReturnType<typeof offBy>;

/** Everybody shows what the donor does, so much brighter. */
function shownWith(offs: readonly Off[]): Scene['shownOf'] {
  return (photo) => {
    const off = offs.find((each) => each.photo === photo);
    if (off === undefined) return shown(photo, 'rotate');
    const { grid, ...rest } = shown(DONOR, 'rotate');
    const brighter = { ...grid, offsets: grid.offsets.map((offset) => offset + off.levels) };
    return { ...rest, grid: brighter, signature: brighter };
  };
}

/** Clean noise of 4 leaves room for 11 levels, of 1 for 3.5. */
function originsIn(
  picture: LumaPicture,
  regions: readonly Region[],
  photos: readonly (PhotoPlan | Off)[],
  { noise = 1, placesAway = () => 1 }: { noise?: number; placesAway?: (photo: PhotoPlan) => number } = {},
): readonly RegionOrigin[] {
  const offs = photos.filter((each) => 'levels' in each);
  const found = photos.map((each) => ('levels' in each ? each.photo : each));
  const scene = { ...sceneOf(VICTIM, picture, { ...PROFILE, noise }), shownOf: shownWith(offs) };
  return nearestPhotos(scene, regions, crowdOf(found, { placesAway }).crowd);
}

const tile = torn(own, thumbnail(DONOR), TILE);

describe('the nearest photo', () => {
  it('is the one that explains a region, of each region its own', () => {
    const both = torn(tile, thumbnail(OTHER), FAR);
    expect(originsIn(both, [TILE, FAR], [OTHER, DONOR])).toEqual([
      { kind: 'donor', region: TILE, match: { photo: DONOR, gravity: 0, weight: 1 }, twins: [] },
      { kind: 'donor', region: FAR, match: { photo: OTHER, gravity: 0, weight: 1 }, twins: [] },
    ]);
  });

  it('is nobody where none explains it', () => {
    expect(originsIn(tile, [TILE], [OTHER])).toEqual([{ kind: 'suspects', region: TILE, matches: [] }]);
    expect(originsIn(tile, [TILE], [])).toEqual([{ kind: 'suspects', region: TILE, matches: [] }]);
  });

  it('is within the noise: what is farther off explains nothing', () => {
    const kindAt = (levels: number, noise: number) => originsIn(tile, [TILE], [offBy(levels)], { noise })[0]?.kind;
    expect([kindAt(3, 1), kindAt(4, 1), kindAt(10, 4), kindAt(12, 4)]).toEqual([
      'donor',
      'suspects',
      'donor',
      'suspects',
    ]);
  });

  it("is never of the victim's content, of whatever version", () => {
    const older = paintedPhoto(9, { contentId: VICTIM.contentId, version: 2 });
    expect(originsIn(torn(own, thumbnail(older), TILE), [TILE], [older]).map(lineOf)).toEqual([
      'suspects 32×32 at 36,44',
    ]);
  });

  it('comes with its twins', () => {
    const twin = paintedPhoto(9, { contentId: DONOR.contentId });
    const [origin] = originsIn(tile, [TILE], [twin, OTHER, DONOR]);
    expect(origin).toMatchObject({ kind: 'donor', match: { photo: twin }, twins: [DONOR] });
  });

  it('is nobody whose thumbnail would have another size', () => {
    const wide = paintedPhoto(5, { widthPx: 800, heightPx: 600 });
    const profile = { ...PROFILE, placement: { ...PROFILE.placement, fitting: 'inside' as const } };
    const scene = sceneOf(VICTIM, torn(own, thumbnail(wide), TILE), profile);
    const lines = (crowd: readonly PhotoPlan[]) => nearestPhotos(scene, [TILE], crowdOf(crowd).crowd).map(lineOf);
    expect(lines([wide])).toEqual(['suspects 32×32 at 36,44']);
  });

  it('is told by two blocks of strange pixels, and not by fewer', () => {
    const picture = torn(own, thumbnail(DONOR), WHOLE);
    const column = (height: number): Region => ({ x: 30, y: 0, width: 1, height });
    const scene = sceneOf(VICTIM, picture);
    const donor = paintLuma(scene, shown(DONOR, 'rotate'), scene.victim.placement);
    const strangeIn = (height: number) => sumsOf(pixelsIn(scene, column(height)), donor, 8.75).count;
    const heights = Array.from({ length: 128 }, (_, row) => row + 1);
    const [few, enough] = [31, 32].map((count) => heights.find((height) => strangeIn(height) === count) ?? 0);
    const kindAt = (height = 0) => originsIn(picture, [column(height)], [DONOR])[0]?.kind;
    expect([kindAt(few), kindAt(enough)]).toEqual(['suspects', 'donor']);
  });
});

describe('photos that explain a region about alike', () => {
  const kindsOf = (offs: readonly number[], picture = tile) =>
    originsIn(
      picture,
      [TILE],
      offs.map((levels) => offBy(levels)),
      { noise: 4 },
    )
      .map(lineOf)
      .join();

  it('are those up to four levels off', () => {
    expect(kindsOf([0, 3])).toBe('ambiguous p200 p203 32×32 at 36,44');
    expect(kindsOf([5, 0])).toBe('donor p200 32×32 at 36,44');
  });

  it('are those up to twice as far off as the nearest, wherever that was found', () => {
    expect(kindsOf([9, 5])).toBe('ambiguous p205 p209 32×32 at 36,44');
    expect(kindsOf([9, 4])).toBe('donor p204 32×32 at 36,44');
  });

  it('are given nearest in the queue first, eight of them at most', () => {
    const offs = Array.from({ length: 11 }, (_, i) => ({ photo: paintedPhoto(300 + i), levels: i % 3 }));
    const places = new Map(offs.map(({ photo }, i) => [photo, (7 * i) % 11] as const));
    const [origin] = originsIn(tile, [TILE], offs, { noise: 4, placesAway: (photo) => places.get(photo) ?? 99 });
    expect(origin?.kind).toBe('ambiguous');
    const matches = origin?.kind === 'ambiguous' ? origin.matches : [];
    expect(matches.map(({ photo }) => places.get(photo))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(matches.map(({ gravity, weight }) => `${gravity} ${weight}`))).toEqual(new Set(['0 1']));
  });
});

describe('the nearest photo in a blend', () => {
  const picture = blended(own, thumbnail(DONOR), 0.3);

  it('is the one that shines through, in its weight', () => {
    const [origin] = originsIn(picture, [WHOLE], [OTHER, DONOR]);
    expect(origin).toMatchObject({ kind: 'donor', match: { photo: DONOR, gravity: 0 }, twins: [] });
    expect(origin?.kind === 'donor' ? origin.match.weight : 0).toBeCloseTo(0.3, 2);
  });

  it('is any of those that shine through alike', () => {
    expect(originsIn(picture, [WHOLE], [offBy(0), offBy(1)]).map(lineOf)).toEqual([
      'ambiguous p200 p201 128×128 at 0,0',
    ]);
  });

  it("is never of the victim's content", () => {
    const older = paintedPhoto(9, { contentId: VICTIM.contentId, version: 2 });
    expect(originsIn(blended(own, thumbnail(older), 0.3), [WHOLE], [older]).map(({ kind }) => kind)).toEqual([
      'suspects',
    ]);
  });
});
