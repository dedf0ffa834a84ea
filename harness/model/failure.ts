// A failure outlives its run: kept where the next run looks, with all that is needed to try it again.

import type { Tally } from './reproduction.ts';
import type { TrialPlan } from './plan.ts';
import type { BreachKind, Severity } from './verdict.ts';

/**
 * `id` is that of the breach. `subject`: which thumbnailer, as its flags say it; runs of one subject try each other's failures
 * again. `flags`: those of the run that say which thumbnailer it was and what was asked of it, by their
 * names in the table of flags. `plan` is the smallest that is known to fail, `reproduced` how often it did; null when it
 * has not been tried again, or did not fail again. `lead`: the ask that went wrong, and the ids of the photos that it showed.
 */
export type KeptFailure = {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly foundAt: string;
  readonly thumbnailer: string;
  readonly subject: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly kind: BreachKind;
  readonly severity: Severity;
  readonly says: string;
  readonly plan: TrialPlan;
  readonly lead?: FailureLead;
  readonly reproduced: Tally | null;
};

export type FailureLead = { readonly key: string; readonly donors: readonly string[] };

/** Whether it can be an id: anything else is a path. */
export function isFailureId(text: string): boolean {
  return /^[\w-]+$/.test(text);
}

/** Where failures are kept, and what is kept with them. */
export type FailureKeeping = {
  readonly folder: string;
  readonly subject: string;
  readonly flags: Readonly<Record<string, string>>;
};

/**
 * What became of a failure that was known before: it `fails` again; it is believed `fixed`, and was dropped; the tries there
 * was time for say nothing yet (`undecided`); or it asks for what this run does not (`untried`).
 */
export type KnownFailure = {
  readonly id: string;
  readonly says: string;
  readonly state: 'fails' | 'fixed' | 'undecided' | 'untried';
  readonly tally: Tally;
};
