// The picture that should have come, as people and second opinions can look at it.

import type { LumaPicture, Painter, Tone } from '../model/expectation.ts';
import { placementOf, type Placement, type Size } from '../model/placement.ts';
import type { ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import { layWindows, toneOf } from './windows.ts';

const MID_GREY = 128;

/** Painted from the plan, with the profile's tone and bars. `actual` is a size within a pixel of the rule's, when one came. */
export function expectedPicture(
  painter: Painter,
  shown: ShownPhoto,
  recipe: Recipe,
  profile: ReadableProfile,
  actual?: Size,
): LumaPicture {
  const size = actual === undefined ? undefined : { widthPx: actual.widthPx, heightPx: actual.heightPx };
  const { thumbnail, x, y } = placementOf(profile.placement, recipe, shown.size, size);
  const placement = { thumbnail, x, y };
  const offsets = painter.paint(shown.grid, shown.size, placement, profile.response);
  const luma = new Uint8Array(thumbnail.widthPx * thumbnail.heightPx).fill(Math.round(profile.barLuma ?? MID_GREY));
  layPainting(luma, placement, offsets, toneOf(profile, shown));
  layWindows(painter, luma, shown, placement, profile);
  return { widthPx: thumbnail.widthPx, heightPx: thumbnail.heightPx, luma };
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
