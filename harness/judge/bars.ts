// A letterboxed thumbnail has bars that belong to no photo. They carry no signature, so a leak into them would go
// unseen unless they are held to the one luma that they have when the thumbnailer works alone.

import type { LumaPicture } from '../model/expectation.ts';
import type { Placement } from '../model/placement.ts';
import type { Region } from '../model/verdict.ts';

/** Codecs ring at the edge of the photo: this much of a bar, next to it, is not judged. */
const EDGE_PX = 8;
/** Ringing of q30 JPEG beyond the edge stayed below 12 levels; painted photos differ from any bar by more than this in most pixels. */
const DEVIATION_LEVELS = 32;
const STRAY_PIXELS_MIN = 4;

/** The luma of the bars of clean thumbnails; null when there are no bars or they are not of one luma. */
export function learnBarLuma(
  samples: readonly { readonly picture: LumaPicture; readonly placement: Placement }[],
): number | null {
  const lumas = samples.flatMap(({ picture, placement }) =>
    [...barPixels(picture, placement)].map((at) => picture.luma[at] as number),
  );
  if (lumas.length === 0) return null;
  const mean = lumas.reduce((sum, luma) => sum + luma, 0) / lumas.length;
  return lumas.every((luma) => Math.abs(luma - mean) <= DEVIATION_LEVELS / 2) ? mean : null;
}

/** The rectangle around what does not belong into the bars; null when they are clean. */
export function strayBarRegion(picture: LumaPicture, placement: Placement, barLuma: number | null): Region | null {
  if (barLuma === null) return null;
  let [left, right, top, bottom, stray] = [picture.widthPx, 0, picture.heightPx, 0, 0];
  for (const at of barPixels(picture, placement)) {
    if (Math.abs((picture.luma[at] as number) - barLuma) <= DEVIATION_LEVELS) continue;
    const x = at % picture.widthPx;
    const y = Math.floor(at / picture.widthPx);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    stray++;
  }
  return stray < STRAY_PIXELS_MIN ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function* barPixels(picture: LumaPicture, { x, y }: Placement): Iterable<number> {
  if (x.lengthPx >= picture.widthPx && y.lengthPx >= picture.heightPx) return;
  for (let row = 0; row < picture.heightPx; row++) {
    const besidePhoto = row >= y.start - EDGE_PX && row < y.start + y.lengthPx + EDGE_PX;
    for (let column = 0; column < picture.widthPx; column++) {
      if (besidePhoto && column >= x.start - EDGE_PX && column < x.start + x.lengthPx + EDGE_PX) continue;
      yield row * picture.widthPx + column;
    }
  }
}
