// Over a photograph no codeword can be read off the cells: what the photograph shows there is louder. So every photo of
// the run is painted, coarsely, as it would have shown in the region, and those most like what is seen come first.

import type { Painter } from '../model/expectation.ts';
import type { Question } from '../model/naming.ts';
import { placementNear } from '../model/placement.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import { CODEWORD_BITS } from '../model/signature.ts';
import type { Found } from './codeword-search.ts';
import { fineCellPxOf } from './match.ts';
import type { Painted, Pixels } from './region-pixels.ts';
import { seek } from './seek.ts';
import type { Sight } from './sight.ts';

/** Many more than whoever gave the pixels has rivals; each is painted in full later. */
const KEPT = 64;
/** Fine cells smaller than this, in pixels, are no witnesses. */
const LEGIBLE_CELL_PX = 2;
const PERFECT = 0.9999;

/** All photos compared, about 0.1 ms each; `glanceOf` shows one without its finer detail. */
export function searchByPainting(
  { picture, recipe, profile, candidates }: Question,
  sight: Sight,
  painter: Painter,
  glanceOf: (photo: PhotoPlan) => ShownPhoto,
): Found {
  const pixels = pixelsIn(sight);
  const { seen } = pixels;
  let shownMost = 0;
  const fitting = candidates.flatMap((photo) => {
    const shown = glanceOf(photo);
    const placement = placementNear(profile.placement, recipe, shown.size, picture);
    if (placement === null) return [];
    const cellPx = fineCellPxOf(shown, placement);
    const cells = seen.length / (cellPx >= LEGIBLE_CELL_PX ? cellPx : cellPx * CELLS_APART) ** 2;
    shownMost = Math.max(shownMost, Math.min(CODEWORD_BITS, cells));
    const alike = Math.min(
      PERFECT,
      likeness(seen, sight, seek({ painter, profile }, pixels, shown, placement).painted),
    );
    // How much likelier a normal law makes what is seen once this much of it is explained.
    return alike > 0 ? [{ photo, odds: (-cells / 2) * Math.log(1 - alike ** 2) }] : [];
  });
  return { fitting: fitting.toSorted((a, b) => b.odds - a.odds).slice(0, KEPT), shownMost };
}

/** Where fine cells run into each other, only coarse ones are independent witnesses. */
const CELLS_APART = 4;

/** Each pixel of a sight, row-major; what the victim's own explains is taken away already. */
function pixelsIn({ region, sums }: Sight): Pixels {
  const stride = region.width + 1;
  const count = region.width * region.height;
  const seen = Float32Array.from({ length: count }, (_, at) => {
    const corner = Math.floor(at / region.width) * stride + (at % region.width);
    const below = (sums[corner + stride + 1] as number) - (sums[corner + stride] as number);
    return below - (sums[corner + 1] as number) + (sums[corner] as number);
  });
  return {
    x: Int32Array.from(seen, (_, at) => region.x + (at % region.width)),
    y: Int32Array.from(seen, (_, at) => region.y + Math.floor(at / region.width)),
    seen,
    own: new Float32Array(count),
    apart: seen.map(Math.abs),
  };
}

/** Correlation over the part of the sight that the photo covers, −1 to 1; 0 where it covers less than half of it. */
function likeness(seen: Float32Array, { region }: Sight, { placement, luma }: Painted): number {
  const { x, y } = placement;
  let [count, seenSum, shownSum, seen2, shown2, both] = [0, 0, 0, 0, 0, 0];
  const [top, bottom] = [Math.max(region.y, y.start), Math.min(region.y + region.height, y.start + y.lengthPx)];
  const [left, right] = [Math.max(region.x, x.start), Math.min(region.x + region.width, x.start + x.lengthPx)];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const a = seen[(row - region.y) * region.width + column - region.x] as number;
      const b = luma[(row - y.start) * x.lengthPx + column - x.start] as number;
      count++;
      seenSum += a;
      shownSum += b;
      seen2 += a * a;
      shown2 += b * b;
      both += a * b;
    }
  }
  if (count < seen.length / 2) return 0;
  const spread = (seen2 - seenSum ** 2 / count) * (shown2 - shownSum ** 2 / count);
  return spread > 0 ? (both - (seenSum * shownSum) / count) / Math.sqrt(spread) : 0;
}
