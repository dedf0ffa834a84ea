// The judge sees that a region is wrong; who it belongs to is found out elsewhere. This is what passes between them.

import type { LumaPicture } from './expectation.ts';
import type { Placement } from './placement.ts';
import type { PhotoPlan } from './plan.ts';
import type { ReadableProfile } from './profile.ts';
import type { Recipe } from './recipe.ts';
import type { BreachKind, Donor, NamedPhoto, RegionShown, Region, Severity } from './verdict.ts';

/** Where photos stood in the queue when a thumbnail was asked for. */
export type Queue = {
  /** So many photos, nearest first. */
  readonly nearest: (count: number) => readonly PhotoPlan[];
  /** How many places away a photo was asked for, at its nearest; infinitely many if it never was. */
  readonly placesAway: (photo: PhotoPlan) => number;
};

/**
 * Regions of a thumbnail that do not carry the victim's signature. `candidates` is everybody of the run: the same array
 * each time, for an index of it is kept. Without a `queue` they come nearest first.
 */
export type Question = {
  readonly picture: LumaPicture;
  readonly recipe: Recipe;
  readonly profile: ReadableProfile;
  readonly victim: PhotoPlan;
  readonly placement: Placement;
  readonly regions: readonly Region[];
  readonly candidates: readonly PhotoPlan[];
  readonly queue?: Queue;
};

/** `damaged`: of another picture of the victim's own animation. `donors` are proven, or likeliest by far. `candidates` are those that fit about alike, nearest in the queue first. */
export type Mixup = {
  readonly kind: Extract<BreachKind, 'foreign' | 'torn' | 'blended' | 'alien' | 'stale' | 'damaged'>;
  readonly severity: Severity;
  readonly donors: readonly Donor[];
  readonly candidates: readonly NamedPhoto[];
  readonly regions: readonly RegionShown[];
};

/**
 * `proven`: the mix-up that the pixels prove by themselves, null when they do not.
 * `suspected`: the likeliest one, for regions that are known to be wrong; `alien` when nobody of the run fits.
 */
export type Naming = {
  readonly proven: (question: Question) => Mixup | null;
  readonly suspected: (question: Question) => Mixup;
};
