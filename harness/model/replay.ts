// A kept failure, tried again or made smaller: what is asked, and what comes of it.

import type { CheckHooks, CheckOptions } from './campaign.ts';
import type { Counterexample } from './counterexample.ts';
import type { KeptFailure } from './failure.ts';
import type { TrialPlan } from './plan.ts';
import type { Experimented, Tally } from './reproduction.ts';
import type { Breach } from './verdict.ts';

/** `times`: tries, each on a fresh instance. `isToFirst`: the first failure ends them. */
export type ReplayOptions = {
  readonly check: CheckOptions;
  readonly failure: KeptFailure;
  readonly times: number;
  readonly isToFirst: boolean;
};

export type ReplayOutcome =
  | {
      readonly kind: 'replayed';
      readonly tally: Tally;
      /** Of the first try that failed. */
      readonly breach: Breach | null;
      /** Where the evidence of it was left; null without any. */
      readonly folder: string | null;
    }
  | { readonly kind: 'misconfigured'; readonly says: string }
  /** It could not be tried at all. */
  | { readonly kind: 'unavailable'; readonly says: string };

/** `check.explainTimeMs` is how long may be looked for a smaller plan. */
export type ShrinkAgainOptions = { readonly check: CheckOptions; readonly failure: KeptFailure };

export type ShrinkAgainOutcome =
  | {
      readonly kind: 'shrunk';
      readonly plan: TrialPlan;
      readonly counterexample: Counterexample;
      readonly experiments: readonly Experimented[];
      /** Where its plan was left. */
      readonly folder: string;
    }
  /** It did not fail again in the time that there was. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'misconfigured'; readonly says: string }
  | { readonly kind: 'unavailable'; readonly says: string };

export type RunShrink = (options: ShrinkAgainOptions, hooks: CheckHooks) => Promise<ShrinkAgainOutcome>;

export type RunReplay = (options: ReplayOptions, hooks: CheckHooks) => Promise<ReplayOutcome>;
