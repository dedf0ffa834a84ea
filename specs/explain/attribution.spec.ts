import { describe, expect, it } from 'vitest';
import { attribute } from '../../harness/explain/attribution.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { crowdOf, DONOR, FAR, lineOf, linesOf, originsIn, OTHER, own, TILE, VICTIM } from './literal-crowd.ts';
import { paintedPhoto, PROFILE, RECIPE, sceneOf, shown, thumbnail, torn, WHOLE } from './painted-scene.ts';

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

  it('is never a twin of the victim, though its stored form is turned otherwise', () => {
    const lying = paintedPhoto(11, { widthPx: 800, heightPx: 600, orientationExif: 6 });
    const twin = paintedPhoto(12, { widthPx: 800, heightPx: 600, orientationExif: 6, contentId: lying.contentId });
    const picture = torn(thumbnail(lying), thumbnail(twin, PROFILE, RECIPE, 'drop'), TILE);
    const scene = { ...sceneOf(lying, picture), shownOf: (photo: PhotoPlan) => shown(photo, 'drop') };
    expect(attribute(scene, [TILE], crowdOf([twin]).crowd).map(lineOf)).toEqual(['suspects 32×32 at 36,44']);
  });

  it('is one that can be seen through, whatever shows behind it', () => {
    const donor = paintedPhoto(13, { format: 'png', colour: 'alpha', oddity: 'translucent' });
    const foreign = thumbnail(donor);
    // Both windows, on black.
    const luma = foreign.luma.map((level, at) => {
      const [x, y] = [at % 128, Math.floor(at / 128)].map((place) => Math.floor(place / 32));
      if (x === 1 && y === 1) return 0;
      return x === 2 && y === 2 ? level / 2 : level;
    });
    expect(linesOf({ ...foreign, luma }, [WHOLE], crowdOf([OTHER, donor]).crowd)).toEqual([
      `donor ${donor.id} 128×128 at 0,0`,
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
    const alone = (odds: number) => {
      const search = () => ({ fitting: [{ photo: DONOR, odds }], shownMost: 120 });
      return linesOf(picture, [TILE], crowdOf([], { search, placesAway: () => 0 }).crowd)[0]?.split(' ')[0];
    };
    expect([alone(0), alone(0.1)]).toEqual(['suspects', 'donor']);
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
