// The plainest mix-up of all is a thumbnail that is wholly another photo. That it is noticed is not taken for granted: it
// is tried with every pair of thumbnails at hand.

import type { Painter } from '../model/expectation.ts';
import type { ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { PaintedSample } from './made-alone.ts';
import { readOwnership } from './ownership.ts';
import { samplePairs } from './sample-pairs.ts';

/** Hands out up to `count` thumbnails for others, and counts those that pass for their own. */
export function measureForeign(
  painter: Painter,
  samples: readonly PaintedSample[],
  recipe: Recipe,
  profile: ReadableProfile,
  count: number,
): { readonly tried: number; readonly accepted: number } {
  const pairs = samplePairs(samples, count);
  const accepted = pairs.filter(
    ({ victim, donor }) =>
      readOwnership(painter, donor.sample.observation, victim.shown, recipe, profile).kind === 'own',
  );
  return { tried: pairs.length, accepted: accepted.length };
}
