// What is asked for in every order: a few plain photos, which lie in their places before the first of hundreds of trials.

import { carriedBy } from '../generate/carried.ts';
import { PLAIN_TRIAL } from '../generate/plain-trial.ts';
import { planTrial } from '../generate/trial.ts';
import type { Interleavings } from '../model/interleaving.ts';
import type { TrialPlan } from '../model/plan.ts';
import type { Bench } from './bench.ts';
import type { Calibrated } from './calibrate.ts';
import type { EvidenceRoom } from './evidence-room.ts';
import { type InterleavingLimits, searchInterleavings } from './interleavings.ts';
import type { Score } from './score.ts';

export type InterleavingRequest = {
  readonly bench: Bench;
  readonly runFolder: string;
  readonly calibration: Calibrated;
  /** Size of the sample: a small gate is not to wait for orders longer than for all else. */
  readonly thumbnails: number;
  readonly score: Score;
  readonly room: EvidenceRoom;
  /** Where they are to be others than the usual ones. */
  readonly limits?: Partial<InterleavingLimits>;
};

const POOL_ASKS = 10;
const POOL_OWNERS = 3;
const ORDERS_MIN = 24;
const ORDERS_MAX = 240;
/** An order for so many thumbnails of the sample. */
const THUMBNAILS_PER_ORDER = 20;
const LIMITS = { ordersMin: ORDERS_MIN, searchMs: 4_000, shrinkMs: 15_000, certifyTimes: 10 };

/** As many orders as the sample is worth, under a trial's number of their own; null without `stress`, and for what is no module. */
export async function tryInterleavings(request: InterleavingRequest, trial: number): Promise<Interleavings | null> {
  const { bench, calibration, thumbnails } = request;
  if (!bench.options.phases.includes('stress')) return null;
  const module = bench.adapter.interleaved?.();
  if (module === undefined) return null;
  const pool = poolOf(bench, calibration, trial);
  if (pool.photos.length < 2) return null;
  const ordersMax = Math.max(ORDERS_MIN, Math.min(ORDERS_MAX, Math.round(thumbnails / THUMBNAILS_PER_ORDER)));
  return searchInterleavings({ ...request, module, pool, trial, limits: { ...LIMITS, ordersMax, ...request.limits } });
}

/** Neither names that collide nor odd sources: the order alone is in question. */
function poolOf(bench: Bench, { recipes, sourceFormats }: Calibrated, trial: number): TrialPlan {
  const planned = planTrial({
    ...bench.options,
    ...PLAIN_TRIAL,
    trial,
    recipes,
    sourceFormats,
    asks: POOL_ASKS,
    owners: POOL_OWNERS,
  });
  return carriedBy(planned, bench.carriers);
}
