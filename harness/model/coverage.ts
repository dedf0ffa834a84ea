// Which thumbnails the stated sensitivity holds for. Where a source has too few pixels to carry the fine lattice, or
// the thumbnail too few to show it, a leak could hide: such thumbnails are judged, printed, and never counted as covered.

import type { PhotoPlan } from './plan.ts';
import type { Recipe } from './recipe.ts';

/** A covered source has at least this many pixels per thumbnail pixel, along both axes. */
const SOURCE_PX_PER_THUMBNAIL_PX = 2;
/** A covered thumbnail shows the photo with a short side of at least this many pixels. */
const SHORT_SIDE_PX = 32;
/** Beyond this aspect a square crop shows too few cells: a 4:1 panorama keeps 16 of its coarse bits. */
const ASPECT = 2.5;

type Size = { readonly widthPx: number; readonly heightPx: number };

/** `shown`: the size in pixels at which the whole source lies under the thumbnail, crop included. */
export function isCovered(source: Size, shown: Size): boolean {
  return (
    source.widthPx >= SOURCE_PX_PER_THUMBNAIL_PX * shown.widthPx - 1 &&
    source.heightPx >= SOURCE_PX_PER_THUMBNAIL_PX * shown.heightPx - 1 &&
    Math.min(shown.widthPx, shown.heightPx) >= SHORT_SIDE_PX &&
    Math.max(source.widthPx, source.heightPx) <= ASPECT * Math.min(source.widthPx, source.heightPx)
  );
}

/** The size at which the whole of an upright photo lies under a thumbnail that keeps to its recipe. */
export function shownSize(photo: Pick<PhotoPlan, 'widthPx' | 'heightPx'>, recipe: Recipe): Size {
  const scaleX = recipe.width / photo.widthPx;
  const scaleY = recipe.height / photo.heightPx;
  switch (recipe.fit) {
    case 'fill':
      return { widthPx: recipe.width, heightPx: recipe.height };
    case 'cover':
      return scaled(photo, Math.max(scaleX, scaleY));
    case 'contain':
    case 'inside':
      return scaled(photo, Math.min(scaleX, scaleY));
  }
}

function scaled(photo: Size, scale: number): Size {
  return { widthPx: photo.widthPx * scale, heightPx: photo.heightPx * scale };
}
