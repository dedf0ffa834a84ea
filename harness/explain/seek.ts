// A donor that is cropped to its content may be seen from anywhere, and only a part of it may be there to tell. It is
// painted once as a whole and slid under the region until it explains most of what the victim's own does not.

import { coarseCells, freedomOf, placesOf, slid, slides } from '../model/locate.ts';
import { placementWithin, type AxisPlacement, type Placement } from '../model/placement.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import { boundsOf, sumsOf, taken, type Painted, type Pixels } from './region-pixels.ts';
import { paintLuma, type Scene } from './scene.ts';

/** Where the part of the donor lies that the pixels may show, and what it shows there; `places` independent ones were tried. */
export type Sought = { readonly placement: Placement; readonly painted: Painted; readonly places: number };

/** Steps of the search, in coarse cells: fine cells still overlap from one to the next. */
const STEP_CELLS = 0.2;
/** So many pixels of a region tell where a photo lies. */
const PIXELS_LOOKED_AT = 2048;

/** Where a photo explains the pixels best: `middle` itself, unless the profile's crops follow their content. */
export function seek(
  scene: Pick<Scene, 'painter' | 'profile'>,
  pixels: Pixels,
  shown: ShownPhoto,
  middle: Placement,
): Sought {
  const freedom = freedomOf(scene.profile.placement, middle, shown.size, coarseCells(shown));
  // Hundreds of photos are painted under regions of a few blocks: all beyond them would be for nothing.
  const bounds = boundsOf(pixels);
  const under = (whole: Placement) => {
    const placement = placementWithin(whole, bounds);
    return { placement, painted: paintLuma(scene, shown, placement) };
  };
  if (freedom === null) return { ...under(middle), places: 1 };
  const { axis } = freedom;
  const strip = paintLuma(scene, shown, { ...middle, [axis]: whole(middle[axis], freedom.freePx) });
  // Whole pixels are near enough to tell, and need no painting anew.
  const at = (cutPx: number): Painted => ({ ...strip, placement: cut(strip.placement, axis, cutPx) });
  const some = sampled(pixels, Math.ceil(pixels.seen.length / PIXELS_LOOKED_AT));
  const explained = (cutPx: number) => explainedShare(some, at(cutPx));
  const most = Math.round(freedom.freePx);
  let best = largestOf(
    slides(freedom, STEP_CELLS).map((px) => Math.round(px + freedom.freePx / 2)),
    explained,
  );
  for (let step = Math.round((STEP_CELLS * freedom.coarseCellPx) / 2); step >= 1; step = Math.floor(step / 2)) {
    const around = [best, best - step, best + step].map((px) => Math.max(0, Math.min(most, px)));
    best = largestOf(around, explained);
  }
  return { ...under(slid(middle, { axis, px: best - freedom.freePx / 2 })), places: placesOf(freedom) };
}

/** The axis with all that lies beyond the thumbnail. */
function whole({ from, to, lengthPx }: AxisPlacement, freePx: number): AxisPlacement {
  const sourcePerPx = (to - from) / lengthPx;
  const wholePx = lengthPx + Math.round(freePx);
  const start = from - (freePx / 2) * sourcePerPx;
  return { start: 0, lengthPx: wholePx, from: start, to: start + wholePx * sourcePerPx };
}

function cut(strip: Placement, axis: 'x' | 'y', cutPx: number): Placement {
  return { ...strip, [axis]: { ...strip[axis], start: -cutPx } };
}

/** The correlation of what is seen with the donor, once what the victim's own explains is taken from both. */
function explainedShare(pixels: Pixels, donor: Painted): number {
  const { seenSeen, seenDonor, donorDonor, seenOwn, ownOwn, ownDonor } = sumsOf(pixels, donor, 0);
  const donorAlone = donorDonor - ownDonor ** 2 / Math.max(1, ownOwn);
  const seenAlone = seenSeen - seenOwn ** 2 / Math.max(1, ownOwn);
  const shared = seenDonor - (seenOwn * ownDonor) / Math.max(1, ownOwn);
  return donorAlone > 0 && seenAlone > 0 ? shared / Math.sqrt(donorAlone * seenAlone) : 0;
}

function sampled(pixels: Pixels, every: number): Pixels {
  return taken(pixels, (_, at) => at % every === 0);
}

function largestOf(values: readonly number[], score: (value: number) => number): number {
  const scores = values.map(score);
  return values[scores.indexOf(Math.max(...scores))] as number;
}
