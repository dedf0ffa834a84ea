// Photos over photographs: those with marks are found by painting everybody, those without are merely likened to.

import { describe, expect, it } from 'vitest';
import { createNaming } from '../../harness/explain/naming.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import type { Mixup, Question } from '../../harness/model/naming.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { createShownPhotos } from '../../harness/model/shown-photo.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { literalCarrier, SCENES, unmarked } from '../photos/literal-carriers.ts';
import { NONCE, paintedAt, paintedPhoto, painter, PROFILE, RECIPE, torn, WHOLE } from './painted-scene.ts';

const TILE: Region = { x: 36, y: 44, width: 32, height: 32 };
const over = (index: number, marked: boolean): PhotoPlan =>
  paintedPhoto(index, { carrier: unmarked(SCENES[index % SCENES.length] ?? 'scene 0', { marked }) });
const MARKED = Array.from({ length: 12 }, (_, i) => over(i, true));
const AS_THEY_ARE = Array.from({ length: 8 }, (_, i) => over(i, false));
const PAINTED = Array.from({ length: 12 }, (_, i) => paintedPhoto(i));

const shown = createShownPhotos(NONCE, 64, literalCarrier);
const glance = createShownPhotos(NONCE, 64, literalCarrier, 1);
const naming = createNaming(painter, shown, ({ format }) => format, NONCE, glance);

function at(photos: readonly PhotoPlan[], index: number): PhotoPlan {
  const photo = photos[index];
  if (photo === undefined) throw new RangeError(`Expected a photo at ${index}.`);
  return photo;
}

function thumbnailOf(photo: PhotoPlan, policy: 'rotate' | 'drop' = 'rotate'): LumaPicture {
  const of = shown(photo, policy);
  return paintedAt(of, placementOf(PROFILE.placement, RECIPE, of.size));
}

function question(victim: PhotoPlan, picture: LumaPicture, candidates: readonly PhotoPlan[], region = TILE): Question {
  const placement = placementOf(PROFILE.placement, RECIPE, shown(victim, 'rotate').size);
  return { picture, recipe: RECIPE, profile: PROFILE, victim, placement, regions: [region], candidates };
}

const named = (mixup: Mixup | null) => mixup && [mixup.kind, ...mixup.donors.map(({ id }) => id)];

describe('naming among photos over photographs', () => {
  const [victim, donor] = [at(MARKED, 0), at(MARKED, 9)];
  const picture = torn(thumbnailOf(victim), thumbnailOf(donor), TILE);

  it('proves the donor by its marks, though another is over the same photograph', () => {
    expect(named(naming.proven(question(victim, picture, MARKED)))).toEqual(['torn', donor.id]);
    expect(named(naming.suspected(question(victim, picture, MARKED)))).toEqual(['torn', donor.id]);
  });

  it('paints everybody as soon as one of them is over a photograph', () => {
    for (const candidates of [
      [...PAINTED, donor],
      [donor, ...PAINTED],
    ]) {
      const few = { x: 70, y: 20, width: 12, height: 12 };
      const own = thumbnailOf(at(PAINTED, 0));
      const asked = question(at(PAINTED, 0), torn(own, thumbnailOf(donor), few), candidates, few);
      // Neighbours of nobody: whoever is found was searched for.
      const queue = { nearest: () => [], placesAway: () => 1 };
      for (let times = 0; times < 2; times++)
        expect(named(naming.proven({ ...asked, queue }))).toEqual(['torn', donor.id]);
    }
  });

  it('shows them by the tag of the form that is stored', () => {
    const lying = paintedPhoto(30, { ...donor, widthPx: 800, heightPx: 600, orientationExif: 8 });
    const foreign = torn(thumbnailOf(victim), thumbnailOf(lying, 'drop'), TILE);
    const asked = question(victim, foreign, [...MARKED, lying]);
    const profile = { ...PROFILE, orientation: { jpeg: 'drop' } } as const;
    expect(named(naming.proven({ ...asked, profile }))).toEqual(['torn', lying.id]);
    expect(naming.proven(asked)).toBe(null);
  });
});

describe('naming among photographs as they are', () => {
  const [victim, donor] = [at(AS_THEY_ARE, 0), at(AS_THEY_ARE, 5)];

  it('suspects whom the pixels are like, and proves nothing', () => {
    for (const [region, kind] of [
      [TILE, 'torn'],
      [WHOLE, 'foreign'],
    ] as const) {
      const asked = question(victim, torn(thumbnailOf(victim), thumbnailOf(donor), region), AS_THEY_ARE, region);
      expect(named(naming.suspected(asked))).toEqual([kind, donor.id]);
      expect(naming.proven(asked)).toBe(null);
    }
  });
});
