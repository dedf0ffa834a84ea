// A failure that is asked for again either comes again or does not. What an attempt can come to, and what many of them
// say about how often, is shared by whoever shrinks, replays and reports.

import type { TrialPlan } from './plan.ts';

/** `void`: the attempt says nothing, for the thumbnailer could not be opened or the run was interrupted. */
export type AttemptOutcome = 'failed' | 'clean' | 'void';

/** Carries out a plan once, on a fresh instance. `failed`: a breach of the kind that is looked for. */
export type Attempt = (plan: TrialPlan) => Promise<AttemptOutcome>;

export type Tally = { readonly failed: number; readonly of: number };

/** `p`: how likely so few failures would be if the change changed nothing, 0 to 1. */
export type Experimented = Tally & { readonly changed: string; readonly p: number };
