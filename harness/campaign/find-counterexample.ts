// A breach among five thousand thumbnails is proof; two photos of two owners are an explanation. Within its time this goes
// from the one to the other: those that attribution named first, then ever smaller plans, then how often the last one fails.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { experimentsOn } from '../explain/experiments.ts';
import { fisherLess } from '../gate/fisher.ts';
import { smallerPlans } from '../generate/smaller-plans.ts';
import { planProblems } from '../generate/validity.ts';
import type { Counterexample } from '../model/counterexample.ts';
import type { FailureLead } from '../model/failure.ts';
import { tallied, type Experimented, type Tally } from '../model/reproduction.ts';
import type { TrialPlan } from '../model/plan.ts';
import type { BreachKind } from '../model/verdict.ts';
import { guidedPlans } from '../shrink/guided-plans.ts';
import { asksOf, atLoad, seldomer } from '../shrink/rounds.ts';
import { shrinkPlan } from '../shrink/shrink-plan.ts';
import { trialsNeeded } from '../shrink/trials-needed.ts';
import { createAttempts, isAlike } from './attempts.ts';
import type { Bench } from './bench.ts';
import type { Calibrated } from './calibrate.ts';
import type { Failing } from './keep.ts';

/** `plan` is the one that something of this kind was found under; `lead`, where it is known, leads to whom it takes. */
type CounterexampleRequest = Pick<Failing, 'plan'> & {
  readonly kind: BreachKind;
  readonly lead: FailureLead | null;
  readonly bench: Bench;
  readonly calibration: Calibrated;
  readonly runFolder: string;
};

/** The smallest plan, and what is known of it. */
export type Found = {
  readonly plan: TrialPlan;
  readonly found: Counterexample;
  readonly experiments: readonly Experimented[];
};

const COUNTEREXAMPLE_FILE = 'counterexample.json';
/** So much is asked for at first, whatever the part of the plan: a rare race needs many chances. */
const LOAD_ASKS = 240;
const START_TRIES = 3;
/** Of the time that is left after shrinking, or kept for it, this much says how often the result fails. */
const CERTIFIED_SHARE = 0.5;
const CERTIFIED_TRIES = 50;
const CONTROL_TRIES_MAX = 300;
const CONTROL_ALPHA = 0.01;
const EXPERIMENT_ALPHA = 0.02;
const EXPERIMENT_TRIES_MIN = 4;
const EXPERIMENT_TRIES_MAX = 30;

/** Null where it did not fail again in the time that there was. Rejects as a trial does. */
export async function findCounterexample(request: CounterexampleRequest): Promise<Found | null> {
  const { bench, calibration, runFolder, kind, lead, plan } = request;
  const budgetMs = bench.options.explainTimeMs;
  const endsMs = bench.now() + budgetMs;
  const leftMs = (share = 0) => (bench.signal.aborted ? 0 : endsMs - share * budgetMs - bench.now());
  const attemptOf = createAttempts(bench, calibration, isAlike(kind));
  let attempts = 0;
  const attempt = async (tried: TrialPlan) => {
    attempts++;
    const { owners, photos } = tried;
    const note = `${photos.length} photos of ${owners.length} owners, asked ${asksOf(tried)} times`;
    bench.progress({ phase: 'shrinking', done: attempts, of: 0, note });
    return (await attemptOf(tried)).outcome;
  };
  const tally = async (tried: TrialPlan, tries: number, share = 0): Promise<Tally> => {
    const { failed, of } = await tallied(
      () => attempt(tried),
      (told) => told.of + told.voids < tries && leftMs(share) > 0,
    );
    return { failed, of };
  };

  const start = await firstThatFails();
  if (start === null) return null;
  const shrunk = await shrinkPlan(start, {
    attempt,
    candidates: smallerPlans,
    atLoad,
    seldomer,
    asksOf,
    leftMs: () => leftMs(CERTIFIED_SHARE),
  });
  const { plan: smallest } = shrunk;
  const certified = await tally(smallest, CERTIFIED_TRIES, 0.6 * CERTIFIED_SHARE);
  const reproduced = certified.failed > 0 ? certified : shrunk.rate;
  const control = await controlOf(smallest, reproduced);
  await writeFile(join(runFolder, COUNTEREXAMPLE_FILE), `${JSON.stringify(smallest, null, 1)}\n`);
  const found: Counterexample = {
    owners: smallest.owners.length,
    photos: smallest.photos.length,
    asks: asksOf(smallest),
    concurrency: smallest.workload.concurrency,
    reproduced,
    control,
    isMinimal: shrunk.isMinimal,
    attempts,
    file: COUNTEREXAMPLE_FILE,
  };
  return { plan: smallest, found, experiments: await experimented(smallest, reproduced) };

  /** The smallest part of the plan that fails again, asked as often as a rare race needs. */
  async function firstThatFails(): Promise<TrialPlan | null> {
    for (const part of lead === null ? [plan] : guidedPlans(plan, lead)) {
      for (const tried of [part, atLoad(part, LOAD_ASKS)]) {
        if (tried !== part && asksOf(tried) === asksOf(part)) continue;
        if (leftMs(CERTIFIED_SHARE) <= 0) return null;
        if ((await tally(tried, START_TRIES, CERTIFIED_SHARE)).failed > 0) return tried;
      }
    }
    return null;
  }

  /** As many tries of each as make a difference telling, as far as there is time. */
  async function experimented(on: TrialPlan, before: Tally): Promise<readonly Experimented[]> {
    const told: Experimented[] = [];
    if (before.failed === 0) return told;
    const tries = Math.min(EXPERIMENT_TRIES_MAX, trialsNeeded(before.failed / before.of, EXPERIMENT_ALPHA));
    for (const { kind: taken, changed, plan: changedPlan } of experimentsOn(on)) {
      // A change may leave what cannot be, such as a photo that is archived later and may not change any more.
      if (planProblems(changedPlan).length > 0) continue;
      const after = await tally(changedPlan, Math.max(EXPERIMENT_TRIES_MIN, tries));
      if (after.of > 0) told.push({ kind: taken, changed, ...after, p: fisherLess(before, after) });
    }
    return told;
  }

  /** One job at a time: as many tries as would show a fault that does not need a load. */
  async function controlOf(of: TrialPlan, { failed, of: tries }: Tally): Promise<Counterexample['control']> {
    if (of.workload.concurrency === 1 || failed === 0) return null;
    const alone: TrialPlan = { ...of, workload: { ...of.workload, concurrency: 1, batchesInFlight: 1 } };
    const needed = Math.min(CONTROL_TRIES_MAX, trialsNeeded(Math.min(1, failed / tries), CONTROL_ALPHA));
    const told = await tally(alone, needed, 0.4 * CERTIFIED_SHARE);
    return told.of === 0 ? null : { ...told, concurrency: 1 };
  }
}
