// Whose pixels are these? A region that is not its own is compared with what every other photo of the run would have
// shown there, nearest in the queue first, until one fits so well that chance is ruled out. What fits less well is a
// suspect, never a donor: it is named only once the thumbnailer, asked alone, has shown that the region is wrong.

import type { LumaPicture, Painter } from '../model/expectation.ts';
import { isSizeNear, placementOf, type Placement } from '../model/placement.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import type { Region } from '../model/verdict.ts';
import { FINE_CELLS_PER_COARSE } from '../model/signature.ts';

export type Scene = {
  readonly painter: Painter;
  readonly picture: LumaPicture;
  readonly recipe: Recipe;
  readonly profile: ReadableProfile;
  readonly victim: { readonly photo: PhotoPlan; readonly shown: ShownPhoto; readonly placement: Placement };
  readonly shownOf: (photo: PhotoPlan) => ShownPhoto;
};

/** `gravity` is how surely: standard deviations of a normal law with the same chance of a coincidence. `weight` 1 but for blends. */
export type Match = { readonly photo: PhotoPlan; readonly gravity: number; readonly weight: number };

export type RegionOrigin =
  | { readonly kind: 'donor'; readonly region: Region; readonly match: Match }
  | { readonly kind: 'suspects'; readonly region: Region; readonly matches: readonly Match[] };

/** Chance of a coincidence about 1e-15: beyond what a million thumbnails times a million candidates could produce. */
export const PROOF_GRAVITY = 8;
const SUSPECT_GRAVITY = 3.5;
const SUSPECTS_MAX = 5;
/** A donor's own pixels, a little out of place, still correlate by this much; strangers stay below 0.4 over 20 coarse cells. */
const DONOR_CORRELATION_MIN = 0.8;
/** Below this a fine cell is not resolved, so it says nothing about who it is. */
const LEGIBLE_CELL_PX = 2;
/** A region that fits a donor within this many times the clean noise shows the donor's fine cells, not only its coarse ones. */
const FIT_NOISES = 2.5;

/** The origin of each region. `candidates` come nearest first; photos with the victim's content are never donors. */
export function attribute(scene: Scene, regions: readonly Region[], candidates: readonly PhotoPlan[]): readonly RegionOrigin[] {
  const own = paintLuma(scene, scene.victim.shown, scene.victim.placement);
  return regions.map((region): RegionOrigin => {
    const suspects: Match[] = [];
    for (const photo of candidates) {
      if (photo.contentId === scene.victim.photo.contentId && photo.version === scene.victim.photo.version) continue;
      const match = matchOf(scene, own, region, photo);
      if (match === null || match.gravity < SUSPECT_GRAVITY) continue;
      if (match.gravity >= PROOF_GRAVITY) return { kind: 'donor', region, match };
      suspects.push(match);
    }
    // Candidates came nearest first, and sorting is stable: among equals the nearest in the queue stays first.
    suspects.sort((a, b) => b.gravity - a.gravity);
    return { kind: 'suspects', region, matches: suspects.slice(0, SUSPECTS_MAX) };
  });
}

type Painted = { readonly placement: Placement; readonly luma: Float32Array };

function matchOf(scene: Scene, own: Painted, region: Region, photo: PhotoPlan): Match | null {
  const shown = scene.shownOf(photo);
  const expected = placementOf(scene.profile.placement, scene.recipe, shown.size);
  if (!isSizeNear(expected.thumbnail, scene.picture)) return null;
  const placement = placementOf(scene.profile.placement, scene.recipe, shown.size, { widthPx: scene.picture.widthPx, heightPx: scene.picture.heightPx });
  const painted = paintLuma(scene, shown, placement);
  const sums = regionSums(scene, own, painted, region);
  if (sums.count === 0) return null;
  const fineCellPx = Math.max(cellPx(placement.x, shown.grid.columns, shown.size.widthPx), cellPx(placement.y, shown.grid.rows, shown.size.heightPx));
  const coarseCells = sums.count / (FINE_CELLS_PER_COARSE * fineCellPx) ** 2;

  const correlation = sums.seenDonor / Math.sqrt(sums.seenSeen * sums.donorDonor);
  if (correlation >= DONOR_CORRELATION_MIN) {
    const rms = Math.sqrt(Math.max(0, sums.seenSeen - 2 * sums.seenDonor + sums.donorDonor) / sums.count);
    const legible = rms <= FIT_NOISES * scene.profile.noise + 1 ? sums.count / Math.max(fineCellPx, LEGIBLE_CELL_PX) ** 2 : 0;
    return { photo, gravity: Math.max(fisher(correlation, coarseCells), gravityOfBits(legible)), weight: 1 };
  }
  // A blend: what is left of the picture once its own is taken away points from its own to the donor.
  const towards = sums.leftTowards / Math.sqrt(sums.leftLeft * sums.towardsTowards);
  const weight = sums.leftTowards / sums.towardsTowards;
  if (weight < BLEND_WEIGHT_MIN || weight > 1 - BLEND_WEIGHT_MIN) return null;
  // A torn picture leans to its donor too, but no one weight explains it everywhere.
  const unexplained = Math.sqrt(Math.max(0, sums.leftLeft - weight * sums.leftTowards) / sums.count);
  if (unexplained > FIT_NOISES * scene.profile.noise + 1) return null;
  return { photo, gravity: fisher(towards, coarseCells), weight };
}

const BLEND_WEIGHT_MIN = 0.02;

/** Expected luma less the profile's bias, over the part of the thumbnail that shows the photo. */
function paintLuma({ painter, profile }: Scene, shown: ShownPhoto, placement: Placement): Painted {
  const luma = painter.paint(shown.grid, shown.size, placement, profile.response);
  for (let i = 0; i < luma.length; i++) luma[i] = (luma[i] as number) * profile.tone.gain;
  return { placement, luma };
}

function regionSums({ picture, profile }: Scene, own: Painted, donor: Painted, region: Region) {
  const [left, right] = shared(own.placement.x, donor.placement.x, region.x, region.width);
  const [top, bottom] = shared(own.placement.y, donor.placement.y, region.y, region.height);
  let [count, seenSeen, seenDonor, donorDonor, leftLeft, leftTowards, towardsTowards] = [0, 0, 0, 0, 0, 0, 0];
  for (let y = top; y < bottom; y++) {
    const ownLine = (y - own.placement.y.start) * own.placement.x.lengthPx - own.placement.x.start;
    const donorLine = (y - donor.placement.y.start) * donor.placement.x.lengthPx - donor.placement.x.start;
    for (let x = left; x < right; x++) {
      const seen = (picture.luma[y * picture.widthPx + x] as number) - profile.tone.bias;
      const ofOwn = own.luma[ownLine + x] as number;
      const ofDonor = donor.luma[donorLine + x] as number;
      const leftOver = seen - ofOwn;
      const towards = ofDonor - ofOwn;
      count++;
      seenSeen += seen * seen;
      seenDonor += seen * ofDonor;
      donorDonor += ofDonor * ofDonor;
      leftLeft += leftOver * leftOver;
      leftTowards += leftOver * towards;
      towardsTowards += towards * towards;
    }
  }
  return { count, seenSeen, seenDonor, donorDonor, leftLeft, leftTowards, towardsTowards };
}

/** The stretch that two placements and a region have in common, in thumbnail pixels. */
function shared(a: Placement['x'], b: Placement['x'], start: number, lengthPx: number): [number, number] {
  return [Math.max(a.start, b.start, start), Math.min(a.start + a.lengthPx, b.start + b.lengthPx, start + lengthPx)];
}

/** Fisher's transform of a correlation over `cells` independent cells: standard deviations from none at all. */
function fisher(correlation: number, cells: number): number {
  return Math.atanh(Math.min(0.9999, Math.max(-0.9999, correlation))) * Math.sqrt(Math.max(0, cells - 3));
}

/** A coincidence over n fair bits, as standard deviations: 2^-n = exp(-z²/2). */
function gravityOfBits(bits: number): number {
  return Math.sqrt(2 * Math.LN2 * bits);
}

/** Thumbnail pixels per fine cell along one axis. */
function cellPx(axis: Placement['x'], cells: number, sourcePx: number): number {
  return (axis.lengthPx * sourcePx) / ((axis.to - axis.from) * cells);
}
