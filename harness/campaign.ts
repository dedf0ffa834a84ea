// From what a person asks to a verdict: calibrate, plan the sample, run trials until it is verified, decide. One seed,
// one budget; the rules for stopping are fixed before the first thumbnail is asked for.

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandAdapter } from './adapters/command.ts';
import { moduleAdapter, sharpAdapter } from './adapters/module.ts';
import { createBench, type Bench } from './bench.ts';
import { calibrate, type Calibration } from './calibrate.ts';
import { dryRunLines } from './dry-run.ts';
import { createEvidenceRoom, type EvidenceRoom } from './evidence-room.ts';
import { boundOf } from './gate/bound.ts';
import { powerOf } from './gate/power.ts';
import { planSample, type SamplePlan } from './gate/sample-plan.ts';
import { planTrial } from './generate/trial.ts';
import { withWorkspace, type Workspace } from './materialise/workspace.ts';
import type { Adapter, Incident } from './model/adapter.ts';
import type { CheckHooks, CheckOptions, CheckOutcome } from './model/campaign.ts';
import type { HistoryEvent } from './model/history.ts';
import { runTrial, type TrialRecord } from './pipeline.ts';
import { assembleResult } from './result.ts';
import { withHistoryFile } from './run/history-file.ts';
import { writePlan } from './run/plan-file.ts';
import { createScore, type Score } from './score.ts';

/** Covered thumbnails of one trial: what a trial remembers is bounded by this. */
const TRIAL_ASKS_MAX = 6000;
/** Trials on top, for what was refused or unreadable. */
const TOP_UPS_MAX = 3;
const REPEAT_SHARE = 0.1;
/** Breaches that suffice for a diagnosis. */
const EXPLAINED_BREACHES = 24;

export async function runCheck(options: CheckOptions, hooks: CheckHooks): Promise<CheckOutcome> {
  const adapter = adapterOf(options);
  const inWorkspace = (record: (event: HistoryEvent) => void, runFolder: string | null) =>
    withWorkspace(options.workspaceParent, (workspace) => {
      const bench = createBench({ options, hooks, adapter, record, photosFolder: workspace.photosFolder, benchFolder: workspace.benchFolder });
      return campaign(bench, workspace, runFolder);
    });
  if (options.dryRun) return inWorkspace(() => {}, null);
  const runFolder = join(options.reportFolder, runName(options.seed));
  await mkdir(runFolder, { recursive: true });
  const outcome = await withHistoryFile(join(runFolder, 'history.ndjson'), ({ record }) => inWorkspace(record, runFolder));
  if (outcome.kind === 'misconfigured') await rm(runFolder, { recursive: true, force: true });
  return outcome;
}

/** All that a campaign gathers on its way to a result. */
export type Gathered = {
  readonly bench: Bench;
  readonly runFolder: string;
  readonly calibration: Calibration;
  readonly calibrateMs: number;
  readonly sample: SamplePlan | null;
  readonly power: number;
  readonly score: Score;
  readonly room: EvidenceRoom;
  readonly incidents: readonly (Incident & { readonly batch: number | null })[];
  readonly records: readonly TrialRecord[];
  readonly owners: number;
  readonly photos: number;
  readonly requested: number;
  readonly stoppedBecause: string | null;
  readonly fault: string | null;
  readonly workspaceKept: string | null;
};

async function campaign(bench: Bench, workspace: Workspace, runFolder: string | null): Promise<CheckOutcome> {
  const { options } = bench;
  const calibration = await calibrate(bench);
  const calibrateMs = bench.now();
  if (calibration.kind === 'misconfigured') return { kind: 'misconfigured', says: calibration.says };
  const power = calibration.kind === 'calibrated' ? powerOf(calibration.noticed, calibration.injected, options.confidence) : 0;
  const sample = calibration.kind === 'calibrated' ? planSample({ ...options, power }) : null;
  if (runFolder === null) return { kind: 'dry-run', lines: dryRunLines(options, calibration, sample, power) };

  const score = createScore();
  const incidents: (Incident & { readonly batch: number | null })[] = [];
  const records: TrialRecord[] = [];
  const room = createEvidenceRoom(runFolder, options.maxFailures);
  const seen = { owners: 0, photos: 0, requested: 0 };
  let stoppedBecause: string | null = null;
  let fault: string | null = null;

  if (calibration.kind === 'ended') for (const incident of calibration.incidents) incidents.push({ ...incident, batch: null });
  if (calibration.kind === 'ended') room.extras(options.seed, calibration.extra);
  if (calibration.kind === 'calibrated') for (const finding of calibration.findings) room.add(finding, null);

  const outOfTime = () => options.maxTimeMs !== null && bench.now() > options.maxTimeMs;
  const mood = () => {
    if (bench.signal.aborted) return 'enough';
    if (room.isDecided()) return room.sinceDecidedMs() > options.explainTimeMs || room.count() >= EXPLAINED_BREACHES ? 'enough' : 'again';
    if (!outOfTime()) return 'go-on';
    stoppedBecause = `--max-time ran out after ${Math.round(bench.now() / 1000)} s`;
    return 'enough';
  };

  try {
    if (calibration.kind === 'calibrated' && sample?.kind === 'planned' && !room.isDecided() && calibration.recipes.length > 0) {
      const trialsPlanned = Math.ceil(sample.thumbnails / TRIAL_ASKS_MAX);
      for (let trial = 0; trial < trialsPlanned + TOP_UPS_MAX; trial++) {
        const verified = score.totals().verified;
        if (verified >= sample.thumbnails || room.isDecided() || stoppedBecause !== null || incidents.length > 0 || bench.signal.aborted) break;
        const asks = Math.ceil((sample.thumbnails - verified) / Math.max(1, trialsPlanned - trial)) + MARGIN;
        const plan = planTrial({ ...options, recipes: calibration.recipes, sourceFormats: calibration.sourceFormats, nameAttacks: calibration.nameAttacks, trial, asks, repeatShare: REPEAT_SHARE });
        await writePlan(runFolder, plan, trial);
        seen.owners = Math.max(seen.owners, new Set(plan.photos.map((photo) => photo.owner)).size);
        seen.photos += plan.photos.length;
        seen.requested += plan.workload.batches.flat().length;
        const beganMs = bench.now();
        const before = score.totals().answered;
        bench.record({ kind: 'trial-started', atMs: bench.now(), trial, seed: options.seed });
        const folder = `trial-${trial}`;
        const record = await runTrial({
          bench,
          plan,
          folder,
          calibration,
          scorer: (book) => {
            const scorer = score.scorer(plan, book);
            const answered = () => {
              scorer.answered();
              progressOfLoad(bench, score, power, sample.thumbnails, before, beganMs, room.isDecided());
            };
            return { ...scorer, answered };
          },
          onFinding: (finding, pathOf) => {
            room.add(finding, { pathOf, plan, atMs: bench.now() });
            bench.record({ kind: 'breach', atMs: bench.now(), id: finding.breach.id, key: finding.breach.key });
          },
          mood,
          onIncident: (incident) => incidents.push(incident),
        });
        records.push(record);
        await room.written();
        if (!room.isDecided()) await rm(bench.photosFolder(folder), { recursive: true, force: true });
      }
    }
  } catch (error) {
    if (isOutside(error)) throw error;
    if (!bench.signal.aborted) fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  await room.written();
  const workspaceKept = room.count() > 0 ? workspace.path : null;
  if (workspaceKept !== null) workspace.keep();
  const result = assembleResult({ bench, runFolder, calibration, calibrateMs, sample, power, score, room, incidents, records, ...seen, stoppedBecause, fault, workspaceKept });
  bench.record({ kind: 'ended', atMs: bench.now(), why: result.why });
  return { kind: 'result', result };
}

/** A few thumbnails turn out to lie outside the covered strata, or are refused: asking for slightly more spares a top-up. */
const MARGIN = 24;

function progressOfLoad(bench: Bench, score: Score, power: number, planned: number, before: number, beganMs: number, decided: boolean): void {
  const { verified, answered, mixups } = score.totals();
  const seconds = Math.max(0.001, (bench.now() - beganMs) / 1000);
  const ratePerSecond = (answered - before) / seconds;
  const bound = mixups > 0 ? null : boundOf({ batches: [{ verified, mixups: 0, count: 1 }], confidence: bench.options.confidence, power, asked: bench.options.maxMixupRate });
  bench.progress({
    phase: decided ? 'gathering breaches to explain' : 'under load',
    done: verified,
    of: planned,
    ratePerSecond,
    boundSoFar: bound?.perThumbnail ?? null,
    secondsLeft: decided || verified === 0 ? null : ((planned - verified) * (bench.now() - beganMs)) / 1000 / verified,
  });
}

/** Trouble of the machine, such as a full disk: the command line knows how to say it. */
function isOutside(error: unknown): boolean {
  return error instanceof Error && (('code' in error && typeof error.code === 'string' && OUTSIDE_CODES.has(error.code)) || error.name === 'DiskTrouble');
}

const OUTSIDE_CODES = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM']);

function adapterOf(options: CheckOptions): Adapter {
  const { batchTimeoutMs, memoryLimitBytes, thumbnailer } = options;
  switch (thumbnailer.kind) {
    case 'built-in': return sharpAdapter({ batchTimeoutMs, memoryLimitBytes });
    case 'module': return moduleAdapter({ file: thumbnailer.file, batchTimeoutMs, memoryLimitBytes });
    case 'command': return commandAdapter({ template: thumbnailer.template, timeoutMs: batchTimeoutMs });
    default: return thumbnailer satisfies never;
  }
}

/** Sorts by time; colons are not for file names. */
function runName(seed: number): string {
  return `${new Date().toISOString().replace(/[:.]/g, '-').replace('Z', '')}-seed${seed}`;
}
