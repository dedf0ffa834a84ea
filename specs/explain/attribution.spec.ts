import { describe, expect, it } from 'vitest';
import { attribute, type Crowd, type RegionOrigin } from '../../harness/explain/attribution.ts';
import type { Found } from '../../harness/explain/codeword-search.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { blended, paintedPhoto, sceneOf, thumbnail, torn, WHOLE } from './painted-scene.ts';

const VICTIM = paintedPhoto(0);
const DONOR = paintedPhoto(4);
const OTHER = paintedPhoto(7);
const own = thumbnail(VICTIM);
const TILE: Region = { x: 36, y: 44, width: 32, height: 32 };
const FAR: Region = { x: 80, y: 8, width: 32, height: 32 };
const SPECK: Region = { x: 33, y: 44, width: 4, height: 4 };
/** Of five pixels by four, so little is seen that a donor comes close and is not proven. */
const FEW: Region = { x: 20, y: 90, width: 4, height: 5 };

/** A search that finds these photos whatever it is shown, the first the likeliest, and keeps what it was asked. */
function crowdOf(found: readonly PhotoPlan[], about: Partial<Crowd> & { readonly shownMost?: number } = {}) {
  const asked: Region[] = [];
  const { shownMost = 120, ...rest } = about;
  const crowd: Crowd = {
    size: 1000,
    search: ({ region }): Found => {
      asked.push(region);
      return { fitting: found.map((photo, i) => ({ photo, odds: 90 - 3 * i })), shownMost };
    },
    neighbours: [],
    placesAway: () => 1,
    ...rest,
  };
  return { crowd, asked };
}

function originsIn(picture: LumaPicture, regions: readonly Region[], crowd: Crowd): readonly RegionOrigin[] {
  return attribute(sceneOf(VICTIM, picture), regions, crowd);
}

/** An origin in one line: what it is, whose, and where. */
function lineOf(origin: RegionOrigin): string {
  const { x, y, width, height } = origin.region;
  const who = origin.kind === 'donor' ? [origin.match] : origin.matches;
  return [origin.kind, ...who.map(({ photo }) => photo.id), `${width}×${height} at ${x},${y}`].join(' ');
}

const linesOf = (picture: LumaPicture, regions: readonly Region[], crowd: Crowd) =>
  originsIn(picture, regions, crowd).map(lineOf);

describe('the origin of a region', () => {
  it('is the donor that explains it, in the part of it that is not the own', () => {
    const picture = torn(own, thumbnail(DONOR), TILE);
    const wider = { x: 28, y: 44, width: 40, height: 40 };
    expect(linesOf(picture, [wider], crowdOf([OTHER, DONOR]).crowd)).toEqual(['donor p4 32×32 at 36,44']);
  });

  it('is a donor found before, without another search', () => {
    const picture = torn(torn(own, thumbnail(DONOR), TILE), thumbnail(DONOR), FAR);
    const { crowd, asked } = crowdOf([DONOR]);
    expect(linesOf(picture, [TILE, FAR], crowd)).toEqual(['donor p4 32×32 at 36,44', 'donor p4 32×32 at 80,8']);
    expect(asked).toEqual([TILE]);
  });

  it("is never the victim's own content, in its own version; in another it is", () => {
    const twin = paintedPhoto(9, { contentId: VICTIM.contentId });
    const older = paintedPhoto(9, { contentId: VICTIM.contentId, version: 2 });
    expect(linesOf(own, [TILE], crowdOf([VICTIM, twin]).crowd)).toEqual(['suspects 32×32 at 36,44']);
    expect(linesOf(torn(own, thumbnail(older), TILE), [TILE], crowdOf([twin, older]).crowd)).toEqual([
      `donor ${older.id} 32×32 at 36,44`,
    ]);
  });

  it('comes with the twins of the donor that were found, of its version, and not with itself', () => {
    const twin = paintedPhoto(5, { contentId: DONOR.contentId });
    const newer = paintedPhoto(6, { contentId: DONOR.contentId, version: 2 });
    const picture = torn(own, thumbnail(DONOR), TILE);
    const [origin] = originsIn(picture, [TILE], crowdOf([DONOR, newer, twin, OTHER]).crowd);
    expect(origin?.kind === 'donor' && origin.twins).toEqual([twin]);
  });

  it('is looked for among the sixteen likeliest', () => {
    const strangers = Array.from({ length: 40 }, (_, i) => paintedPhoto(20 + i));
    const picture = torn(own, thumbnail(DONOR), TILE);
    const foundAfter = (count: number) =>
      linesOf(picture, [TILE], crowdOf([...strangers.slice(0, count), DONOR]).crowd)[0];
    expect(foundAfter(15)).toBe('donor p4 32×32 at 36,44');
    expect(foundAfter(16)).toBe('suspects 32×32 at 36,44');
  });

  it('is not looked for among those whom a stranger would fit as well as', () => {
    const picture = torn(own, thumbnail(DONOR), TILE);
    const at = (odds: number, placesAway: number) => {
      const { crowd } = crowdOf([], {
        search: () => ({
          fitting: [
            { photo: DONOR, odds },
            ...Array.from({ length: 16 }, (_, i) => ({ photo: paintedPhoto(20 + i), odds: 5 })),
          ],
          shownMost: 120,
        }),
        placesAway: (photo) => (photo === DONOR ? placesAway : 0),
      });
      return linesOf(picture, [TILE], crowd)[0]?.split(' ')[0];
    };
    expect([at(0.5, 0), at(0, 0), at(-1, 0)]).toEqual(['suspects', 'suspects', 'suspects']);
    // Nearness counts as much as the places are: e⁶ places take six from the odds.
    expect([at(10.9, 400), at(11.1, 400), at(6, 0)]).toEqual(['suspects', 'donor', 'donor']);
    // Whoever was never asked for is as far away as the run is long.
    expect([at(11.8, Infinity), at(12, Infinity)]).toEqual(['suspects', 'donor']);
  });

  it('is looked for among neighbours where few bits are seen, and not where they suffice', () => {
    const picture = torn(own, thumbnail(DONOR), TILE);
    const among = (shownMost: number) =>
      linesOf(picture, [TILE], crowdOf([], { shownMost, neighbours: [OTHER, DONOR] }).crowd);
    expect(among(39)).toEqual(['donor p4 32×32 at 36,44']);
    expect(among(40)).toEqual(['suspects 32×32 at 36,44']);
  });

  it('is that of each of its parts where it is of two photos', () => {
    const upper = { x: 44, y: 36, width: 64, height: 32 };
    const lower = { x: 44, y: 68, width: 64, height: 32 };
    const both = { x: 44, y: 36, width: 64, height: 64 };
    const picture = torn(torn(own, thumbnail(DONOR), upper), thumbnail(OTHER), lower);
    expect(linesOf(picture, [both], crowdOf([DONOR, OTHER]).crowd)).toEqual([
      'donor p4 64×32 at 44,36',
      'donor p7 64×32 at 44,68',
    ]);
    expect(linesOf(picture, [both], crowdOf([DONOR, OTHER], { shownMost: 39 }).crowd)).toEqual([
      'suspects 64×64 at 44,36',
    ]);
  });

  it('is asked for in quarters, and no further', () => {
    const { crowd, asked } = crowdOf([]);
    expect(linesOf(thumbnail(DONOR), [WHOLE], crowd)).toEqual(['suspects 128×128 at 0,0']);
    expect(asked.map(({ width, height }) => `${width}×${height}`)).toEqual([
      '128×128',
      '128×64',
      '64×64',
      '64×64',
      '128×64',
      '64×64',
      '64×64',
      '128×128',
    ]);
  });
});

describe('a region too small to prove anything', () => {
  const few = torn(own, thumbnail(DONOR), FEW);

  it('has the one for a suspect that fits, where fewer than one stranger in a thousand runs would', () => {
    // It is 4.3 standard deviations from chance: one in 114 000.
    const among = (size: number) => linesOf(few, [FEW], crowdOf([DONOR], { size, shownMost: 9 }).crowd);
    expect(among(1)).toEqual(['suspects p4 4×5 at 20,90']);
    expect(among(100)).toEqual(['suspects p4 4×5 at 20,90']);
    expect(among(150)).toEqual(['ambiguous p4 4×5 at 20,90']);
  });

  it('is ambiguous where not all that fit were looked at', () => {
    const strangers = Array.from({ length: 30 }, (_, i) => paintedPhoto(20 + i));
    const after = (count: number) =>
      linesOf(few, [FEW], crowdOf([DONOR, ...strangers.slice(0, count)], { size: 1, shownMost: 9 }).crowd)[0];
    expect(after(15)).toMatch(/^suspects p4 /);
    expect(after(16)).toMatch(/^ambiguous p4 4/);
  });

  it('is ambiguous where several fit, nearest in the queue first, at most eight of them', () => {
    const twins = Array.from({ length: 12 }, (_, i) => paintedPhoto(30 + i, { contentId: DONOR.contentId }));
    const places = new Map(twins.map((photo, i) => [photo, (7 * i) % 12] as const));
    const { crowd } = crowdOf(twins, { size: 1, shownMost: 9, placesAway: (photo) => places.get(photo) ?? 99 });
    const [origin] = originsIn(few, [FEW], crowd);
    if (origin?.kind !== 'ambiguous') throw new Error(`Expected an ambiguous origin, got ${origin?.kind}.`);
    expect(origin.matches.map(({ photo }) => places.get(photo))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('names the likeliest first, to whom those far from it are no rivals', () => {
    const { crowd } = crowdOf([OTHER, DONOR], { size: 1, shownMost: 9 });
    expect(linesOf(few, [FEW], crowd)).toEqual(['suspects p4 p7 4×5 at 20,90']);
  });

  it('has those for rivals who resemble it, where too few bits are seen for anybody to fit', () => {
    const withOther = (shownMost: number) => linesOf(few, [FEW], crowdOf([OTHER], { size: 1, shownMost }).crowd);
    expect(withOther(39)).toEqual(['ambiguous p7 4×5 at 20,90']);
    expect(withOther(40)).toEqual(['suspects 4×5 at 20,90']);
  });

  it('names nobody of those who do not resemble it', () => {
    const picture = torn(own, thumbnail(DONOR), SPECK);
    expect(linesOf(picture, [SPECK], crowdOf([OTHER], { shownMost: 9 }).crowd)).toEqual(['suspects 4×4 at 33,44']);
  });
});

describe('a blend', () => {
  it('is seen over the whole picture once no region names a donor', () => {
    const picture = blended(own, thumbnail(DONOR), 0.2);
    const twin = paintedPhoto(5, { contentId: DONOR.contentId });
    const { crowd, asked } = crowdOf([DONOR, twin]);
    const [origin, ...rest] = originsIn(picture, [{ x: 0, y: 0, width: 8, height: 4 }], crowd);
    expect(rest).toEqual([]);
    expect(origin && lineOf(origin)).toBe('donor p4 128×128 at 0,0');
    expect(origin?.kind === 'donor' && [origin.match.weight.toFixed(2), origin.twins]).toEqual(['0.20', [twin]]);
    expect(asked.at(-1)).toEqual(WHOLE);
  });

  it('keeps its whole region, for it has no edges', () => {
    const picture = blended(own, thumbnail(DONOR), 0.3);
    expect(linesOf(picture, [WHOLE], crowdOf([DONOR]).crowd)).toEqual(['donor p4 128×128 at 0,0']);
  });

  it('is not looked for where a region names a donor', () => {
    const { crowd, asked } = crowdOf([DONOR]);
    originsIn(torn(own, thumbnail(DONOR), TILE), [TILE], crowd);
    expect(asked).toEqual([TILE]);
  });
});
