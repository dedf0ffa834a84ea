import { describe, expect, it } from 'vitest';
import { PLAIN_SHAPE } from '../../harness/generate/load-shape.ts';
import { randomFrom } from '../../harness/generate/random.ts';
import { smallerPlans } from '../../harness/generate/smaller-plans.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import type { TrialPlan } from '../../harness/model/plan.ts';
import type { Attempt } from '../../harness/model/reproduction.ts';
import { shrinkPlan, type Shrunk } from '../../harness/shrink/shrink-plan.ts';
import { asksOf, atLoad, seldomer } from '../../harness/shrink/rounds.ts';
import { GATE } from '../generate/requests.ts';

const planOf = (seed: number): TrialPlan =>
  planTrial({ ...GATE, seed, asks: 40, owners: 12, concurrency: 16, batch: 4, shape: PLAIN_SHAPE });

/** How likely one ask of a plan goes wrong. */
type Fault = (plan: TrialPlan) => number;

/** Bernoulli trials: some ask of the plan goes wrong, or none does. */
function attemptsAt(fault: Fault, seed: number): Attempt {
  const random = randomFrom(`attempts|${seed}`);
  return async (plan) => (random.fraction() < 1 - (1 - fault(plan)) ** asksOf(plan) ? 'failed' : 'clean');
}

async function shrunk(fault: Fault, seed: number, attemptsMax = 4000): Promise<Shrunk> {
  let attempts = 0;
  const attempt = attemptsAt(fault, seed);
  return shrinkPlan(planOf(seed), {
    attempt: async (plan) => {
      attempts++;
      return attempt(plan);
    },
    candidates: smallerPlans,
    atLoad,
    seldomer,
    asksOf,
    leftMs: () => attemptsMax - attempts,
  });
}

const isRace = ({ owners, workload }: TrialPlan) => owners.length >= 2 && workload.concurrency >= 2;
const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe('shrinking', () => {
  it('takes a fault that always shows to the very smallest plan that shows it', async () => {
    const isWrong = ({ photos, workload }: TrialPlan) =>
      photos.some(({ archived }) => archived) && photos.length >= 2 && workload.concurrency >= 2;
    for (const seed of seeds) {
      const { plan, rate, isMinimal } = await shrunk((candidate) => (isWrong(candidate) ? 1 : 0), seed);
      expect(isMinimal).toBe(true);
      expect(rate.failed).toBe(rate.of);
      expect(plan.photos).toHaveLength(2);
      expect(plan.workload.batches.flat()).toHaveLength(2);
      expect(plan.workload).toMatchObject({ rounds: 1, happenings: [] });
      expect([...smallerPlans(plan)].some(isWrong)).toBe(false);
    }
  });

  it.each([0.5, 0.05, 0.01])(
    'takes a race that hits %d of the batches to two owners with a photo each',
    async (perBatch) => {
      const perAsk = 1 - (1 - perBatch) ** (1 / 4);
      const results = await Promise.all(seeds.map((seed) => shrunk((plan) => (isRace(plan) ? perAsk : 0), seed)));
      const reached = results.filter(
        ({ plan, reproduced }) => reproduced && plan.owners.length === 2 && plan.photos.length === 2,
      );
      expect(reached.length).toBeGreaterThanOrEqual(19);
      for (const { plan, rate } of reached) {
        expect(isRace(plan)).toBe(true);
        expect(rate.failed / rate.of).toBeGreaterThan(0.15);
      }
    },
  );

  it('never takes a plan that cannot fail, however often it tries', async () => {
    for (const seed of seeds) {
      const { plan } = await shrunk((candidate) => (isRace(candidate) ? 0.02 : 0), seed);
      expect(isRace(plan)).toBe(true);
    }
  });

  it('takes no step that loses the rate, though it failed once by luck', async () => {
    const fault: Fault = ({ owners }) => (owners.length >= 3 ? 0.05 : owners.length === 2 ? 0.0005 : 0);
    const results = await Promise.all(seeds.map((seed) => shrunk(fault, seed)));
    const lost = results.filter(({ plan }) => plan.owners.length < 3);
    expect(lost.length).toBeLessThanOrEqual(1);
  });

  it('gives back the plan as it was when it never fails again', async () => {
    const result = await shrunk(() => 0, 1);
    expect(result).toMatchObject({ reproduced: false, isMinimal: false, rate: { failed: 0 } });
    expect(result.plan).toEqual(planOf(1));
  });

  it('keeps the best so far when its time is up, and says that it is not the smallest', async () => {
    const { plan, isMinimal, attempts, reproduced } = await shrunk((candidate) => (isRace(candidate) ? 1 : 0), 3, 24);
    expect({ isMinimal, reproduced }).toEqual({ isMinimal: false, reproduced: true });
    expect(attempts).toBeLessThanOrEqual(24);
    expect(plan.photos.length).toBeLessThan(planOf(3).photos.length);
    expect(isRace(plan)).toBe(true);
  });

  it('learns nothing from an attempt that says nothing', async () => {
    const result = await shrinkPlan(planOf(1), {
      attempt: async () => 'void',
      candidates: smallerPlans,
      atLoad,
      seldomer,
      asksOf,
      leftMs: () => 1000,
    });
    expect(result).toMatchObject({ reproduced: false, rate: { failed: 0, of: 0 } });
  });
});
