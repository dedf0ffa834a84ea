// The picture that should have come, as people and second opinions can look at it.

import type { LumaPicture, Painter, Tone } from '../model/expectation.ts';
import { locate } from '../model/locate.ts';
import { placementOf, type Placement } from '../model/placement.ts';
import { layBars } from './bars.ts';
import type { ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import { layWindows, toneOf } from './windows.ts';

const MID_GREY = 128;

/**
 * Painted from the plan, with the profile's tone and bars. Where `actual` came of a size within a pixel of the rule's, it is
 * of that size, shows the photo from where it shows it, and its bars are what they seem to be meant to be.
 */
export function expectedPicture(
  painter: Painter,
  shown: ShownPhoto,
  recipe: Recipe,
  profile: ReadableProfile,
  actual?: LumaPicture,
): LumaPicture {
  const near = actual && locate(painter, actual, shown, recipe, profile.placement, profile.response);
  const placement = near?.placement ?? placementOf(profile.placement, recipe, shown.size);
  const { widthPx, heightPx } = placement.thumbnail;
  const offsets = painter.paint(shown.grid, shown.size, placement, profile.response);
  const luma = near ? actual.luma.slice() : new Uint8Array(widthPx * heightPx).fill(MID_GREY);
  if (near) layBars(luma, actual, placement, profile.bars);
  layPainting(luma, placement, offsets, toneOf(profile, shown));
  layWindows(painter, luma, shown, placement, profile);
  return { widthPx, heightPx, luma };
}

/** Lays painted offsets, in a tone, over the part of a whole thumbnail's `luma` that shows the photo. */
export function layPainting(
  luma: Uint8Array,
  { thumbnail, x, y }: Placement,
  offsets: Float32Array,
  { gain, bias }: Tone,
): void {
  const clamped = new Uint8ClampedArray(luma.buffer, luma.byteOffset, luma.length);
  for (let row = 0; row < y.lengthPx; row++) {
    const from = row * x.lengthPx;
    const to = (y.start + row) * thumbnail.widthPx + x.start;
    for (let column = 0; column < x.lengthPx; column++)
      clamped[to + column] = gain * (offsets[from + column] as number) + bias;
  }
}
