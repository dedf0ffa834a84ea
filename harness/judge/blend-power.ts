// A blend is loud nowhere, so how thin a one would be seen is measured by itself: thumbnails made alone are laid thinly
// over each other, and whole readings are made of them.

import type { Painter } from '../model/expectation.ts';
import type { Observation, ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { PaintedSample } from './made-alone.ts';
import { readOwnership } from './ownership.ts';
import { samplePairs } from './sample-pairs.ts';

/** Shares of a blend that the other photo has, thinnest first. */
export const BLENDS: readonly number[] = [0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2];

export type BlendPower = { readonly share: number; readonly injected: number; readonly noticed: number };

/**
 * Lays `count` thumbnails (fewer where there are not so many pairs of one size) over others with each share, and counts
 * those that are noticed. A share is the last one when all of its blends were noticed and it reaches `untilShare`.
 */
export function measureBlends(
  painter: Painter,
  samples: readonly PaintedSample[],
  recipe: Recipe,
  profile: ReadableProfile,
  count: number,
  untilShare = 0,
): readonly BlendPower[] {
  const pairs = samplePairs(samples, count, ({ victim, donor }) => isOfOneSize(victim, donor));
  if (pairs.length === 0) return [];
  const powers: BlendPower[] = [];
  for (const share of BLENDS) {
    const noticed = pairs.filter(({ victim, donor }) => {
      const blended = blend(victim.sample.observation, donor.sample.observation, share);
      return readOwnership(painter, blended, victim.shown, recipe, profile).kind !== 'own';
    }).length;
    powers.push({ share, injected: pairs.length, noticed });
    if (noticed === pairs.length && share >= untilShare) break;
  }
  return powers;
}

function isOfOneSize({ sample: { observation: a } }: PaintedSample, { sample: { observation: b } }: PaintedSample) {
  return a.widthPx === b.widthPx && a.heightPx === b.heightPx;
}

function blend(own: Observation, foreign: Observation, weight: number): Observation {
  return {
    ...own,
    luma: own.luma.map((level, at) => Math.round((1 - weight) * level + weight * (foreign.luma[at] as number))),
  };
}
