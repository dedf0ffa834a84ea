// An asynchronous race in one process needs no crowd, only the right order of a few steps. Many orders of few asks are
// tried; the first that shows a breach is saved as it is, shrunk to the smallest that does, and tried again.

import fc from 'fast-check';
import { INTERLEAVED_ASKS_MAX, interleavedArbitrary } from '../generate/interleavings.ts';
import { layPhotos } from '../pipeline.ts';
import type { VersionedPhotos } from '../materialise/versions.ts';
import type { InterleavedModule } from '../model/adapter.ts';
import type { Interleavings, SmallestInterleaving } from '../model/interleaving.ts';
import type { TrialPlan } from '../model/plan.ts';
import { pseudoRandomWords } from '../model/prf.ts';
import { writePlan } from '../run/plan-file.ts';
import type { Bench } from './bench.ts';
import type { Calibrated } from './calibrate.ts';
import type { EvidenceRoom } from './evidence-room.ts';
import { type InterleavedOutcome, runInterleaved } from './interleaved-trial.ts';
import { createScore, type Score } from './score.ts';

export type InterleavingSearch = {
  readonly bench: Bench;
  readonly module: InterleavedModule;
  readonly calibration: Calibrated;
  readonly room: EvidenceRoom;
  readonly score: Score;
  readonly runFolder: string;
  /** A plan of a few plain photos, and its number. */
  readonly pool: TrialPlan;
  readonly trial: number;
  readonly limits: InterleavingLimits;
};

/**
 * At least and at most so many orders are tried; between the two, as long as `searchMs` lasts. Shrinking one, and then trying
 * it again, `certifyTimes` times in processes of their own, lasts at most `shrinkMs` each.
 */
export type InterleavingLimits = {
  readonly ordersMin: number;
  readonly ordersMax: number;
  readonly searchMs: number;
  readonly shrinkMs: number;
  readonly certifyTimes: number;
};

/** A machine that is this many times too slow for the least is not waited for. */
const TOO_SLOW = 4;
/** So many orders are tried twice, to say whether the same order comes out the same. */
const TWICE = 3;
/** An order that ends in a crash or a hang costs a start; more of them than this, and it is no use. */
const INCIDENTS_MAX = 2;

/** Null when its photos could not be laid. */
export async function searchInterleavings(search: InterleavingSearch): Promise<Interleavings | null> {
  const { bench, module, pool, trial } = search;
  const opened = await bench.open();
  if (opened.kind !== 'opened') return null;
  const folder = `trial-${trial}`;
  const laid = await layPhotos({ bench, plan: pool, folder, calibration: search.calibration }, opened);
  await opened.instance.close();
  try {
    return await searchAmong(search, laid);
  } finally {
    await module.end();
  }
}

async function searchAmong(search: InterleavingSearch, laid: VersionedPhotos): Promise<Interleavings> {
  const { bench, module, calibration, room, pool, limits, trial } = search;
  const desk = { bench, module, calibration, laid, trial };
  const again = { same: 0, of: 0 };
  let orders = 0;
  let incidents = 0;
  let incident: string | null = null;
  let failing: InterleavedOutcome | null = null;
  const searchedFromMs = bench.now();
  let foundAtMs = 0;
  const isOverdue = () => {
    if (failing !== null) return bench.now() > foundAtMs + limits.shrinkMs;
    const patience = orders < limits.ordersMin ? TOO_SLOW : 1;
    return bench.now() > searchedFromMs + patience * limits.searchMs;
  };
  const isOver = () => isOverdue() || bench.signal.aborted || incidents >= INCIDENTS_MAX;

  const tried = async (plan: TrialPlan, score: Score): Promise<InterleavedOutcome> => {
    const outcome = await runInterleaved({ ...desk, score }, plan, 'any');
    if (outcome.findings.length === 0) return outcome;
    for (const finding of outcome.findings) {
      bench.record({ kind: 'breach', atMs: bench.now(), id: finding.breach.id, key: finding.breach.key });
      room.add(finding, { fileOf: laid.fileOf, plan });
    }
    // What was seen is on disk before anything is tried again.
    await room.written();
    foundAtMs = bench.now();
    return outcome;
  };
  const searched = async (plan: TrialPlan): Promise<InterleavedOutcome> => {
    const outcome = await tried(plan, search.score);
    orders += 1;
    bench.progress({ phase: 'in other orders', done: orders, of: limits.ordersMax });
    const lost = outcome.incident?.detail ?? outcome.lostBecause;
    if (lost !== null) incidents += 1;
    incident ??= lost;
    if (again.of >= TWICE || lost !== null || outcome.findings.length > 0) return outcome;
    again.of += 1;
    const second = await tried(plan, createScore());
    if (isSame(outcome, second)) again.same += 1;
    return second;
  };
  /** What comes out the same on one that was asked before needs no new one, which may cost a start. */
  const isSteady = () => again.of > 0 && again.same === again.of;
  const shrunk = async (plan: TrialPlan): Promise<InterleavedOutcome> =>
    runInterleaved({ ...desk, score: createScore() }, plan, isSteady() ? 'any' : 'new');

  const property = fc.asyncProperty(interleavedArbitrary(pool), async (plan) => {
    if (isOver()) return true;
    const outcome = await (failing === null ? searched(plan) : shrunk(plan));
    const isFailing = outcome.findings.some(({ breach }) => failing === null || kindsOf(failing).has(breach.kind));
    if (isFailing) failing = outcome;
    return !isFailing;
  });
  const seed = pseudoRandomWords(`interleavings|${bench.options.seed}`)() | 0;
  await fc.check(property, { seed, numRuns: limits.ordersMax });
  const smallest = failing === null ? null : await certified(search, laid, failing);
  return { orders, asksMax: INTERLEAVED_ASKS_MAX, again, incident, smallest };
}

/** Tried again on fresh instances, its plan and its breach kept. */
async function certified(
  { bench, module, calibration, room, runFolder, trial, limits }: InterleavingSearch,
  laid: VersionedPhotos,
  failing: InterleavedOutcome,
): Promise<SmallestInterleaving> {
  const { plan, findings, steps } = failing;
  const again = { same: 0, of: 0 };
  const untilMs = bench.now() + limits.shrinkMs;
  while (again.of < limits.certifyTimes && bench.now() < untilMs && !bench.signal.aborted) {
    const desk = { bench, module, calibration, laid, trial, score: createScore() };
    const outcome = await runInterleaved(desk, plan, 'new-process');
    again.of += 1;
    if (isSame(failing, outcome)) again.same += 1;
  }
  const known = new Set(room.breaches().map(({ id }) => id));
  for (const finding of findings) if (!known.has(finding.breach.id)) room.add(finding, { fileOf: laid.fileOf, plan });
  await room.written();
  return {
    breach: findings[0]?.breach.id ?? '',
    plan: await writePlan(runFolder, plan, trial),
    asks: plan.workload.batches.flat().length,
    batches: plan.workload.batches.length,
    steps,
    again,
  };
}

function kindsOf({ findings }: InterleavedOutcome): ReadonlySet<string> {
  return new Set(findings.map(({ breach }) => breach.kind));
}

function isSame(one: InterleavedOutcome, other: InterleavedOutcome): boolean {
  const told = ({ steps, answers, findings }: InterleavedOutcome) =>
    JSON.stringify([steps, answers, findings.map(({ breach }) => breach.id).toSorted()]);
  return told(one) === told(other);
}
