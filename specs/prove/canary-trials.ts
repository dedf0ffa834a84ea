// Whether a canary is caught whatever the seed takes thousands of loads. What is the same for all seeds is done once: the
// canary is calibrated while it is switched off, as any thumbnailer that is right alone. Then each seed is one trial of
// the pipeline: photos, names and order of its own, a fresh instance under load, doubts asked again alone.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { RegisteredCanary } from '../../fixtures/canaries/registry.ts';
import type { Bench } from '../../harness/campaign/bench.ts';
import { calibrate, type Calibrated } from '../../harness/campaign/calibrate.ts';
import { createScore } from '../../harness/campaign/score.ts';
import { PLAIN_SHAPE } from '../../harness/generate/load-shape.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import type { AskFacts } from '../../harness/model/ask-facts.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import type { Thumbnailer } from '../../harness/model/thumbnailer.ts';
import type { Breach } from '../../harness/model/verdict.ts';
import { runTrial } from '../../harness/pipeline.ts';
import { askFactsOf } from '../../harness/run/ask-facts.ts';
import { at } from '../fixtures/turned.ts';
import { benchInThisProcess, checkOptions } from './bench-in-this-process.ts';
import { eyewitness } from './eyewitness.ts';

/** Covered first asks of one trial; with what comes on top a hundred jobs, two thirds of them in flight at once. */
const ASKS = 64;
/** On top, so that caches are met again and photos are replaced between two asks. */
const REPEAT_SHARE = 0.5;
const CHANGED_SHARE = 0.5;
const FLAGS = ['--sizes', '64x64', '--formats', 'jpeg', '--batch', '8'];
/** No trial has this seed. */
const CALIBRATION_SEED = -1;

/** `wrong` is how many wrong answers the eyewitness counted, `verified` how many thumbnails the judge saw through. */
export type CanaryTrial = {
  readonly breaches: readonly Breach[];
  /** How the load went, ask by ask. */
  readonly asks: ReadonlyMap<string, AskFacts>;
  readonly wrong: number;
  readonly verified: number;
};

export type CanaryBench = { readonly trial: (seed: number) => Promise<CanaryTrial> };

/** A canary at this rate, calibrated. Everything is written below `scratch`; photos are shared in `cacheFolder`. */
export async function canaryBench(
  canary: RegisteredCanary,
  rate: number,
  scratch: string,
  cacheFolder: string,
): Promise<CanaryBench> {
  const open = (make: (seed: number) => Thumbnailer, seed: number, history: HistoryEvent[] = []) => {
    const options = checkOptions([...FLAGS, ...canary.flags, '--seed', String(seed)], scratch, cacheFolder);
    return benchInThisProcess(options, make, join(scratch, String(seed)), (event) => history.push(event));
  };
  const off = open((seed) => at(canary, 0, seed), CALIBRATION_SEED);
  const calibration = await calibrate(off);
  if (calibration.kind !== 'calibrated' || calibration.findings.length > 0)
    throw new Error(`Expected canary ${canary.name} to be right while it is off, got ${JSON.stringify(calibration)}.`);
  const started = async () => {
    const thumbnailer = at(canary, 0);
    await thumbnailer.start?.({ workspace: scratch, seed: CALIBRATION_SEED });
    return thumbnailer;
  };
  return {
    trial: async (seed) => {
      const witness = eyewitness(canary.name, started, canary.hasOwnLook);
      const history: HistoryEvent[] = [];
      const bench = open((own) => witness.watch(at(canary, rate, own)), seed, history);
      const outcome = await loaded(bench, calibration, history);
      await rm(join(scratch, String(seed)), { recursive: true, force: true });
      return { ...outcome, wrong: await witness.wrongAnswers() };
    },
  };
}

async function loaded(
  bench: Bench,
  calibration: Calibrated,
  history: readonly HistoryEvent[],
): Promise<Omit<CanaryTrial, 'wrong'>> {
  const { options } = bench;
  const { recipes, sourceFormats, oddSources, nameAttacks, damage } = calibration;
  const plan = planTrial({
    ...options,
    recipes,
    sourceFormats,
    oddSources,
    nameAttacks,
    damages: damage.damages,
    trial: 0,
    asks: ASKS,
    repeatShare: REPEAT_SHARE,
    changedShare: CHANGED_SHARE,
    shape: PLAIN_SHAPE,
  });
  const score = createScore();
  const breaches: Breach[] = [];
  await runTrial({
    bench,
    plan,
    folder: 'trial',
    calibration,
    scorer: (book) => ({ ...score.scorer(plan, book), answered: () => {} }),
    onFinding: ({ breach }) => breaches.push(breach),
    mood: () => 'go-on',
    isToBear: true,
    onIncident: ({ incident, detail }) => {
      throw new Error(`Expected the canary to live through its load, got ${incident}: ${detail}`);
    },
  });
  const asks = await askFactsOf(Readable.from(history), [plan]);
  return { breaches, asks, verified: score.totals().verified };
}
