// The search for an order in which a module goes wrong, as `check` makes it, on a profile that was learned once: all
// fixtures here make the thumbnails of one library, and are right alone.

import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { perPhoto } from '../../fixtures/odd/per-photo.ts';
import { thumbnailOf } from '../../fixtures/canaries/scaling.ts';
import { moduleAdapter } from '../../harness/adapters/module.ts';
import { type Bench, createBench } from '../../harness/campaign/bench.ts';
import { type Calibrated, calibrate } from '../../harness/campaign/calibrate.ts';
import { PAINTED_ONLY } from '../../harness/campaign/carriers.ts';
import { createEvidenceRoom } from '../../harness/campaign/evidence-room.ts';
import type { InterleavingLimits } from '../../harness/campaign/interleavings.ts';
import { tryInterleavings } from '../../harness/campaign/interleaving-pool.ts';
import type { Found } from '../../harness/campaign/find-counterexample.ts';
import { orderedCounterexample } from '../../harness/campaign/ordered-counterexample.ts';
import { createScore } from '../../harness/campaign/score.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import type { Interleavings } from '../../harness/model/interleaving.ts';
import type { TrialPlan } from '../../harness/model/plan.ts';
import type { Breach } from '../../harness/model/verdict.ts';
import { benchInThisProcess, checkOptions } from '../prove/bench-in-this-process.ts';

const FLAGS = ['--sizes', '64x64', '--formats', 'jpeg', '--explain-time', '0s'];
const MEBIBYTE = 1024 * 1024;
/** The number of the trial; any that is not taken. */
const TRIAL = 7;
/** Of the default gate. */
const SAMPLE = 5_000;
const PATIENT = { ordersMin: 240, searchMs: 60_000, shrinkMs: 120_000, certifyTimes: 1 };

export type Search = {
  readonly interleavings: Interleavings;
  readonly breaches: readonly Breach[];
  readonly history: readonly HistoryEvent[];
  /** The plan of the smallest order, as it was written; null where none was found. */
  readonly plan: TrialPlan | null;
  readonly counterexample: Found | null;
};

export type SearchBench = {
  /** `file` is relative to fixtures. The usual search, but for time, which a busy machine has less of, and for `limits`. */
  readonly search: (file: string, seed: number, limits?: Partial<InterleavingLimits>) => Promise<Search>;
  /** A bench on which the module comes as it comes. */
  readonly benchOf: (file: string, seed: number, record?: (event: HistoryEvent) => void) => Bench;
  readonly calibration: Calibrated;
};

export async function searchBench(scratch: string): Promise<SearchBench> {
  const options = (seed: number) => checkOptions([...FLAGS, '--seed', String(seed)], scratch, join(scratch, 'cache'));
  const calibration = await calibrate(
    benchInThisProcess(options(1), () => perPhoto('alone', thumbnailOf), join(scratch, 'calibration')),
  );
  if (calibration.kind !== 'calibrated') throw new Error(`Expected a calibration, got ${calibration.kind}.`);
  const benchOf = (file: string, seed: number, record: (event: HistoryEvent) => void = () => {}) => {
    const folder = join(scratch, `${file.replaceAll('/', '-')}-${seed}`);
    return createBench({
      options: options(seed),
      hooks: { signal: new AbortController().signal, onProgress: () => {} },
      adapter: moduleAdapter({
        file: fileURLToPath(new URL(`../../fixtures/${file}`, import.meta.url)),
        batchTimeoutMs: 20_000,
        memoryLimitBytes: 1_000 * MEBIBYTE,
      }),
      carriers: PAINTED_ONLY,
      record,
      photosFolder: join(folder, 'photos'),
      benchFolder: join(folder, 'bench'),
    });
  };
  return {
    calibration,
    benchOf,
    search: async (file, seed, limits) => {
      const history: HistoryEvent[] = [];
      const bench = benchOf(file, seed, (event) => history.push(event));
      const runFolder = join(scratch, `run-${file.replaceAll('/', '-')}-${seed}`);
      await mkdir(runFolder, { recursive: true });
      const room = createEvidenceRoom(runFolder, 1, bench.now);
      const interleavings = await tryInterleavings(
        {
          bench,
          runFolder,
          calibration,
          thumbnails: SAMPLE,
          score: createScore(),
          room,
          limits: { ...PATIENT, ...limits },
        },
        TRIAL,
      );
      if (interleavings === null) throw new Error('Expected a module that can be ordered, got none.');
      const breaches = room.breaches();
      const { smallest } = interleavings;
      const plan: TrialPlan | null =
        smallest === null ? null : JSON.parse(await readFile(join(runFolder, smallest.plan), 'utf8'));
      const counterexample = await orderedCounterexample(runFolder, interleavings);
      await rm(runFolder, { recursive: true, force: true });
      return { interleavings, breaches, history, plan, counterexample };
    },
  };
}
