// A failure that is asked for again either comes again or does not. What an attempt can come to, and what many of them
// say about how often, is shared by whoever shrinks, replays and reports.

import type { TrialPlan } from './plan.ts';

/** `void`: the attempt says nothing, for the thumbnailer could not be opened or the run was interrupted. */
export type AttemptOutcome = 'failed' | 'clean' | 'void';

/** Carries out a plan once, on a fresh instance. `failed`: a breach of the kind that is looked for. */
export type Attempt = (plan: TrialPlan) => Promise<AttemptOutcome>;

export type Tally = { readonly failed: number; readonly of: number };

/** `voids` are attempts that said nothing; they are no part of `of`. */
export type Tried = Tally & { readonly voids: number };

/** Attempts one after the other for as long as `goesOn`; both are told what came of those before. Rejects as `attempt` does. */
export async function tallied(
  attempt: (before: Tried) => Promise<AttemptOutcome>,
  goesOn: (before: Tried) => boolean,
): Promise<Tried> {
  let tried: Tried = { failed: 0, of: 0, voids: 0 };
  while (goesOn(tried)) {
    const outcome = await attempt(tried);
    if (outcome === 'void') tried = { ...tried, voids: tried.voids + 1 };
    else tried = { ...tried, of: tried.of + 1, failed: tried.failed + (outcome === 'failed' ? 1 : 0) };
  }
  return tried;
}

/** What an experiment takes away from a plan. */
export type ExperimentKind =
  | 'names'
  | 'sizes'
  | 'archived'
  | 'broken'
  | 'batches'
  | 'happenings'
  | 'changes'
  | 'arrival';

/** `p`: how likely so few failures would be if the change changed nothing, 0 to 1. */
export type Experimented = Tally & { readonly kind: ExperimentKind; readonly changed: string; readonly p: number };
