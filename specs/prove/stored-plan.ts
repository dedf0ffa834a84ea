// The plan that a gate left beside its history: what it asked can be asked again, or held against what it found.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrialPlan } from '../../harness/model/plan.ts';

/** Of the first trial; null when the run came to none. */
export async function readPlan(runFolder: string): Promise<TrialPlan | null> {
  const text = await readFile(join(runFolder, 'plan.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  if (isPlan(value)) return value;
  throw new TypeError(`Expected ${runFolder} to hold the plan of a load.`);
}

function isPlan(value: unknown): value is TrialPlan {
  return typeof value === 'object' && value !== null && 'workload' in value && 'photos' in value && 'nonce' in value;
}
