// A race that fails once in a hundred tries cannot be shrunk by trying each smaller plan once: most would pass by luck, and
// the first one to fail by luck would be the last to fail at all. So the rate is measured first and raised by asking more
// often, a smaller plan is rejected only after as many clean tries as that rate makes telling, and a step that loses the
// rate is not taken.

import { tallied, type Attempt, type AttemptOutcome, type Tally } from '../model/reproduction.ts';
import type { TrialPlan } from '../model/plan.ts';
import { trialsNeeded } from './trials-needed.ts';

export type ShrinkOptions = {
  readonly attempt: Attempt;
  /** Smaller plans, the boldest first; none of them larger in any respect. */
  readonly candidates: (plan: TrialPlan) => Iterable<TrialPlan>;
  /** The plan asked so often that it asks for that much, or as much as an attempt can. */
  readonly atLoad: (plan: TrialPlan, asks: number) => TrialPlan;
  /** Asked half as often; null where it is asked once. */
  readonly seldomer: (plan: TrialPlan) => TrialPlan | null;
  /** How much is asked for, by which a smaller plan is brought back to the load of the first one. */
  readonly asksOf: (plan: TrialPlan) => number;
  /** Milliseconds that are left. */
  readonly leftMs: () => number;
  /** Called with every plan that is taken. */
  readonly onSmaller?: (plan: TrialPlan, tally: Tally) => void;
};

/**
 * `plan` is the best so far, `rate` what was counted on it. `isMinimal`: nothing smaller failed in as many tries as would
 * have shown it; false when the time ran out first. `reproduced` is false when the plan as given never failed again.
 */
export type Shrunk = {
  readonly plan: TrialPlan;
  readonly rate: Tally;
  readonly attempts: number;
  readonly isMinimal: boolean;
  readonly reproduced: boolean;
};

/** A smaller plan is rejected wrongly at most this often, if it fails as often as the one before. */
const ALPHA = 0.02;
/** The rate may fall to this part of itself in one step; below it the step is not taken. */
const KEPT = 0.4;
/** Tries that measure the rate of a plan that is taken. */
const MEASURED = 6;
/** A plan that fails this often is amplified no further. */
const OFTEN = 0.6;
const AMPLIFIED_MAX = 256;
/** Tries that reject a candidate of a plan that has failed every time. */
const SURE_TRIES = 2;
/** After a first failure, failures in a row that show that a smaller plan always fails too. */
const SURE_AGAIN = 2;
/** Tries before a plan is given up as not reproducible. */
const FIRST_TRIES = 10;

export async function shrinkPlan(given: TrialPlan, options: ShrinkOptions): Promise<Shrunk> {
  const { candidates, atLoad, seldomer, asksOf, leftMs, onSmaller } = options;
  let attempts = 0;
  const attempt = async (plan: TrialPlan): Promise<AttemptOutcome> => {
    attempts++;
    return options.attempt(plan);
  };
  const isOutOfTime = () => leftMs() <= 0;

  /** Tries until `failures` of them have failed, or `tries` are used up, or the time is. */
  const tally = async (plan: TrialPlan, tries: number, failures: number): Promise<Tally> => {
    const { failed, of } = await tallied(
      () => attempt(plan),
      (told) => told.of < tries && told.failed < failures && told.voids < tries && !isOutOfTime(),
    );
    return { failed, of };
  };

  let [plan, rate] = await amplified(given);
  if (rate.failed === 0) return { plan: given, rate, attempts, isMinimal: false, reproduced: false };

  /** The tally of a candidate that keeps enough of the rate; null where it does not. */
  const worth = async (candidate: TrialPlan, rateMin: number): Promise<Tally | null> => {
    const isSure = isCertain(rate);
    const first = await tally(candidate, isSure ? SURE_TRIES : trialsNeeded(rateMin, ALPHA), 1);
    if (first.failed === 0) return null;
    if (isSure && first.of === 1) {
      const again = await tally(candidate, SURE_AGAIN, SURE_AGAIN);
      if (again.failed === SURE_AGAIN) return { failed: 1 + SURE_AGAIN, of: 1 + SURE_AGAIN };
    }
    // Of many candidates one fails by luck: a step is only taken to where it fails again and again.
    const more = await tally(candidate, Math.ceil(MEASURED / rateOf(rate)) - 1, MEASURED - 1);
    const both = { failed: first.failed + more.failed, of: first.of + more.of };
    return rateOf(both) >= rateMin ? both : null;
  };
  const take = (smaller: TrialPlan, told: Tally) => {
    plan = smaller;
    // What always failed, and still does, need not be measured anew at every step.
    rate =
      isCertain(rate) && told.failed === told.of ? { failed: rate.failed + told.failed, of: rate.of + told.of } : told;
    onSmaller?.(plan, rate);
  };

  let isMinimal = false;
  const load = asksOf(plan);
  const rejected = new Set<string>();
  while (!isMinimal && !isOutOfTime()) {
    let isTaken = false;
    for (const candidate of candidates(plan)) {
      if (isOutOfTime()) break;
      // As much is asked for as at first, or a smaller plan would fail less only because it asks less.
      const smaller = isCertain(rate) ? candidate : atLoad(candidate, load);
      const text = JSON.stringify(smaller);
      if (rejected.has(text)) continue;
      const told = await worth(smaller, KEPT * rateOf(rate));
      if (told === null) {
        rejected.add(text);
        continue;
      }
      take(smaller, told);
      isTaken = true;
      break;
    }
    isMinimal = !isTaken && !isOutOfTime();
  }
  for (let fewer = seldomer(plan); fewer !== null && !isOutOfTime(); fewer = seldomer(plan)) {
    const told = await worth(fewer, Math.min(OFTEN / 2, rateOf(rate)));
    if (told === null) break;
    take(fewer, told);
  }
  return { plan, rate, attempts, isMinimal, reproduced: true };

  /** The plan, asked so often that it fails in most tries, or as often as is reasonable. */
  async function amplified(from: TrialPlan): Promise<readonly [TrialPlan, Tally]> {
    let best = from;
    let told = await tally(best, FIRST_TRIES, MEASURED);
    for (let times = 2; times <= AMPLIFIED_MAX && rateOf(told) < OFTEN && !isOutOfTime(); times *= 2) {
      const more = atLoad(from, times * asksOf(from));
      if (asksOf(more) === asksOf(best)) break;
      const next = await tally(more, FIRST_TRIES, MEASURED);
      if (next.failed > 0 && rateOf(next) >= rateOf(told)) [best, told] = [more, next];
    }
    return [best, told];
  }
}

/** It failed every time, and that often. */
function isCertain({ failed, of }: Tally): boolean {
  return failed === of && of >= MEASURED;
}

function rateOf({ failed, of }: Tally): number {
  return of === 0 ? 0 : failed / of;
}
