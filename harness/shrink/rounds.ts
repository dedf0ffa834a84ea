// A plan that is asked a hundred times fails a hundred times as often, and is read as easily as one that is asked once.

import type { TrialPlan } from '../model/plan.ts';

/** More rounds than this take longer than a person waits for one attempt. */
const ASKS_MAX = 20_000;

export function asksOf({ workload }: TrialPlan): number {
  return workload.rounds * workload.batches.reduce((sum, batch) => sum + batch.length, 0);
}

/** Asked in so many rounds that it asks for `asks` or just more, as far as an attempt stays short; in one at least. */
export function atLoad(plan: TrialPlan, asks: number): TrialPlan {
  const once = asksOf(withRounds(plan, 1));
  return withRounds(plan, Math.max(1, Math.ceil(Math.min(asks, ASKS_MAX) / once)));
}

/** Asked half as often; null for a plan that is asked once. */
export function seldomer(plan: TrialPlan): TrialPlan | null {
  return plan.workload.rounds === 1 ? null : withRounds(plan, Math.floor(plan.workload.rounds / 2));
}

function withRounds(plan: TrialPlan, rounds: number): TrialPlan {
  return { ...plan, workload: { ...plan.workload, rounds } };
}
