import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interleavedArbitrary } from '../../harness/generate/interleavings.ts';
import { smallerPlans } from '../../harness/generate/smaller-plans.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import type { TrialPlan } from '../../harness/model/plan.ts';
import { lawBreaches } from './laws.ts';
import { existing, GATE } from './requests.ts';

const POOL = planTrial({
  ...GATE,
  asks: 10,
  owners: 3,
  nameAttacks: [],
  oddSources: [],
  repeatShare: 0,
  changedShare: 0,
});
const arbitrary = interleavedArbitrary(POOL);
const asksOf = ({ workload }: TrialPlan) => workload.batches.flat();

/** Fewer asks first, then the plainer order. */
function measure(plan: TrialPlan): number {
  const { interleaving = [] } = plan.workload;
  const choices = interleaving.reduce((total, choice) => total + choice, interleaving.length);
  return 10_000 * asksOf(plan).length + choices;
}

describe('an interleaved plan', () => {
  it.each([1, 2, 3])('keeps the laws of an arbitrary (seed %i)', (seed) => {
    expect(lawBreaches({ arbitrary, problems: planProblems, measure }, seed)).toEqual([]);
  });

  it('is of few asks in up to three batches, all of photos of the pool, which stay as they are', () => {
    const plans = fc.sample(arbitrary, { seed: 4, numRuns: 200 });
    const photos = new Set(POOL.photos);
    expect(plans.every((plan) => asksOf(plan).length <= 6 && plan.photos.every((photo) => photos.has(photo)))).toBe(
      true,
    );
    expect(new Set(plans.map(({ workload }) => workload.batches.length))).toEqual(new Set([1, 2, 3]));
  });

  it('shrinks to two asks in the plain order where two are needed', () => {
    const property = fc.property(arbitrary, (plan) => asksOf(plan).length < 2);
    const plan = existing(fc.check(property, { seed: 5 }).counterexample?.[0]);
    expect([asksOf(plan).length, plan.workload.interleaving]).toEqual([2, []]);
  });

  it('keeps the one choice that is needed, and only that', () => {
    const property = fc.property(arbitrary, ({ workload }) => (workload.interleaving?.[3] ?? 0) < 1);
    const plan = existing(fc.check(property, { seed: 6 }).counterexample?.[0]);
    expect(plan.workload.interleaving).toEqual([0, 0, 0, 1]);
  });

  it('stays interleaved, and valid, as plans of all kinds shrink', () => {
    const [plan] = fc.sample(arbitrary, { seed: 7, numRuns: 1 });
    const smaller = [...smallerPlans(existing(plan))];
    expect(smaller.flatMap(planProblems)).toEqual([]);
    expect(smaller.every(({ workload }) => workload.interleaving !== undefined)).toBe(true);
  });

  it('is told when it could not be what it says', () => {
    const [plan] = fc.sample(arbitrary, { seed: 8, numRuns: 1 });
    const { workload } = existing(plan);
    const told = (changes: Partial<TrialPlan['workload']>) =>
      planProblems({ ...existing(plan), workload: { ...workload, ...changes } }).join(' ');
    expect(told({})).toBe('');
    expect(told({ interleaving: [0.5] })).toContain(
      'Expected choices of an interleaving to be whole numbers, got [0.5].',
    );
    expect(told({ arrival: { kind: 'waves' } })).toContain('all batches of an interleaving in flight at once');
  });
});
