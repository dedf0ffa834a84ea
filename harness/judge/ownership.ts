// Does every region of a thumbnail carry its own photo's signature? This is the absolute oracle: it needs no other
// rendering to compare with, only the plan. What it cannot vouch for is a doubt, which is settled elsewhere:
// by naming a donor, or by asking the thumbnailer alone.

import { isCovered } from '../model/coverage.ts';
import type { Painter, Residual } from '../model/expectation.ts';
import { placementNear, placementOf, type Placement } from '../model/placement.ts';
import type { Observation, ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import type { Region } from '../model/verdict.ts';
import { align } from './alignment.ts';
import { strayBarRegion } from './bars.ts';
import { exceeds, peaksOf } from './peaks.ts';
import { loudRegions } from './regions.ts';
import { seenWhole, thresholdsOf, toneOf } from './windows.ts';

/**
 * `covered` says whether the stated sensitivity holds for this thumbnail. `correlation` is that with its own signature.
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
  const placement = placementNear(profile.placement, recipe, shown.size, observation);
  if (placement === null) {
    const { widthPx, heightPx } = placementOf(profile.placement, recipe, shown.size).thumbnail;
    return {
      kind: 'misshapen',
      says: `Expected ${widthPx}×${heightPx} px, as it makes alone, got ${observation.widthPx}×${observation.heightPx} px.`,
    };
  }
  const { response } = profile;
  const thresholds = thresholdsOf(profile, shown);
  const tone = toneOf(profile, shown);
  const picture = seenWhole(painter, observation, shown, placement, profile);
  const covered = isCovered(shown.size, shownAt(shown, placement));
  const residual = painter.compare(picture, shown.grid, shown.size, placement, response, tone);
  // A single line of pixels says too little of whose it is.
  const isLegible = Math.min(shown.size.widthPx, shown.size.heightPx) > 1;
  const bar = strayBarRegion(observation, placement, profile.barLuma);
  const doubt = (seen: Residual, at: Placement): Reading => {
    const isWhole = !covered && (!isLegible || seen.correlation < OWN_CORRELATION_MIN);
    const isLoud = covered && exceeds(peaksOf(seen), thresholds);
    const loud = isWhole ? [wholePhoto(at)] : isLoud ? loudRegions(seen, at, thresholds) : [];
    const [first = wholePhoto(at), ...more] =
      bar === null ? loud : [...loud, bar].sort((a, b) => areaPx(b) - areaPx(a));
    const isHaze = isLoud && loud.length === 0 && bar === null;
    const correlation = isLegible ? seen.correlation : 0;
    return { kind: 'doubt', covered, correlation, placement: at, regions: [first, ...more], isHaze };
  };
  // Too little of its own is left to fit a placement to.
  if (!isLegible || residual.correlation < OWN_CORRELATION_MIN) return doubt(residual, placement);
  // A picture that is not covered shows too little of the fine lattice for its places to be told apart.
  if (!covered || !exceeds(peaksOf(residual), thresholds)) {
    return bar === null
      ? { kind: 'own', covered, correlation: residual.correlation, placement }
      : doubt(residual, placement);
  }
  const aligned = align(painter, picture, shown, { placement, residual }, response, tone);
  if (bar === null && !exceeds(peaksOf(aligned.residual), thresholds))
    return { kind: 'own', covered, correlation: aligned.residual.correlation, placement: aligned.placement };
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
