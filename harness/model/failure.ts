// A failure outlives its run: kept where the next run looks, with all that is needed to try it again.

import type { Tally } from './reproduction.ts';
import type { TrialPlan } from './plan.ts';
import type { BreachKind, Severity } from './verdict.ts';

/**
 * `id` is that of the breach. `flags`: those of the run that say which thumbnailer it was and what was asked of it, by their
 * names in the table of flags. `plan` is the smallest that is known to fail, `reproduced` how often it did; null when it
 * has not been tried again, or did not fail again.
 */
export type KeptFailure = {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly foundAt: string;
  readonly thumbnailer: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly kind: BreachKind;
  readonly severity: Severity;
  readonly says: string;
  readonly plan: TrialPlan;
  readonly reproduced: Tally | null;
};

/** Where failures are kept, and the flags that are kept with them. */
export type FailureKeeping = { readonly folder: string; readonly flags: Readonly<Record<string, string>> };
