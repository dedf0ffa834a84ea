// How well does one photo explain the pixels of a region? It is painted as the thumbnailer would have shown it, and its
// coarse cells and its texture testify apart.

import { signatureStrength } from '../model/carrier.ts';
import { OPACITY_ZERO, OPAQUE } from '../model/opacity.ts';
import { cellPxAlong, placementNear, type Placement } from '../model/placement.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { ReadableProfile } from '../model/profile.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import { coarseOnly, FINE_CELLS_PER_COARSE } from '../model/signature.ts';
import { pixelsWhere, sumsOf, textureOf, without, type Painted, type Pixels, type Sums } from './region-pixels.ts';
import { paintLuma, type Scene } from './scene.ts';
import { seek } from './seek.ts';

/** `gravity` is how surely: standard deviations of a normal law with the same chance of a coincidence. `weight` 1 but for blends. */
export type Match = { readonly photo: PhotoPlan; readonly gravity: number; readonly weight: number };

/** A donor's own pixels, a little out of place, still correlate by this much; strangers stay below 0.4 over 20 coarse cells. */
const DONOR_CORRELATION_MIN = 0.8;
/** Fine cells smaller than this run into each other: so many pixels of a side are needed for one of them to be a witness. */
const LEGIBLE_CELL_PX = 2;
/** Fewer strange pixels than a block of 4×4 has resemble anybody. */
const STRANGE_PX_MIN = 16;
/** What fits within this many times the clean noise is fully explained. */
const FIT_NOISES = 2.5;
/** Alpha this near to opaque, of 255, is opaque but for rounding and the edge of a filter. */
const ALPHA_NEAR = 3;
/** Clean noise has a long tail at hard edges: what is strange lies this many times farther off than what fits. */
export const STRANGE_LIMITS = 2.5;

/** How well a photo explains the pixels; null when it does not, or when its thumbnail has another size. */
export function matchOf(scene: Scene, all: Pixels, photo: PhotoPlan): Match | null {
  const shown = scene.shownOf(photo);
  const middle = placementNear(scene.profile.placement, scene.recipe, shown.size, scene.picture);
  // A line of pixels is like everybody a little.
  if (middle === null || Math.min(shown.size.widthPx, shown.size.heightPx) === 1) return null;
  const sought = seek(scene, all, shown, middle);
  const { placement, painted } = sought;
  const pixels = solid(scene, all, shown, placement);
  const fineCellPx = fineCellPxOf(shown, placement);
  const coarseCellPx = FINE_CELLS_PER_COARSE * fineCellPx;
  const limit = fitLimit(scene.profile);

  // Where it looks like the victim anyway, as at the edges of a region, it says nothing about anybody else.
  const { marks, carrier } = marksOf(scene, shown, placement, painted);
  const marked = without(pixels, carrier, 1);
  const strange = sumsOf(marked, marks, STRANGE_LIMITS * limit);
  const correlation = strange.seenDonor / Math.sqrt(strange.seenSeen * strange.donorDonor);
  const surely = (gravity: number) => Math.sqrt(Math.max(0, gravity ** 2 - 2 * Math.log(sought.places)));
  if (strange.count >= STRANGE_PX_MIN && correlation >= DONOR_CORRELATION_MIN) {
    const ofCoarse = fisher(correlation, strange.count / coarseCellPx ** 2);
    const coarse = paintLuma(
      scene,
      { size: shown.size, grid: coarseOnly(shown.signature, signatureStrength(photo)) },
      placement,
    );
    const texture = textureOf(marked, marks, coarse, STRANGE_LIMITS * limit);
    const ofFine = fisher(texture.correlation, texture.count / Math.max(fineCellPx, LEGIBLE_CELL_PX) ** 2);
    // The coarse cells and the fine ones are two witnesses that know nothing of each other.
    return { photo, gravity: surely(Math.hypot(Math.max(0, ofCoarse), Math.max(0, ofFine))), weight: 1 };
  }
  const weight = blendWeight(sumsOf(pixels, painted, 0), limit);
  if (weight === null) return null;
  const shares = sumsOf(without(pixels, carrier, weight), marks, 0);
  return { photo, gravity: surely(fisher(partialCorrelation(shares), shares.count / coarseCellPx ** 2)), weight };
}

/** The pixels but for those where the photo can be seen through: what shows there is not its own. */
function solid({ painter, profile }: Scene, pixels: Pixels, shown: ShownPhoto, placement: Placement): Pixels {
  if (shown.opacity === null) return pixels;
  const luma = painter.paint(shown.opacity, shown.size, placement, profile.response);
  return pixelsWhere(pixels, { placement, luma }, (offset) => !(OPAQUE - OPACITY_ZERO - offset > ALPHA_NEAR));
}

/** What a photo explains comes within so many luma levels of it; what is strange lies `STRANGE_LIMITS` times farther off. */
export function fitLimit({ noise }: Pick<ReadableProfile, 'noise'>): number {
  return FIT_NOISES * noise + 1;
}

/** Pixels of the thumbnail per fine cell of the signature, along the axis where they are larger. */
export function fineCellPxOf({ signature, size }: ShownPhoto, placement: Placement): number {
  return Math.max(
    cellPxAlong(placement.x, signature.columns, size.widthPx),
    cellPxAlong(placement.y, signature.rows, size.heightPx),
  );
}

/**
 * What is marked of a painted photo, and the photograph under the marks, null without one. Only marks testify: photographs
 * of one scene are alike, and one photograph may carry many photos.
 */
function marksOf(
  scene: Scene,
  shown: ShownPhoto,
  placement: Placement,
  painted: Painted,
): { readonly marks: Painted; readonly carrier: Painted | null } {
  if (shown.signature === shown.grid) return { marks: painted, carrier: null };
  const marks = paintLuma(scene, { size: shown.size, grid: shown.signature }, placement);
  const luma = painted.luma.map((all, at) => all - (marks.luma[at] as number));
  return { marks, carrier: { placement, luma } };
}

/** The donor's weight in a blend, which is the victim's own and the donor's, each in some weight, and nothing else; null when it is none. */
export function blendWeight(
  { count, seenSeen, seenDonor, donorDonor, seenOwn, ownOwn, ownDonor }: Sums,
  limit: number,
): number | null {
  const donorAlone = donorDonor - ownDonor ** 2 / ownOwn;
  const seenAlone = seenSeen - seenOwn ** 2 / ownOwn;
  const shared = seenDonor - (seenOwn * ownDonor) / ownOwn;
  const weight = shared / donorAlone;
  const unexplained = Math.sqrt(Math.max(0, seenAlone - weight * shared) / count);
  const isBlend = weight >= BLEND_WEIGHT_MIN && weight <= 1 - BLEND_WEIGHT_MIN && unexplained <= limit;
  return isBlend ? weight : null;
}

/** The donor counts only for what its own cannot explain: a picture that merely came out paler leans to everybody a little. */
function partialCorrelation({ seenSeen, seenDonor, donorDonor, seenOwn, ownOwn, ownDonor }: Sums): number {
  const donorAlone = donorDonor - ownDonor ** 2 / ownOwn;
  const seenAlone = seenSeen - seenOwn ** 2 / ownOwn;
  return (seenDonor - (seenOwn * ownDonor) / ownOwn) / Math.sqrt(seenAlone * donorAlone);
}

const BLEND_WEIGHT_MIN = 0.02;

/** Fisher's transform of a correlation over `cells` independent cells: standard deviations from none at all. */
function fisher(correlation: number, cells: number): number {
  return Math.atanh(Math.min(0.9999, Math.max(-0.9999, correlation))) * Math.sqrt(Math.max(0, cells - 3));
}
