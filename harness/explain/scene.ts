// All that is known about a thumbnail in question, and what any photo would have looked like in its place.

import type { LumaPicture, Painter } from '../model/expectation.ts';
import type { Placement } from '../model/placement.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import type { Painted } from './region-pixels.ts';

export type Scene = {
  readonly painter: Painter;
  readonly picture: LumaPicture;
  readonly recipe: Recipe;
  readonly profile: ReadableProfile;
  readonly victim: { readonly photo: PhotoPlan; readonly shown: ShownPhoto; readonly placement: Placement };
  readonly shownOf: (photo: PhotoPlan) => ShownPhoto;
};

/** Expected luma less the profile's bias, over the part of the thumbnail that shows the photo. */
export function paintLuma(
  { painter, profile }: Pick<Scene, 'painter' | 'profile'>,
  shown: Pick<ShownPhoto, 'size' | 'grid'>,
  placement: Placement,
): Painted {
  const luma = painter.paint(shown.grid, shown.size, placement, profile.response);
  for (let i = 0; i < luma.length; i++) luma[i] = (luma[i] as number) * profile.tone.gain;
  return { placement, luma };
}
