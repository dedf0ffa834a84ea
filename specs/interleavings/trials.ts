// Single trials of what a search deals in: a plan again from its data alone, and the photos of a search in a plain loop.

import { rm } from 'node:fs/promises';
import { runInterleaved } from '../../harness/campaign/interleaved-trial.ts';
import { createScore } from '../../harness/campaign/score.ts';
import { PLAIN_SHAPE } from '../../harness/generate/load-shape.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import type { InterleavingStep } from '../../harness/model/interleaving.ts';
import type { TrialPlan } from '../../harness/model/plan.ts';
import { layPhotos, runTrial } from '../../harness/pipeline.ts';
import type { SearchBench } from './search.ts';

/** The first breach and the steps of the plan, its photos laid anew, in a process of its own. */
export async function replayed(
  { benchOf, calibration }: SearchBench,
  file: string,
  plan: TrialPlan | null,
): Promise<readonly (string | InterleavingStep | undefined)[]> {
  if (plan === null) throw new Error('Expected a plan to replay, got none.');
  const bench = benchOf(file, plan.seed);
  const module = bench.adapter.interleaved?.();
  const opened = await bench.open();
  if (module === undefined || opened.kind !== 'opened') throw new Error(`Expected ${file} to open, and to be ordered.`);
  const laid = await layPhotos({ bench, plan, folder: 'replayed', calibration }, opened);
  await opened.instance.close();
  const desk = { bench, module, calibration, laid, trial: 0, score: createScore() };
  const { findings, steps } = await runInterleaved(desk, plan, 'new-process');
  await module.end();
  await rm(bench.photosFolder('replayed'), { recursive: true });
  return [findings[0]?.breach.id, ...steps];
}

/** Batches of four, four at a time, of plain photos: the kinds of breach of as many such trials, each on a new instance. */
export async function asItComes(
  { benchOf, calibration }: SearchBench,
  file: string,
  trials: number,
): Promise<string[]> {
  const kinds: string[] = [];
  for (let trial = 0; trial < trials; trial++) {
    const bench = benchOf(file, trial);
    const { recipes, sourceFormats } = calibration;
    const plan = planTrial({
      ...bench.options,
      trial,
      recipes,
      sourceFormats,
      asks: 24,
      owners: 3,
      concurrency: 16,
      batch: 4,
      oddSources: [],
      nameAttacks: [],
      damages: [],
      repeatShare: 0,
      changedShare: 0,
      shape: PLAIN_SHAPE,
    });
    await runTrial({
      bench,
      plan,
      folder: `loop-${trial}`,
      calibration,
      isToBear: true,
      mood: () => 'go-on',
      scorer: (book) => ({ ...createScore().scorer(plan, book), answered: () => {} }),
      onFinding: ({ breach }) => kinds.push(breach.kind),
      onIncident: ({ detail }) => kinds.push(detail),
    });
  }
  return kinds;
}
