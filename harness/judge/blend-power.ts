// A blend is loud nowhere, so how thin a one would be seen is measured by itself: thumbnails made alone are laid thinly
// over each other, and whole readings are made of them.

import type { Painter } from '../model/expectation.ts';
import type { Observation, ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { PaintedSample } from './made-alone.ts';
import { readOwnership } from './ownership.ts';

/** Shares of a blend that the other photo has, thinnest first. */
export const BLENDS: readonly number[] = [0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2];

/**
 * The thinnest blend of which at least `seenShare` are noticed, among `count` of each share; null when none is. Samples
 * are blended with the next of the same size, of another content.
 */
export function thinnestBlendSeen(
  painter: Painter,
  samples: readonly PaintedSample[],
  recipe: Recipe,
  profile: ReadableProfile,
  count: number,
  seenShare: number,
): number | null {
  const pairs = samples.flatMap((victim, index) => {
    const others = [...samples.slice(index + 1), ...samples.slice(0, index)];
    const donor = others.find((other) => canBlend(victim, other));
    return donor === undefined ? [] : [{ victim, donor }];
  });
  if (pairs.length === 0) return null;
  const isSeen = (weight: number, index: number) => {
    const pair = pairs[index % pairs.length];
    if (pair === undefined) return false;
    const { sample, shown } = pair.victim;
    const blended = blend(sample.observation, pair.donor.sample.observation, weight);
    return readOwnership(painter, blended, shown, recipe, profile).kind !== 'own';
  };
  const shots = Math.min(count, pairs.length);
  return (
    BLENDS.find((weight) => {
      const missesAllowed = Math.floor((1 - seenShare) * shots);
      let missed = 0;
      for (let i = 0; i < shots && missed <= missesAllowed; i++) missed += isSeen(weight, i) ? 0 : 1;
      return missed <= missesAllowed;
    }) ?? null
  );
}

function canBlend(victim: PaintedSample, other: PaintedSample): boolean {
  const [a, b] = [victim.sample, other.sample];
  return (
    a.photo.contentId !== b.photo.contentId &&
    a.observation.widthPx === b.observation.widthPx &&
    a.observation.heightPx === b.observation.heightPx
  );
}

function blend(own: Observation, foreign: Observation, weight: number): Observation {
  return {
    ...own,
    luma: own.luma.map((level, at) => Math.round((1 - weight) * level + weight * (foreign.luma[at] as number))),
  };
}
