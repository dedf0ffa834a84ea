// Does every region of a thumbnail carry its own photo's signature? This is the absolute oracle: it needs no other
// rendering to compare with, only the plan. What it cannot vouch for is a doubt, which is settled elsewhere:
// by naming a donor, or by asking the thumbnailer alone.

import { isCovered } from '../model/coverage.ts';
import type { Painter, Residual } from '../model/expectation.ts';
import { lessByChance, locate } from '../model/locate.ts';
import { placementOf, type Placement } from '../model/placement.ts';
import type { Observation, ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import type { Region } from '../model/verdict.ts';
import { align } from './alignment.ts';
import { strayBarRegions } from './bars.ts';
import { exceeds, peaksOf } from './peaks.ts';
import { loudRegions } from './regions.ts';
import { seenWhole, thresholdsOf, toneOf } from './windows.ts';

/**
 * `covered` says whether the stated sensitivity holds for this thumbnail. `correlation` is that with its own signature, less what
 * a search for the place may have gained by chance.
 * A doubt names at least one region, in pixels of the thumbnail, largest first; `isHaze` when it is of the whole photo
 * and loud nowhere, as a thin blend would be.
 */
export type Reading =
  | { readonly kind: 'own'; readonly covered: boolean; readonly correlation: number; readonly placement: Placement }
  | {
      readonly kind: 'doubt';
      readonly covered: boolean;
      readonly correlation: number;
      readonly placement: Placement;
      readonly regions: readonly [Region, ...Region[]];
      readonly isHaze: boolean;
    }
  | { readonly kind: 'misshapen'; readonly says: string };

/** Below this a picture as a whole is not taken for its photo; strangers stay below 0.25 at 32 px and less above. */
const OWN_CORRELATION_MIN = 0.5;

export function readOwnership(
  painter: Painter,
  observation: Observation,
  shown: ShownPhoto,
  recipe: Recipe,
  profile: ReadableProfile,
): Reading {
  const { response } = profile;
  const located = locate(painter, observation, shown, recipe, profile.placement, response);
  if (located === null) {
    const { widthPx, heightPx } = placementOf(profile.placement, recipe, shown.size).thumbnail;
    return {
      kind: 'misshapen',
      says: `Expected ${widthPx}×${heightPx} px, as it makes alone, got ${observation.widthPx}×${observation.heightPx} px.`,
    };
  }
  const { placement } = located;
  const thresholds = thresholdsOf(profile, shown, placement);
  const tone = toneOf(profile, shown);
  const picture = seenWhole(painter, observation, shown, placement, profile);
  const covered = isCovered(shown.size, shownAt(shown, placement));
  const residual = painter.compare(picture, shown.grid, shown.size, placement, response, tone);
  // A single line of pixels says too little of whose it is.
  const isLegible = Math.min(shown.size.widthPx, shown.size.heightPx) > 1;
  const correlationOf = (seen: Residual) => (isLegible ? lessByChance(seen.correlation, located) : 0);
  const stray = strayBarRegions(observation, placement, profile.bars);
  const isClean = stray.length === 0;
  const doubt = (seen: Residual, at: Placement): Reading => {
    const isWhole = !covered && correlationOf(seen) < OWN_CORRELATION_MIN;
    const isLoud = covered && exceeds(peaksOf(seen), thresholds);
    const loud = isWhole ? [wholePhoto(at)] : isLoud ? loudRegions(seen, at, thresholds) : [];
    const [first = wholePhoto(at), ...more] = isClean
      ? loud
      : [...loud, ...stray].sort((a, b) => areaPx(b) - areaPx(a));
    const isHaze = isLoud && loud.length === 0 && isClean;
    const regions = [first, ...more] as const;
    return { kind: 'doubt', covered, correlation: correlationOf(seen), placement: at, regions, isHaze };
  };
  // Too little of its own is left to fit a placement to.
  if (correlationOf(residual) < OWN_CORRELATION_MIN) return doubt(residual, placement);
  // A picture that is not covered shows too little of the fine lattice for its places to be told apart.
  if (!covered || !exceeds(peaksOf(residual), thresholds)) {
    return isClean
      ? { kind: 'own', covered, correlation: correlationOf(residual), placement }
      : doubt(residual, placement);
  }
  const aligned = align(painter, picture, shown, { placement, residual }, response, tone);
  if (isClean && !exceeds(peaksOf(aligned.residual), thresholds))
    return { kind: 'own', covered, correlation: correlationOf(aligned.residual), placement: aligned.placement };
  return doubt(aligned.residual, aligned.placement);
}

/** The size at which the whole source lies under the thumbnail. */
function shownAt(shown: ShownPhoto, { x, y }: Placement): { widthPx: number; heightPx: number } {
  return {
    widthPx: (shown.size.widthPx * x.lengthPx) / (x.to - x.from),
    heightPx: (shown.size.heightPx * y.lengthPx) / (y.to - y.from),
  };
}

function areaPx({ width, height }: Region): number {
  return width * height;
}

function wholePhoto({ x, y }: Placement): Region {
  return { x: x.start, y: y.start, width: x.lengthPx, height: y.lengthPx };
}
