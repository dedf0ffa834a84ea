// One short trial of a real thumbnailer while things happen to its processes and its files: what was proven against it,
// what it was told to have come to, and which of the planned faults really came about.

import { join } from 'node:path';
import { adapterOf } from '../../harness/campaign/adapter-of.ts';
import { calibrate } from '../../harness/campaign/calibrate.ts';
import { unlessPlanned } from '../../harness/campaign/planned-refusals.ts';
import { createScore } from '../../harness/campaign/score.ts';
import { PLAIN_TRIAL } from '../../harness/generate/plain-trial.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import type { Ask, Happening } from '../../harness/model/plan.ts';
import type { Fates } from '../../harness/model/fates.ts';
import { runTrial } from '../../harness/pipeline.ts';
import { benchAround, checkOptions } from './bench-in-this-process.ts';

export type FaultTrial = {
  /** Kinds of breaches, each once, sorted. */
  readonly breaches: readonly string[];
  readonly incidents: readonly string[];
  /** Of photos that were to be made. */
  readonly refusals: readonly string[];
  /** What came about beside the asking, in order, without times. */
  readonly faults: readonly string[];
  /** Of the jobs of the trial, and of what was asked alone after it. */
  readonly fates: Fates;
};

export type FaultBench = {
  /** Under the same plan each time, but for what is to happen to its batches. */
  readonly trial: (faultsOf: (batches: readonly (readonly Ask[])[]) => readonly Happening[]) => Promise<FaultTrial>;
};

const SIZE = ['--sizes', '64x64', '--formats', 'jpeg', '--fits', 'inside'];
/** Nobody is to wait for hundreds of processes. */
const LITTLE = ['--source-formats', 'jpeg', '--archived-share', '0', '--seed', '5', '--phases', 'calibrate'];

/** `wayIn`: the flags that name a thumbnailer. Calibrated once. */
export async function faultBench(wayIn: readonly string[], scratch: string, asks = 32): Promise<FaultBench> {
  const options = checkOptions([...wayIn, ...SIZE, ...LITTLE], scratch, join(scratch, 'cache'));
  const calibration = await calibrate(benchAround(adapterOf(options), options, join(scratch, 'alone'), () => {}));
  if (calibration.kind !== 'calibrated' || calibration.findings.length > 0)
    throw new Error(`Expected it to be right alone, got ${JSON.stringify(calibration).slice(0, 500)}.`);
  const planned = planTrial({
    ...options,
    ...PLAIN_TRIAL,
    recipes: calibration.recipes,
    sourceFormats: calibration.sourceFormats,
    trial: 0,
    asks,
    owners: 8,
    concurrency: 16,
    batch: 4,
  });
  let trials = 0;
  return {
    trial: async (faultsOf) => {
      const { workload } = planned;
      const plan = { ...planned, workload: { ...workload, happenings: faultsOf(workload.batches) } };
      const problems = planProblems(plan);
      if (problems.length > 0) throw new Error(`Expected a valid plan, got one in which ${problems.join(' ')}`);
      trials += 1;
      const history: HistoryEvent[] = [];
      const bench = benchAround(adapterOf(options), options, join(scratch, String(trials)), (event) =>
        history.push(event),
      );
      const [breaches, incidents, refusals]: [Set<string>, string[], string[]] = [new Set(), [], []];
      await runTrial({
        bench,
        plan,
        folder: 'trial',
        calibration,
        scorer: (book) =>
          unlessPlanned(plan, {
            ...createScore().scorer(plan, book),
            refused: (_, reason) => void refusals.push(reason),
            answered: () => {},
          }),
        mood: () => 'go-on',
        isToBear: true,
        onFinding: ({ breach }) => void breaches.add(breach.kind),
        onIncident: ({ incident, detail }) => void incidents.push(`${incident}: ${detail}`),
      });
      const fates = bench.fates();
      return { breaches: [...breaches].toSorted(), incidents, refusals, faults: history.flatMap(faultIn), fates };
    },
  };
}

const FAULTS: ReadonlySet<HistoryEvent['kind']> = new Set([
  'troubled',
  'obstructed',
  'cancelled',
  'killed',
  'paused',
  'timed-out',
  'upgraded',
]);

function faultIn(event: HistoryEvent): readonly string[] {
  return FAULTS.has(event.kind) ? [JSON.stringify({ ...event, atMs: 0 })] : [];
}
