// A kept failure, tried again: what is asked, and what comes of it.

import type { CheckHooks, CheckOptions } from './campaign.ts';
import type { KeptFailure } from './failure.ts';
import type { Tally } from './reproduction.ts';
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

export type RunReplay = (options: ReplayOptions, hooks: CheckHooks) => Promise<ReplayOutcome>;
