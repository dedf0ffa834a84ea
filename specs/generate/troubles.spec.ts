// Faults of the network are part of a plan: drawn from the seed in the share that was asked for, checked with it, and
// left out of it one by one where it shows a mix-up without them.

import { describe, expect, it } from 'vitest';
import { PLAIN_SHAPE } from '../../harness/generate/load-shape.ts';
import { smallerPlans } from '../../harness/generate/smaller-plans.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import type { Happening, TrialPlan } from '../../harness/model/plan.ts';
import { GATE } from './requests.ts';

const READS = 'cut doubled error error-picture reset short stalled trickled whole';
const TRANSFERS = 'abandoned after-error duplicated slow stalled';

function trialOf(seed: number, troubledReads: number, troubledTransfers: number, asks = 300): TrialPlan {
  return planTrial({ ...GATE, seed, asks, shape: { ...PLAIN_SHAPE, troubledReads, troubledTransfers } });
}

function troublesOf({ workload }: TrialPlan, kind: 'read' | 'transfer') {
  return workload.happenings.flatMap((happening) =>
    happening.kind === kind && (happening.kind === 'read' || happening.kind === 'transfer') ? [happening] : [],
  );
}

const words = (troubles: readonly { readonly how: string }[]) =>
  [...new Set(troubles.map(({ how }) => how))].toSorted().join(' ');

describe('faults of the network', () => {
  it('are drawn in the share that was asked for, of reads and of requests apart, of every kind', () => {
    const plan = trialOf(1, 0.2, 0.5);
    const asks = plan.workload.batches.flat().length;
    const [reads, transfers] = [troublesOf(plan, 'read'), troublesOf(plan, 'transfer')];
    expect(reads.length / asks).toBeCloseTo(0.2, 1);
    expect(transfers.length / asks).toBeCloseTo(0.5, 1);
    expect([words(reads), words(transfers)]).toEqual([READS, TRANSFERS]);
    expect(reads.every(({ lagMs }) => Number.isInteger(lagMs) && lagMs >= 1 && lagMs <= 400)).toBe(true);
    expect(transfers.every(({ lagMs }) => Number.isInteger(lagMs) && lagMs >= 1 && lagMs <= 400)).toBe(true);
  });

  it('are none where none are asked for', () => {
    expect(troublesOf(trialOf(1, 0, 0.5), 'read')).toEqual([]);
    expect(troublesOf(trialOf(1, 0.5, 0), 'transfer')).toEqual([]);
  });

  it('are the same for the same seed, and others for another', () => {
    const happenings = (seed: number) => trialOf(seed, 0.3, 0.3).workload.happenings;
    expect(happenings(4)).toEqual(happenings(4));
    expect(happenings(5)).not.toEqual(happenings(4));
  });

  it.each(['read', 'transfer'] as const)('are a problem of the plan where a %s lags by less than nothing', (kind) => {
    const plan = trialOf(1, 0.3, 0.3, 40);
    const late = (lagMs: number) =>
      plan.workload.happenings.map(
        (happening): Happening =>
          happening.kind === kind && (happening.kind === 'read' || happening.kind === 'transfer')
            ? { ...happening, lagMs }
            : happening,
      );
    const problemsOf = (lagMs: number) =>
      planProblems({ ...plan, workload: { ...plan.workload, happenings: late(lagMs) } });
    expect(problemsOf(0)).toEqual([]);
    for (const lagMs of [-1, 0.5]) expect(problemsOf(lagMs)[0]).toContain(`Expected the ${kind} of`);
  });

  it('shrink with the plan: to none, and to each but one', () => {
    const plan = trialOf(1, 0.2, 0.2, 24);
    const { happenings } = plan.workload;
    const counts = [...smallerPlans(plan)]
      .filter(({ photos }) => photos.length === plan.photos.length)
      .map(({ workload }) => workload.happenings.length);
    expect(happenings.length).toBeGreaterThan(4);
    expect(counts).toContain(0);
    expect(counts.filter((count) => count === happenings.length - 1).length).toBeGreaterThanOrEqual(happenings.length);
    for (const smaller of smallerPlans(plan)) expect(planProblems(smaller)).toEqual([]);
  });
});
