// Single trials of what a search deals in: a plan again from its data alone, and the photos of a search in a plain loop.

import { rm } from 'node:fs/promises';
import { createScore } from '../../harness/campaign/score.ts';
import { PLAIN_TRIAL } from '../../harness/generate/plain-trial.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import type { TrialPlan } from '../../harness/model/plan.ts';
import { runTrial } from '../../harness/pipeline.ts';
import type { SearchBench } from './search.ts';

/** The kinds of breach of the plan and its order as it is recorded, its photos laid anew: a trial like any other. */
export async function replayed(
  { benchOf, calibration }: SearchBench,
  file: string,
  plan: TrialPlan | null,
): Promise<{ readonly breaches: readonly string[]; readonly answers: readonly string[] }> {
  if (plan === null) throw new Error('Expected a plan to replay, got none.');
  const [breaches, answers]: [string[], string[]] = [[], []];
  const bench = benchOf(file, plan.seed, (event) => {
    if (event.kind === 'answered') answers.push(`${event.key} ${event.digest}`);
  });
  await runTrial({
    bench,
    plan,
    folder: 'replayed',
    calibration,
    isToBear: true,
    mood: () => 'go-on',
    scorer: (book) => ({ ...createScore().scorer(plan, book), answered: () => {} }),
    onFinding: ({ breach }) => breaches.push(breach.id),
    onIncident: ({ detail }) => breaches.push(detail),
  });
  await rm(bench.photosFolder('replayed'), { recursive: true });
  return { breaches, answers };
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
      ...PLAIN_TRIAL,
      trial,
      recipes,
      sourceFormats,
      asks: 24,
      owners: 3,
      concurrency: 16,
      batch: 4,
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
