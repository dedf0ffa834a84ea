// Photos over photographs: many show the same, so that only what is marked of them may testify.

import { describe, expect, it } from 'vitest';
import { matchOf, type Match } from '../../harness/explain/match.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { createShownPhotos } from '../../harness/model/shown-photo.ts';
import { literalCarrier, unmarked } from '../photos/literal-carriers.ts';
import {
  blended,
  NONCE,
  paintedAt,
  paintedPhoto,
  pixelsIn,
  PROFILE,
  RECIPE,
  sceneOf,
  thumbnail,
  torn,
  WHOLE,
} from './painted-scene.ts';

const VICTIM = paintedPhoto(0);
const marked = unmarked('scene 0', { marked: true });
const DONOR = paintedPhoto(4, { carrier: marked });
/** Over the same photograph. */
const ALIKE = paintedPhoto(7, { carrier: marked });
const PLAIN = paintedPhoto(8, { carrier: unmarked('scene 1') });
const TILE = { x: 32, y: 40, width: 32, height: 32 };

const shown = createShownPhotos(NONCE, 16, literalCarrier);
const own = thumbnail(VICTIM);

function thumbnailOver(photo: PhotoPlan): LumaPicture {
  const of = shown(photo, 'rotate');
  return paintedAt(of, placementOf(PROFILE.placement, RECIPE, of.size));
}

function matchIn(picture: LumaPicture, region: typeof WHOLE, photo: PhotoPlan): Match | null {
  const scene = { ...sceneOf(VICTIM, picture), shownOf: (of: PhotoPlan) => shown(of, 'rotate') };
  return matchOf(scene, pixelsIn(scene, region), photo);
}

describe('a photo over a photograph', () => {
  it('matches by its marks, and nobody else does who is over the same one', () => {
    for (const region of [WHOLE, TILE]) {
      const picture = torn(own, thumbnailOver(DONOR), region);
      expect(matchIn(picture, region, DONOR)).toMatchObject({ photo: DONOR, weight: 1 });
      expect(matchIn(picture, region, ALIKE)).toBe(null);
    }
  });

  it('matches nearly as surely as one without a photograph', () => {
    const gravityIn = (region: typeof WHOLE) =>
      matchIn(torn(own, thumbnailOver(DONOR), region), region, DONOR)?.gravity;
    expect(gravityIn(WHOLE)).toBeCloseTo(244.6, 1);
    expect(gravityIn(TILE)).toBeCloseTo(61.04, 1);
  });

  it('matches in a blend, in its weight', () => {
    const match = matchIn(blended(own, thumbnailOver(DONOR), 0.3), WHOLE, DONOR);
    expect(match?.weight).toBeCloseTo(0.3, 2);
    expect(match?.gravity).toBeCloseTo(60.79, 1);
  });

  it('never testifies without marks', () => {
    expect(matchIn(torn(own, thumbnailOver(PLAIN), WHOLE), WHOLE, PLAIN)).toBe(null);
    expect(matchIn(torn(own, thumbnailOver(PLAIN), TILE), TILE, PLAIN)).toBe(null);
  });
});
