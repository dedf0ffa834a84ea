// From what a person asks to a verdict: calibrate, plan the sample, run trials until it is verified, decide. One seed,
// one budget; whatever happens on the way, what was judged so far becomes a valid result.

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { adapterOf } from './campaign/adapter-of.ts';
import { createBench, type Bench } from './campaign/bench.ts';
import { asksAround, companiesOf } from './campaign/companies.ts';
import { findCounterexample } from './campaign/find-counterexample.ts';
import { keep, leadIn, leadOf } from './campaign/keep.ts';
import { retryKnown } from './campaign/known-failures.ts';
import { calibrate, type Calibrated, type Calibration } from './campaign/calibrate.ts';
import { readCarriers } from './campaign/carriers.ts';
import { dryRunLines } from './campaign/dry-run.ts';
import { createEvidenceRoom } from './campaign/evidence-room.ts';
import { isOrdered, orderedCounterexample } from './campaign/ordered-counterexample.ts';
import { assembleResult } from './campaign/result.ts';
import { createScore } from './campaign/score.ts';
import { noTrials, runTrials, type Trials } from './campaign/trials.ts';
import { powerOf } from './gate/power.ts';
import { planSample, type SamplePlan } from './gate/sample-plan.ts';
import { withWorkspace, type Workspace } from './materialise/workspace.ts';
import type { CheckHooks, CheckOptions, CheckOutcome } from './model/campaign.ts';
import type { KnownFailure } from './model/failure.ts';
import type { HistoryEvent } from './model/history.ts';
import { withHistoryFile } from './run/history-file.ts';

export { runDoctor } from './campaign/doctor.ts';

/** Examines a thumbnailer under load. Rejects only for trouble of the machine, such as a full disk. */
export async function runCheck(options: CheckOptions, hooks: CheckHooks): Promise<CheckOutcome> {
  const adapter = adapterOf(options);
  const inWorkspace = (record: (event: HistoryEvent) => void, runFolder: string | null) =>
    withWorkspace(options.workspaceParent, async (workspace) => {
      const { photosFolder, benchFolder } = workspace;
      const carriers = await readCarriers(options, hooks);
      if (carriers.kind === 'misconfigured') return carriers;
      const benchIn = (folder: string, recording: typeof record) =>
        createBench({
          options,
          hooks,
          adapter,
          carriers,
          record: recording,
          photosFolder: join(photosFolder, folder),
          benchFolder: join(benchFolder, folder),
        });
      // What is tried again afterwards is no part of the history.
      return campaign(benchIn('', record), () => benchIn('again', () => {}), workspace, runFolder);
    });
  if (options.dryRun) return inWorkspace(() => {}, null);
  const runFolder = join(options.reportFolder, runName(options.seed));
  await mkdir(runFolder, { recursive: true });
  const outcome = await withHistoryFile(join(runFolder, 'history.ndjson'), ({ record }) =>
    inWorkspace(record, runFolder),
  );
  if (outcome.kind === 'misconfigured') await rm(runFolder, { recursive: true, force: true });
  return outcome;
}

/** `runFolder` is null for a dry run, which ends before the load. */
async function campaign(
  bench: Bench,
  benchToExplain: () => Bench,
  workspace: Workspace,
  runFolder: string | null,
): Promise<CheckOutcome> {
  const { options } = bench;
  const calibration = await calibrate(bench);
  const calibrateMs = bench.now();
  if (calibration.kind === 'misconfigured') return calibration;
  const { power, sample } = planned(options, calibration);
  if (runFolder === null) return { kind: 'dry-run', lines: dryRunLines(options, calibration, sample, power) };

  const score = createScore();
  const room = createEvidenceRoom(runFolder, options.maxFailures, bench.now);
  if (calibration.kind === 'ended') room.extras(options.seed, calibration.extra);
  if (calibration.kind === 'calibrated') for (const finding of calibration.findings) room.add(finding, null);
  let trials: Trials = noTrials();
  let known: readonly KnownFailure[] = [];
  let fault: string | null = null;
  try {
    if (calibration.kind === 'calibrated' && sample?.kind === 'planned' && isAskable(calibration)) {
      known = await retryKnown(bench, calibration, room);
      trials = await runTrials({ bench, runFolder, calibration, thumbnails: sample.thumbnails, power, score, room });
    }
  } catch (error) {
    if (isTroubleOfTheMachine(error)) throw error;
    if (!bench.signal.aborted) fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  await room.written();
  if (room.count() > 0) workspace.keep();
  const sought =
    calibration.kind === 'calibrated' && room.isDecided() && !known.some(({ state }) => state === 'fails')
      ? leadOf(room)
      : null;
  if (sought !== null) keep(bench, sought, null);
  const counterexample =
    calibration.kind === 'calibrated' && options.shrinks && sought !== null
      ? isOrdered(sought.plan)
        ? await orderedCounterexample(runFolder, trials.interleavings)
        : await findCounterexample({
            plan: sought.plan,
            kind: sought.breach.kind,
            lead: leadIn(sought.breach),
            bench: benchToExplain(),
            calibration,
            runFolder,
          })
      : null;
  if (sought !== null && counterexample !== null)
    keep(bench, { ...sought, plan: counterexample.plan }, counterexample.found.reproduced);
  const failing = new Set(room.plans().values());
  const workspaceKept = room.count() > 0 ? workspace.path : null;
  const result = assembleResult({
    bench,
    runFolder,
    calibration,
    calibrateMs,
    sample,
    power,
    score,
    room,
    trials,
    fault,
    timelines: await companiesOf(runFolder, room.breaches(), failing),
    asks: await asksAround(runFolder, failing),
    counterexample: counterexample?.found ?? null,
    experiments: counterexample?.experiments ?? [],
    known,
    workspaceKept,
  });
  bench.record({ kind: 'ended', atMs: bench.now(), why: result.why });
  return { kind: 'result', result };
}

/** The sample, fixed before the load from what was asked and how well leaks are seen. */
function planned(
  options: CheckOptions,
  calibration: Calibration,
): { readonly power: number; readonly sample: SamplePlan | null } {
  if (calibration.kind !== 'calibrated') return { power: 0, sample: null };
  const power = powerOf(calibration.noticed, calibration.injected, options.confidence);
  return { power, sample: planSample({ ...options, power }) };
}

/** What refuses every recipe, or every format of photos, alone is asked for nothing. */
function isAskable({ recipes, sourceFormats }: Calibrated): boolean {
  return recipes.length > 0 && sourceFormats.length > 0;
}

const MACHINE_CODES = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM']);

/** A full or unwritable disk is no fault of ours: the command line knows how to say it. */
function isTroubleOfTheMachine(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'DiskTrouble' || ('code' in error && typeof error.code === 'string' && MACHINE_CODES.has(error.code))
  );
}

/** Sorts by time; colons are not for file names. */
function runName(seed: number): string {
  return `${new Date().toISOString().replace(/[:.]/g, '-').replace('Z', '')}-seed${seed}`;
}
