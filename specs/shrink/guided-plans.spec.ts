import { describe, expect, it } from 'vitest';
import { planProblems } from '../../harness/generate/validity.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import type { TrialPlan } from '../../harness/model/plan.ts';
import { asksOf, atLoad, seldomer } from '../../harness/shrink/rounds.ts';
import { guidedPlans } from '../../harness/shrink/guided-plans.ts';
import { trialsNeeded } from '../../harness/shrink/trials-needed.ts';
import { GATE } from '../generate/requests.ts';

const PLAN = planTrial({ ...GATE, asks: 200, batch: 8, concurrency: 32 });
const [victim] = PLAN.workload.batches[5] ?? [];
const [donor] = PLAN.workload.batches[6] ?? [];
const lead = { key: victim?.key ?? '', donors: [donor?.photo ?? ''] };
const photosOf = ({ photos }: TrialPlan) => photos.map(({ id }) => id).toSorted();

describe('plans that attribution leads to', () => {
  it('are the two photos that met first, in the batches that they were asked in', () => {
    const [first] = guidedPlans(PLAN, lead);
    expect(first === undefined ? [] : photosOf(first)).toEqual([victim?.photo, donor?.photo].toSorted());
    expect(first?.workload.batches.flat().map(({ key }) => key)).toEqual(
      expect.arrayContaining([victim?.key, donor?.key]),
    );
  });

  it('grow from there to the plan itself, valid ones that all hold the victim', () => {
    const plans = [...guidedPlans(PLAN, lead)];
    const sizes = plans.map(asksOf);
    expect(plans.flatMap(planProblems)).toEqual([]);
    expect(plans.at(-1)).toEqual(PLAN);
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes[0]).toBeLessThan(20);
    expect(plans.every(({ workload }) => workload.batches.flat().some(({ key }) => key === victim?.key))).toBe(true);
  });

  it('try the first donor before all of several, and begin with the batch where nobody is named', () => {
    const others = [...lead.donors, PLAN.workload.batches[9]?.[0]?.photo ?? ''];
    const [pair, all] = guidedPlans(PLAN, { ...lead, donors: others });
    expect(pair?.photos).toHaveLength(2);
    expect(all?.photos).toHaveLength(3);
    const [batch] = guidedPlans(PLAN, { ...lead, donors: [] });
    expect(batch?.workload.batches).toHaveLength(1);
  });

  it('are the plan alone where the victim is none of it', () => {
    expect([...guidedPlans(PLAN, { key: 'nobody', donors: [] })]).toEqual([PLAN]);
  });
});

describe('a plan asked in rounds', () => {
  it('asks for as much as it is brought to, in whole rounds, and no more than an attempt can bear', () => {
    const once = asksOf(PLAN);
    expect(asksOf(atLoad(PLAN, 3 * once))).toBe(3 * once);
    expect(atLoad(PLAN, 1).workload.rounds).toBe(1);
    expect(asksOf(atLoad(PLAN, 1e9))).toBeLessThan(20_000 + once);
    expect(planProblems(atLoad(PLAN, 1000))).toEqual([]);
  });

  it('is asked half as often until it is asked once', () => {
    const often = atLoad(PLAN, 8 * asksOf(PLAN));
    expect(seldomer(often)?.workload.rounds).toBe(4);
    expect(seldomer(PLAN)).toBeNull();
  });
});

describe('the clean tries that reject a rate', () => {
  it.each([
    [1, 0.02, 1],
    [0.5, 0.02, 6],
    [0.01, 0.01, 459],
    [0.999999, 0.5, 1],
  ])('of %d at level %d are %i', (rate, alpha, tries) => {
    expect(trialsNeeded(rate, alpha)).toBe(tries);
    expect((1 - rate) ** tries).toBeLessThanOrEqual(alpha);
  });

  it('are none for a rate or a level that cannot be', () => {
    for (const [rate, alpha] of [
      [0, 0.1],
      [1.1, 0.1],
      [0.5, 0],
      [0.5, 1],
      [Number.NaN, 0.1],
    ] as const)
      expect(() => trialsNeeded(rate, alpha)).toThrow(RangeError);
  });
});
