// The search of orders has shrunk what it found, and tried it again, before it ends: its smallest plan is the counterexample.

import type { Interleavings } from '../model/interleaving.ts';
import type { TrialPlan } from '../model/plan.ts';
import { readPlan } from '../run/plan-file.ts';
import { asksOf } from '../shrink/rounds.ts';
import type { Found } from './find-counterexample.ts';

/** Null where no order led to a breach. Rejects when the plan that was written is gone. */
export async function orderedCounterexample(
  runFolder: string,
  interleavings: Interleavings | null,
): Promise<Found | null> {
  const smallest = interleavings?.smallest ?? null;
  if (interleavings === null || smallest === null) return null;
  const plan = await readPlan(runFolder, smallest.plan);
  const { same, of } = smallest.again;
  return {
    plan,
    experiments: [],
    found: {
      owners: plan.owners.length,
      photos: plan.photos.length,
      asks: asksOf(plan),
      concurrency: plan.workload.batches.flat().length,
      reproduced: { failed: same, of },
      control: null,
      isMinimal: true,
      attempts: interleavings.orders,
      file: smallest.plan,
    },
  };
}

export function isOrdered({ workload }: TrialPlan): boolean {
  return workload.interleaving !== undefined;
}
