// What a thumbnailer does to a photo when it works alone: learned before the load, held against it under load.
// Nothing here is a constant of ours; every number was measured on this thumbnailer, recipe and source class.

import type { Told } from './adapter.ts';
import type { LumaPicture, Response, Tone } from './expectation.ts';
import { oddSourceOf } from './odd-source.ts';
import type { OrientationPolicy } from './orientation.ts';
import type { PlacementRule } from './placement.ts';
import type { PhotoPlan, SourceFormat } from './plan.ts';
import type { Recipe } from './recipe.ts';

export type SourceClass = 'fresh' | 'archived';
export const SOURCE_CLASSES: readonly SourceClass[] = ['fresh', 'archived'];

/**
 * Root mean square luma residuals above which a place is in doubt: of 4×4 px blocks, 8×8 px windows, whole rows and columns.
 * `haze`: above this the picture as a whole is, as if another one lay thinly over it.
 */
export type Thresholds = {
  readonly block: number;
  readonly window: number;
  readonly row: number;
  readonly column: number;
  readonly haze: number;
};

/** Beyond these the second opinion disagrees: share of pixels that pixelmatch sees, and bits of 256 between PDQ hashes. */
export type LikenessLimits = { readonly mismatchShareMax: number; readonly pdqDistanceBitsMax: number };

/**
 * What lies around a photo that does not fill its box: `even` bars all have one luma, `plain` ones each its own, `streaked`
 * ones repeat the photo's edge, `soft` ones show nothing as sharp as a photo. `varied` bars keep to none of these.
 * `ringing`: by how many levels a pixel was seen to depart from its bar alone, the nearest to the photo first.
 */
export type Bars =
  | { readonly kind: 'none' | 'streaked' | 'soft' | 'varied' }
  | { readonly kind: 'plain'; readonly ringing: readonly number[] }
  | { readonly kind: 'even'; readonly luma: number; readonly ringing: readonly number[] };

/**
 * What is done with one kind of odd source: the tone it comes out in, how many times rougher than others it may come out
 * (from 1), and the picture of an animation that is shown, from 0. `clear` and `half` give the luma of the two windows of
 * a translucent photo from its own; null for other kinds.
 */
export type OddHabit = {
  readonly tone: Tone;
  readonly slack: number;
  readonly frame: number;
  readonly clear: Tone | null;
  readonly half: Tone | null;
};

/** What the shape of a thumbnail is judged by: a recipe, and how much of it counts. */
export type ShapeRule = { readonly recipe: Recipe; readonly told: Told };

export type ReadableProfile = {
  readonly kind: 'readable';
  /** Index into the plan's recipes. */
  readonly recipe: number;
  readonly sourceClass: SourceClass;
  readonly placement: PlacementRule;
  /** The shape that it makes alone of every photo instead of the one that it was told; absent where it does as it is told. */
  readonly ownShape?: ShapeRule;
  /** By the format in which the source was stored; a format that was never seen turned is taken as the commonest. */
  readonly orientation: Readonly<Partial<Record<SourceFormat, OrientationPolicy>>>;
  readonly orientationOtherwise: OrientationPolicy;
  readonly response: Response;
  readonly tone: Tone;
  /** Typical root mean square residual of a whole thumbnail, in luma levels. */
  readonly noise: number;
  readonly thresholds: Thresholds;
  /** Thresholds of haze by the kind of source, as judge/haze-kinds.ts names them; `thresholds` has the highest. */
  readonly hazes: Readonly<Record<string, number>>;
  readonly likeness: LikenessLimits;
  readonly bars: Bars;
  /** True when asking twice alone gave the same bytes every time. */
  readonly byteStable: boolean;
  /** By the name of the odd source; absent for one that is treated as ordinary ones are. */
  readonly odd: Readonly<Partial<Record<string, OddHabit>>>;
  readonly samples: number;
};

/** The signature could not be read back alone, so nothing can be said under load. */
export type UnreadableProfile = {
  readonly kind: 'unreadable';
  readonly recipe: number;
  readonly sourceClass: SourceClass;
  readonly why: string;
};

export type Profile = ReadableProfile | UnreadableProfile;

/** A decoded thumbnail with the orientation its own tag asks for, null without a tag. */
export type Observation = LumaPicture & { readonly format: string; readonly orientationExif: number | null };

/** The picture of a photo that the thumbnailer shows: another one than the first of some animations. */
export function pictureShown(profile: ReadableProfile, photo: PhotoPlan): PhotoPlan {
  const frame = profile.odd[oddSourceOf(photo) ?? '']?.frame ?? 0;
  return frame === (photo.frame ?? 0) ? photo : { ...photo, frame };
}

/** The profile's word on how a source stored in `format` is turned. */
export function policyFor(profile: ReadableProfile, format: SourceFormat): OrientationPolicy {
  return profile.orientation[format] ?? profile.orientationOtherwise;
}
