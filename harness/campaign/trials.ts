// Trials until the planned sample is verified, or until something ends them: a proven breach, the time, a thumbnailer
// that is gone, a person. The rules were fixed before the first thumbnail was asked for.

import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { carriedBy } from '../generate/carried.ts';
import { PLAIN_SHAPE } from '../generate/load-shape.ts';
import { sweepsOf, type Sweep } from '../generate/sweeps.ts';
import { planTrial, type TrialRequest } from '../generate/trial.ts';
import { planProblems } from '../generate/validity.ts';
import type { Incident } from '../model/adapter.ts';
import type { Interleavings } from '../model/interleaving.ts';
import type { TrialPlan } from '../model/plan.ts';
import type { SweepRecord } from '../model/load-outcome.ts';
import { runTrial, type TrialRecord } from '../pipeline.ts';
import { writePlan } from '../run/plan-file.ts';
import type { Bench } from './bench.ts';
import type { Calibrated } from './calibrate.ts';
import type { EvidenceRoom } from './evidence-room.ts';
import { tryInterleavings } from './interleaving-pool.ts';
import { loadProgress } from './load-progress.ts';
import { unlessPlanned } from './planned-refusals.ts';
import { createScore, type Score } from './score.ts';

/** Covered thumbnails of one trial: what a trial remembers is bounded by this. */
const TRIAL_ASKS_MAX = 6000;
/** Trials on top, for what was refused or unreadable. */
const TOP_UPS_MAX = 3;
/** A few thumbnails turn out to lie outside the covered strata, or are refused: asking for slightly more spares a top-up. */
const MARGIN_ASKS = 24;
const REPEAT_SHARE = 0.1;
/** Of the asks that repeat one for the same recipe: the other half says that repeats agree. */
const CHANGED_SHARE = 0.5;
/** Breaches that suffice for a diagnosis. */
const EXPLAINED_BREACHES = 24;

export type TrialsRequest = {
  readonly bench: Bench;
  readonly runFolder: string;
  readonly calibration: Calibrated;
  /** Covered thumbnails to verify. */
  readonly thumbnails: number;
  readonly power: number;
  readonly score: Score;
  readonly room: EvidenceRoom;
};

/** `stoppedBecause` is null when the plan was carried out, or a breach ended it. */
export type Trials = {
  readonly records: readonly TrialRecord[];
  readonly incidents: readonly BatchIncident[];
  readonly owners: number;
  readonly photos: number;
  readonly requested: number;
  readonly stoppedBecause: string | null;
  /** Other loads than that of the sample, as far as they came, and all that was seen under them. */
  readonly sweeps: readonly SweepRecord[];
  readonly beside: Score;
  readonly interleavings: Interleavings | null;
};

type BatchIncident = Incident & { readonly batch: number | null };

/** Where what comes of a load is entered. `isToBear`: it was asked to bear that load. */
type Books = { readonly score: Score; readonly incidents: BatchIncident[]; readonly isToBear: boolean };

export function noTrials(): Trials {
  return {
    records: [],
    incidents: [],
    owners: 0,
    photos: 0,
    requested: 0,
    stoppedBecause: null,
    sweeps: [],
    beside: createScore(),
    interleavings: null,
  };
}

export async function runTrials(request: TrialsRequest): Promise<Trials> {
  const { bench, runFolder, calibration, thumbnails, score, room } = request;
  const { options } = bench;
  const sample: Books = { score, incidents: [], isToBear: true };
  const besides: Books = { score: createScore(), incidents: [], isToBear: false };
  const records: TrialRecord[] = [];
  const seen = { owners: 0, photos: 0, requested: 0 };
  const isOutOfTime = () => options.maxTimeMs !== null && bench.now() > options.maxTimeMs;
  const mood = () => {
    if (bench.signal.aborted) return 'enough';
    if (room.isDecided())
      return room.sinceDecidedMs() > options.explainTimeMs || room.count() >= EXPLAINED_BREACHES ? 'enough' : 'again';
    return isOutOfTime() ? 'enough' : 'go-on';
  };
  const isHalted = () => room.isDecided() || isOutOfTime() || sample.incidents.length > 0 || bench.signal.aborted;

  /** Carries out a plan on a bench, `tell` being called after each answer. */
  const carryOut = async (plan: TrialPlan, trial: number, books: Books, on: Bench, tell: () => void) => {
    await writePlan(runFolder, plan, trial);
    seen.owners = Math.max(seen.owners, new Set(plan.photos.map((photo) => photo.owner)).size);
    seen.photos += plan.photos.length;
    seen.requested += plan.workload.batches.flat().length;
    bench.begin(plan, trial);
    const folder = `trial-${trial}`;
    const record = await runTrial({
      bench: on,
      plan,
      folder,
      calibration,
      mood,
      isToBear: books.isToBear,
      scorer: (book) => ({ ...unlessPlanned(plan, books.score.scorer(plan, book)), answered: tell }),
      onFinding: (finding, fileOf) => {
        bench.record({ kind: 'breach', atMs: bench.now(), id: finding.breach.id, key: finding.breach.key });
        room.add(finding, { fileOf, plan });
      },
      onIncident: (incident) => books.incidents.push(incident),
    });
    records.push(record);
    await room.written();
    if (!room.isDecided()) await rm(bench.photosFolder(folder), { recursive: true, force: true });
    return record;
  };

  const trialsPlanned = Math.ceil(thumbnails / TRIAL_ASKS_MAX);
  const trialsMax = trialsPlanned + TOP_UPS_MAX;
  const isVerified = () => score.totals().verified >= thumbnails;

  const sweeps: SweepRecord[] = [];
  const loads = options.phases.includes('stress') ? sweepsOf(options, availableParallelism(), thumbnails) : [];
  const judged = () => besides.score.totals().verified + besides.score.totals().repeats;
  // The steps of so small a trial are not worth telling.
  const silent = { ...bench, progress: () => {} };
  // Before the sample, for what another load brings out shows there the sooner. Numbers that no trial of the sample has,
  // however many it takes: a plan depends on its number.
  for (const [index, load] of loads.entries()) {
    if (isHalted()) break;
    const before = { judged: judged(), incidents: besides.incidents.length, breaches: room.count() };
    bench.progress({ phase: 'under other loads', done: index, of: loads.length, note: load.name });
    const plan = planSweep(request, trialsMax + index, load);
    const { doubts } = await carryOut(plan, trialsMax + index, besides, silent, () => {});
    sweeps.push({
      name: load.name,
      load: load.id,
      thumbnails: judged() - before.judged,
      incident: besides.incidents[before.incidents]?.detail ?? null,
      breaches: room.count() - before.breaches,
      doubts,
      inFlightMax: bench.inFlightMax(),
    });
  }

  for (let trial = 0; trial < trialsMax && !isVerified() && !isHalted(); trial++) {
    const tell = loadProgress(bench, score, request.power, thumbnails, room.isDecided);
    await carryOut(planNext(request, trial, trialsPlanned), trial, sample, bench, tell);
  }
  const inOrder = { ...request, score: besides.score };
  const interleavings = isHalted() ? null : await tryInterleavings(inOrder, trialsMax + loads.length);
  const ranOut = isOutOfTime() && !isVerified() && !room.isDecided();

  return {
    records,
    incidents: sample.incidents,
    ...seen,
    stoppedBecause: ranOut ? `--max-time ran out after ${Math.round(bench.now() / 1000)} s` : null,
    sweeps,
    beside: besides.score,
    interleavings,
  };
}

/** The next part of the sample, at the concurrency that was asked for. */
function planNext(request: TrialsRequest, trial: number, trialsPlanned: number): TrialPlan {
  const missing = request.thumbnails - request.score.totals().verified;
  const asks = Math.ceil(missing / Math.max(1, trialsPlanned - trial)) + MARGIN_ASKS;
  return planOf(request, { trial, asks, shape: PLAIN_SHAPE });
}

function planSweep(request: TrialsRequest, trial: number, { concurrency, batch, asks, shape }: Sweep): TrialPlan {
  return planOf(request, { trial, asks, shape, concurrency, batch });
}

function planOf(
  { bench, calibration }: TrialsRequest,
  load: Pick<TrialRequest, 'trial' | 'asks' | 'shape'> & Partial<Pick<TrialRequest, 'concurrency' | 'batch'>>,
): TrialPlan {
  const { recipes, sourceFormats, oddSources, nameAttacks, damage } = calibration;
  const planned = planTrial({
    ...bench.options,
    recipes,
    sourceFormats,
    oddSources,
    nameAttacks: bench.options.phases.includes('names') ? nameAttacks : [],
    repeatShare: REPEAT_SHARE,
    // Without a signature the versions of a photo would look alike.
    changedShare: bench.carriers.marked ? CHANGED_SHARE : 0,
    damages: damage.damages,
    ...load,
  });
  const plan = carriedBy(planned, bench.carriers);
  const [problem] = planProblems(plan);
  if (problem !== undefined)
    throw new Error(`Expected a valid plan of trial ${load.trial}, got one in which ${problem}`);
  return plan;
}
