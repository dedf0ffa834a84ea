// The search for an order in which a module goes wrong, as `check` makes it, on a profile that was learned once: all
// fixtures here make the thumbnails of one library, and are right alone.

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import perPhotoModule from '../../fixtures/odd/refuser.ts';
import { moduleAdapter } from '../../harness/adapters/module.ts';
import { type Bench, createBench } from '../../harness/campaign/bench.ts';
import { type Calibrated, calibrate } from '../../harness/campaign/calibrate.ts';
import { PAINTED_ONLY } from '../../harness/campaign/carriers.ts';
import { createEvidenceRoom } from '../../harness/campaign/evidence-room.ts';
import { tryInterleavings } from '../../harness/campaign/interleaving-pool.ts';
import { createScore } from '../../harness/campaign/score.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import type { Interleavings } from '../../harness/model/interleaving.ts';
import type { Breach } from '../../harness/model/verdict.ts';
import { benchInThisProcess, checkOptions } from '../prove/bench-in-this-process.ts';

const FLAGS = ['--sizes', '64x64', '--formats', 'jpeg', '--explain-time', '0s'];
const MEBIBYTE = 1024 * 1024;
/** The number of the trial; any that is not taken. */
const TRIAL = 7;

export type Search = {
  readonly interleavings: Interleavings;
  readonly breaches: readonly Breach[];
  readonly history: readonly HistoryEvent[];
};

export type SearchBench = {
  /** `file` is relative to fixtures; as many orders as a sample of so many thumbnails is worth. */
  readonly search: (file: string, seed: number, thumbnails?: number) => Promise<Search>;
  readonly benchOf: (file: string, seed: number) => Bench;
  readonly calibration: Calibrated;
};

export async function searchBench(scratch: string): Promise<SearchBench> {
  const options = (seed: number) => checkOptions([...FLAGS, '--seed', String(seed)], scratch, join(scratch, 'cache'));
  const calibration = await calibrate(benchInThisProcess(options(1), perPhotoModule, join(scratch, 'calibration')));
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
    search: async (file, seed, thumbnails = 5_000) => {
      const history: HistoryEvent[] = [];
      const bench = benchOf(file, seed, (event) => history.push(event));
      const runFolder = join(scratch, `run-${file.replaceAll('/', '-')}-${seed}`);
      await mkdir(runFolder, { recursive: true });
      const room = createEvidenceRoom(runFolder, 1);
      const interleavings = await tryInterleavings(
        { bench, runFolder, calibration, thumbnails, score: createScore(), room },
        TRIAL,
      );
      if (interleavings === null) throw new Error('Expected a module that can be ordered, got none.');
      const breaches = room.breaches();
      await rm(runFolder, { recursive: true, force: true });
      return { interleavings, breaches, history };
    },
  };
}
