// What a profile is learned from: thumbnails that were made one at a time, with nothing else in flight.

import type { Painter, Response } from '../model/expectation.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import type { Placement } from '../model/placement.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import type { LikenessLimits, Observation, SourceClass } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';

/** One thumbnail made alone. `storedFormat` is that of the bytes the thumbnailer read: the archived form's for old photos. */
export type Sample = {
  readonly photo: PhotoPlan;
  readonly storedFormat: SourceFormat;
  readonly observation: Observation;
  readonly byteStable: boolean;
};

/** A sample with all that its profile says about it. */
export type PaintedSample = {
  readonly sample: Sample;
  readonly shown: ShownPhoto;
  readonly placement: Placement;
  readonly response: Response;
};

export type Learning = {
  readonly recipe: Recipe;
  readonly recipeIndex: number;
  readonly sourceClass: SourceClass;
  readonly painter: Painter;
  readonly shown: (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto;
  /** Measures the second opinion's distances of a clean thumbnail, for its limits. */
  readonly likenessOf: (observation: Observation, painted: PaintedSample) => LikenessLimits;
};

/** What a clean thumbnail of a covered photo reaches, however coarse its codec: even blurred until only coarse cells are left. */
export const CLEAR_CORRELATION_MIN = 0.8;

/** NaN for none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
