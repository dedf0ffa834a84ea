// How many thumbnails it takes to find a fault that shows only in a window: under the gate's own loads, and under a naive
// loop, which asks the same thumbnailer for other photos, each once, at one pace, all of them sound, none of them changing.
// Both are judged by the same judge.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { WindowCanary } from '../../fixtures/windows/registry.ts';
import type { Bench } from '../../harness/campaign/bench.ts';
import { calibrate, type Calibrated } from '../../harness/campaign/calibrate.ts';
import { createEvidenceRoom } from '../../harness/campaign/evidence-room.ts';
import { createScore } from '../../harness/campaign/score.ts';
import { runTrials } from '../../harness/campaign/trials.ts';
import { PLAIN_TRIAL } from '../../harness/generate/plain-trial.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { runTrial } from '../../harness/pipeline.ts';
import { benchInThisProcess, checkOptions } from './bench-in-this-process.ts';

const FLAGS = ['--sizes', '64x64', '--formats', 'jpeg', '--explain-time', '0s'];
const NAIVE_TRIAL_ASKS = 2000;

/** Answers until the first breach; null when there was none. */
export type Detection = number | null;

export type WindowBench = {
  /** The gate, with a sample of so many thumbnails and its other loads. */
  readonly gate: (seed: number, thumbnails: number) => Promise<Detection>;
  /** The naive loop, up to about so many thumbnails. */
  readonly naive: (seed: number, thumbnails: number) => Promise<Detection>;
};

/** Calibrated once: alone and in good order every window is closed. */
export async function windowBench(canary: WindowCanary, scratch: string, cacheFolder: string): Promise<WindowBench> {
  const calibration = await calibrate(benchOf(canary, 0, scratch, cacheFolder, () => {}));
  if (calibration.kind !== 'calibrated' || calibration.findings.length > 0)
    throw new Error(`Expected ${canary.name} to be right alone, got ${JSON.stringify(calibration).slice(0, 500)}.`);
  const counted = async (seed: number, folder: string, run: (bench: Bench) => Promise<void>): Promise<Detection> => {
    const count = answersBeforeBreach();
    await run(benchOf(canary, seed, join(scratch, folder), cacheFolder, count.record));
    return count.found();
  };
  return {
    gate: (seed, thumbnails) =>
      counted(seed, `gate-${seed}`, async (bench) => {
        const runFolder = join(scratch, `gate-${seed}`);
        await mkdir(runFolder, { recursive: true });
        const room = createEvidenceRoom(runFolder, 1, bench.now);
        await runTrials({ bench, runFolder, calibration, thumbnails, power: 1, score: createScore(), room });
      }),
    naive: (seed, thumbnails) => counted(seed, `naive-${seed}`, (bench) => naiveLoop(bench, calibration, thumbnails)),
  };
}

async function naiveLoop(bench: Bench, calibration: Calibrated, thumbnails: number): Promise<void> {
  let isFound = false;
  for (let trial = 0; trial * NAIVE_TRIAL_ASKS < thumbnails && !isFound; trial++) {
    const plan = planTrial({
      ...bench.options,
      ...PLAIN_TRIAL,
      recipes: calibration.recipes,
      sourceFormats: calibration.sourceFormats,
      trial,
      asks: Math.min(thumbnails, NAIVE_TRIAL_ASKS),
    });
    await runTrial({
      bench,
      plan,
      folder: `trial-${trial}`,
      calibration,
      scorer: (book) => ({ ...createScore().scorer(plan, book), answered: () => {} }),
      mood: () => (isFound ? 'enough' : 'go-on'),
      isToBear: true,
      onFinding: ({ breach }) => {
        isFound = true;
        bench.record({ kind: 'breach', atMs: bench.now(), id: breach.id, key: breach.key });
      },
      onIncident: () => {},
    });
  }
}

/** Counts what comes under load until the first breach is recorded. */
function answersBeforeBreach(): { readonly record: (event: HistoryEvent) => void; readonly found: () => Detection } {
  let answers = 0;
  let found: Detection = null;
  return {
    record: ({ kind }) => {
      if (kind === 'answered' || kind === 'refused') answers++;
      if (kind === 'breach') found ??= answers;
    },
    found: () => found,
  };
}

function benchOf(
  { make }: WindowCanary,
  seed: number,
  scratch: string,
  cacheFolder: string,
  record: (event: HistoryEvent) => void,
): Bench {
  const options = checkOptions([...FLAGS, '--seed', String(seed)], scratch, cacheFolder);
  return benchInThisProcess(options, make, scratch, record);
}
