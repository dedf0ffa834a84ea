// Loads on a network that is in trouble, judged as those of a gate are: for specs that a correct thumbnailer comes through
// each kind of trouble, that a wrong one does not, and that the same plan is the same trouble again.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { adapterOf } from '../../harness/campaign/adapter-of.ts';
import { createBench, type Bench } from '../../harness/campaign/bench.ts';
import { calibrate, type Calibrated } from '../../harness/campaign/calibrate.ts';
import { PAINTED_ONLY } from '../../harness/campaign/carriers.ts';
import { createScore } from '../../harness/campaign/score.ts';
import { PLAIN_SHAPE, type LoadShape } from '../../harness/generate/load-shape.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import type { Happening, TrialPlan } from '../../harness/model/plan.ts';
import type { TroubledRead, TroubledTransfer } from '../../harness/model/troubles.ts';
import type { Fates, Occurrences } from '../../harness/model/fates.ts';
import type { Breach } from '../../harness/model/verdict.ts';
import { runTrial } from '../../harness/pipeline.ts';
import { checkOptions } from '../prove/bench-in-this-process.ts';

export type LoadInTrouble = {
  readonly breaches: readonly Breach[];
  readonly verified: number;
  readonly incidents: readonly string[];
  /** Of the load alone. */
  readonly history: readonly HistoryEvent[];
  /** Of the load and of all that was asked alone. */
  readonly fates: Fates;
  readonly occurrences: Occurrences;
};

export type Load = {
  readonly seed: number;
  readonly asks: number;
  readonly concurrency: number;
  readonly batch: number;
  readonly shape: Partial<LoadShape>;
};

export type Subject = {
  readonly planOf: (load: Load) => TrialPlan;
  readonly run: (plan: TrialPlan) => Promise<LoadInTrouble>;
};

const scratch = await mkdtemp(join(tmpdir(), 'thumbproof-trouble-'));
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** The thumbnailer that these flags of `check` lead to, calibrated once. */
export async function subject(flags: readonly string[]): Promise<Subject> {
  const folder = await mkdtemp(join(scratch, 'subject-'));
  const options = checkOptions(
    ['--sizes', '64x64', '--formats', 'jpeg', ...flags, '--seed', '1'],
    folder,
    join(scratch, 'cache'),
  );
  let runs = 0;
  const newBench = (record: (event: HistoryEvent) => void): Bench =>
    createBench({
      options,
      hooks: { signal: new AbortController().signal, onProgress: () => {} },
      adapter: adapterOf(options),
      carriers: PAINTED_ONLY,
      record,
      photosFolder: join(folder, `photos-${++runs}`),
      benchFolder: join(folder, `bench-${runs}`),
    });
  const calibration = await calibrate(newBench(() => {}));
  if (calibration.kind !== 'calibrated' || calibration.findings.length > 0)
    throw new Error(`Expected it to be right alone, got ${JSON.stringify(calibration).slice(0, 500)}.`);
  return {
    planOf: (load) => planned(load, calibration, options),
    run: async (plan) => {
      const history: HistoryEvent[] = [];
      const bench = newBench((event) => history.push(event));
      return { ...(await judged(bench, plan, calibration)), history: untilClosed(history), ...sums(bench) };
    },
  };
}

function planned(
  { shape, ...load }: Load,
  { recipes, sourceFormats, oddSources, nameAttacks, damage }: Calibrated,
  options: Bench['options'],
): TrialPlan {
  return planTrial({
    ...options,
    recipes,
    sourceFormats,
    oddSources,
    nameAttacks,
    damages: damage.damages,
    trial: load.seed,
    repeatShare: 0.2,
    changedShare: 0.5,
    ...load,
    shape: { ...PLAIN_SHAPE, ...shape },
  });
}

async function judged(
  bench: Bench,
  plan: TrialPlan,
  calibration: Calibrated,
): Promise<Pick<LoadInTrouble, 'breaches' | 'verified' | 'incidents'>> {
  const [breaches, incidents] = [Array<Breach>(), Array<string>()];
  const score = createScore();
  await runTrial({
    bench,
    plan,
    folder: 'load',
    calibration,
    scorer: (book) => ({ ...score.scorer(plan, book), answered: () => {} }),
    mood: () => 'go-on',
    isToBear: true,
    onFinding: ({ breach }) => breaches.push(breach),
    onIncident: ({ incident, detail }) => incidents.push(`${incident}: ${detail}`),
  });
  return { breaches, incidents, verified: score.totals().verified + score.totals().repeats };
}

function sums(bench: Bench): Pick<LoadInTrouble, 'fates' | 'occurrences'> {
  return { fates: bench.fates(), occurrences: bench.occurrences() };
}

function untilClosed(history: readonly HistoryEvent[]): readonly HistoryEvent[] {
  return history.slice(0, 1 + history.findIndex(({ kind }) => kind === 'closed'));
}

/** The same plan with nothing happening beside the asking. */
export function withoutTrouble(plan: TrialPlan): TrialPlan {
  return { ...plan, workload: { ...plan.workload, happenings: [] } };
}

/** The same plan, all troubles of one kind being such, and none of the other. */
export function onlySo(plan: TrialPlan, ...[kind, how]: TroubleWords): TrialPlan {
  const happenings = plan.workload.happenings.flatMap((happening): Happening[] => {
    if (kind === 'read' && happening.kind === 'read') return [{ ...happening, how }];
    return kind === 'transfer' && happening.kind === 'transfer' ? [{ ...happening, how }] : [];
  });
  return { ...plan, workload: { ...plan.workload, happenings } };
}

type TroubleWords =
  | readonly [kind: 'read', how: TroubledRead['how']]
  | readonly [kind: 'transfer', how: TroubledTransfer['how']];
