// The judge sees that a region is wrong; who it belongs to is found out elsewhere. This is what passes between them.

import type { LumaPicture } from './expectation.ts';
import type { Placement } from './placement.ts';
import type { PhotoPlan } from './plan.ts';
import type { ReadableProfile } from './profile.ts';
import type { Recipe } from './recipe.ts';
import type { BreachKind, Donor, Region, Severity } from './verdict.ts';

/** Regions of a thumbnail that do not carry the victim's signature. `candidates` come nearest in the queue first. */
export type Question = {
  readonly picture: LumaPicture;
  readonly recipe: Recipe;
  readonly profile: ReadableProfile;
  readonly victim: PhotoPlan;
  readonly placement: Placement;
  readonly regions: readonly Region[];
  readonly candidates: readonly PhotoPlan[];
};

export type Mixup = {
  readonly kind: Extract<BreachKind, 'foreign' | 'torn' | 'blended' | 'alien' | 'stale'>;
  readonly severity: Severity;
  readonly donors: readonly Donor[];
  readonly regions: readonly Region[];
};

/**
 * `proven`: the mix-up that the pixels prove by themselves, null when they do not.
 * `suspected`: the likeliest one, for regions that are known to be wrong; `alien` when nobody of the run fits.
 */
export type Naming = {
  readonly proven: (question: Question) => Mixup | null;
  readonly suspected: (question: Question) => Mixup;
};
