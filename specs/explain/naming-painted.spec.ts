import { describe, expect, it } from 'vitest';
import { createNaming } from '../../harness/explain/naming.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import type { Question } from '../../harness/model/naming.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { PhotoPlan, SourceFormat } from '../../harness/model/plan.ts';
import { NONCE, paintedPhoto, painter, PROFILE, RECIPE, shown, thumbnail, torn } from './painted-scene.ts';

const VICTIM = paintedPhoto(0);
const DONOR = paintedPhoto(4);
const PHOTOS = Array.from({ length: 80 }, (_, i) => (i === 0 ? VICTIM : i === 4 ? DONOR : paintedPhoto(i)));
const TILE = { x: 36, y: 44, width: 32, height: 32 };
/** Too few pixels to search by. */
const SPECK = { x: 70, y: 20, width: 6, height: 6 };

const naming = createNaming(painter, shown, ({ format }) => format, NONCE);
const own = thumbnail(VICTIM);

function questionOf(picture: LumaPicture, about: Partial<Question> = {}): Question {
  const { size } = shown(VICTIM, 'rotate');
  return {
    picture,
    recipe: RECIPE,
    profile: PROFILE,
    victim: VICTIM,
    placement: placementOf(PROFILE.placement, RECIPE, size),
    regions: [TILE],
    candidates: PHOTOS,
    ...about,
  };
}

const donorsOf = (mixup: { readonly donors: readonly { readonly id: string }[] } | null) =>
  mixup?.donors.map(({ id }) => id);

describe('naming', () => {
  it('proves the donor of a tile, with its share of the thumbnail, and suspects the same', () => {
    const question = questionOf(torn(own, thumbnail(DONOR), TILE));
    expect(naming.proven(question)).toMatchObject({ kind: 'torn', donors: [{ id: DONOR.id, share: 0.0625 }] });
    expect(donorsOf(naming.suspected(question))).toEqual([DONOR.id]);
    expect(naming.proven(questionOf(own))).toBe(null);
    expect(naming.suspected(questionOf(own))).toMatchObject({ kind: 'alien', donors: [] });
  });

  it('measures what the photo fills, so that all of it is foreign between bars', () => {
    const profile = {
      ...PROFILE,
      placement: { ...PROFILE.placement, fitting: 'contain' as const },
      barLuma: 255,
    };
    const recipe = { ...RECIPE, height: 64, fit: 'contain' as const };
    const placement = placementOf(profile.placement, recipe, { widthPx: 640, heightPx: 640 });
    const { x, y } = placement;
    const region = { x: x.start, y: y.start, width: x.lengthPx, height: y.lengthPx };
    const question = questionOf(thumbnail(DONOR, profile, recipe), { profile, recipe, placement, regions: [region] });
    expect(naming.proven(question)).toMatchObject({ kind: 'foreign', donors: [{ id: DONOR.id }] });
  });

  it('keeps recipes and profiles apart, however often it is asked', () => {
    const profile = { ...PROFILE, orientationOtherwise: 'drop' } as const;
    const turned = paintedPhoto(90, { widthPx: 800, heightPx: 600, orientationExif: 6 });
    const candidates = [...PHOTOS, turned];
    const upright = torn(own, thumbnail(turned), TILE);
    const lying = torn(own, thumbnail(turned, PROFILE, RECIPE, 'drop'), TILE);
    for (let times = 0; times < 2; times++) {
      expect(donorsOf(naming.proven(questionOf(upright, { candidates })))).toEqual([turned.id]);
      expect(donorsOf(naming.proven(questionOf(lying, { candidates, profile })))).toEqual([turned.id]);
      expect(naming.proven(questionOf(lying, { candidates }))).toBe(null);
    }
    const recipe = { ...RECIPE, width: 96, height: 96 };
    const small = torn(thumbnail(VICTIM, PROFILE, recipe), thumbnail(DONOR, PROFILE, recipe), TILE);
    const placement = placementOf(PROFILE.placement, recipe, { widthPx: 640, heightPx: 640 });
    expect(donorsOf(naming.proven(questionOf(small, { recipe, placement })))).toEqual([DONOR.id]);
  });

  it('turns a photo by the tag of the form that is stored', () => {
    const archived = (photo: PhotoPlan): SourceFormat => (photo.archived ? 'webp' : photo.format);
    const profile = { ...PROFILE, orientation: { webp: 'drop' } } as const;
    const old = paintedPhoto(91, { widthPx: 800, heightPx: 600, orientationExif: 8, archived: true });
    const picture = torn(own, thumbnail(old, PROFILE, RECIPE, 'drop'), TILE);
    const question = questionOf(picture, { candidates: [...PHOTOS, old], profile });
    expect(donorsOf(createNaming(painter, shown, archived, NONCE).proven(question))).toEqual([old.id]);
    expect(naming.proven(question)).toBe(null);
  });

  it('looks among the 64 first where too little is seen to search, or among the neighbours in a queue', () => {
    const from = (index: number) => {
      const donor = PHOTOS[index] ?? VICTIM;
      return questionOf(torn(own, thumbnail(donor), SPECK), { regions: [SPECK], candidates: [...PHOTOS] });
    };
    const found = (question: Question) => (donorsOf(naming.proven(question)) ?? []).length;
    expect([found(from(63)), found(from(64))]).toEqual([1, 0]);
    const queue = { nearest: (count: number) => PHOTOS.slice(64, 64 + count), placesAway: () => 1 };
    expect(found({ ...from(70), queue })).toBe(1);
  });

  it('gives those that fit alike by their places in the queue, or else in the order in which they came', () => {
    const twins = [3, 1, 2].map((i) => paintedPhoto(100 + i, { contentId: DONOR.contentId }));
    const few = { x: 20, y: 90, width: 4, height: 5 };
    const picture = torn(own, thumbnail(DONOR), few);
    const of = (about: Partial<Question>) =>
      naming
        .suspected(questionOf(picture, { regions: [few], candidates: [VICTIM, ...twins], ...about }))
        .candidates.map(({ id }) => id);
    const ids = twins.map(({ id }) => id);
    expect(of({})).toEqual(ids);
    // A pixel wider, it fits a little less.
    const [exact, wider] = [640, 641].map((widthPx) => paintedPhoto(50, { contentId: DONOR.contentId, widthPx }));
    const pair = [wider ?? VICTIM, exact ?? VICTIM];
    expect(of({ candidates: [VICTIM, ...pair] })).toEqual(pair.map(({ id }) => id));
    expect(of({ candidates: [VICTIM, ...pair.toReversed()] })).toEqual(pair.toReversed().map(({ id }) => id));
    const places = new Map(twins.map(({ id }, i) => [id, 9 - i] as const));
    const queue = { nearest: () => twins, placesAway: ({ id }: PhotoPlan) => places.get(id) ?? 99 };
    expect(of({ queue })).toEqual(ids.toReversed());
  });
});
