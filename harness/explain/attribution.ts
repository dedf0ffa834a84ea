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
import { coarseOnly, FINE_CELLS_PER_COARSE } from '../model/signature.ts';
import { pixelsOf, sumsOf, textureOf, type Painted, type Pixels, type Sums } from './region-pixels.ts';

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
/** Fine cells smaller than this run into each other: so many pixels of a side are needed for one of them to be a witness. */
const LEGIBLE_CELL_PX = 2;
/** What fits within this many times the clean noise is fully explained. */
const FIT_NOISES = 2.5;
/** Clean noise has a long tail at hard edges: what is strange lies this many times farther off than what fits. */
const STRANGE_LIMITS = 2.5;

/** The origin of each region. `candidates` come nearest first; photos with the victim's content are never donors. */
export function attribute(
  scene: Scene,
  regions: readonly Region[],
  candidates: readonly PhotoPlan[],
): readonly RegionOrigin[] {
  const own = paintLuma(scene, scene.victim.shown, scene.victim.placement);
  return regions.map((region): RegionOrigin => {
    const pixels = pixelsOf(scene.picture, own, region, scene.profile);
    const suspects: Match[] = [];
    for (const photo of candidates) {
      if (photo.contentId === scene.victim.photo.contentId && photo.version === scene.victim.photo.version) continue;
      const match = matchOf(scene, pixels, photo);
      if (match === null || match.gravity < SUSPECT_GRAVITY) continue;
      if (match.gravity >= PROOF_GRAVITY) return { kind: 'donor', region, match };
      suspects.push(match);
    }
    // Candidates came nearest first, and sorting is stable: among equals the nearest in the queue stays first.
    suspects.sort((a, b) => b.gravity - a.gravity);
    return { kind: 'suspects', region, matches: suspects.slice(0, SUSPECTS_MAX) };
  });
}

function matchOf(scene: Scene, pixels: Pixels, photo: PhotoPlan): Match | null {
  const shown = scene.shownOf(photo);
  const expected = placementOf(scene.profile.placement, scene.recipe, shown.size);
  if (!isSizeNear(expected.thumbnail, scene.picture)) return null;
  const placement = placementOf(scene.profile.placement, scene.recipe, shown.size, {
    widthPx: scene.picture.widthPx,
    heightPx: scene.picture.heightPx,
  });
  const painted = paintLuma(scene, shown, placement);
  const fineCellPx = Math.max(
    cellPx(placement.x, shown.grid.columns, shown.size.widthPx),
    cellPx(placement.y, shown.grid.rows, shown.size.heightPx),
  );
  const coarseCellPx = FINE_CELLS_PER_COARSE * fineCellPx;
  const limit = FIT_NOISES * scene.profile.noise + 1;

  // Where it looks like the victim anyway, as at the edges of a region, it says nothing about anybody else.
  const strange = sumsOf(pixels, painted, STRANGE_LIMITS * limit);
  const correlation = strange.seenDonor / Math.sqrt(strange.seenSeen * strange.donorDonor);
  if (correlation >= DONOR_CORRELATION_MIN) {
    const ofCoarse = fisher(correlation, strange.count / coarseCellPx ** 2);
    const coarse = paintLuma(scene, { size: shown.size, grid: coarseOnly(shown.grid) }, placement);
    const texture = textureOf(pixels, painted, coarse, STRANGE_LIMITS * limit);
    const ofFine = fisher(texture.correlation, texture.count / Math.max(fineCellPx, LEGIBLE_CELL_PX) ** 2);
    // The coarse cells and the fine ones are two witnesses that know nothing of each other.
    return { photo, gravity: Math.hypot(Math.max(0, ofCoarse), Math.max(0, ofFine)), weight: 1 };
  }
  return blendOf(photo, sumsOf(pixels, painted, 0), limit, coarseCellPx);
}

/**
 * A blend: the victim's own and the donor's, each in some weight, and nothing else. The donor counts only for what its
 * own cannot explain (a partial correlation): a picture that merely came out paler leans to everybody a little.
 */
function blendOf(
  photo: PhotoPlan,
  { count, seenSeen, seenDonor, donorDonor, seenOwn, ownOwn, ownDonor }: Sums,
  limit: number,
  coarseCellPx: number,
): Match | null {
  const donorAlone = donorDonor - ownDonor ** 2 / ownOwn;
  const seenAlone = seenSeen - seenOwn ** 2 / ownOwn;
  const shared = seenDonor - (seenOwn * ownDonor) / ownOwn;
  const weight = shared / donorAlone;
  const unexplained = Math.sqrt(Math.max(0, seenAlone - weight * shared) / count);
  const isBlend = weight >= BLEND_WEIGHT_MIN && weight <= 1 - BLEND_WEIGHT_MIN && unexplained <= limit;
  return isBlend
    ? { photo, gravity: fisher(shared / Math.sqrt(seenAlone * donorAlone), count / coarseCellPx ** 2), weight }
    : null;
}

const BLEND_WEIGHT_MIN = 0.02;

/** Expected luma less the profile's bias, over the part of the thumbnail that shows the photo. */
function paintLuma({ painter, profile }: Scene, shown: ShownPhoto, placement: Placement): Painted {
  const luma = painter.paint(shown.grid, shown.size, placement, profile.response);
  for (let i = 0; i < luma.length; i++) luma[i] = (luma[i] as number) * profile.tone.gain;
  return { placement, luma };
}

/** Fisher's transform of a correlation over `cells` independent cells: standard deviations from none at all. */
function fisher(correlation: number, cells: number): number {
  return Math.atanh(Math.min(0.9999, Math.max(-0.9999, correlation))) * Math.sqrt(Math.max(0, cells - 3));
}

/** Thumbnail pixels per fine cell along one axis. */
function cellPx(axis: Placement['x'], cells: number, sourcePx: number): number {
  return (axis.lengthPx * sourcePx) / ((axis.to - axis.from) * cells);
}
