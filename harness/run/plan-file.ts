// The plan of a run is data; kept beside the history it lets anyone make the same photos again.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrialPlan } from '../model/plan.ts';

/** Writes plan.json for the first trial and plan-2.json and so on for those after it; gives the name. */
export async function writePlan(runFolder: string, plan: TrialPlan, trial: number): Promise<string> {
  const name = trial === 0 ? 'plan.json' : `plan-${trial + 1}.json`;
  await writeFile(join(runFolder, name), `${JSON.stringify(plan)}\n`);
  return name;
}

/** The plans of a stored run, in no order; what is none is left out. Nothing is checked but that it is a plan of version 1. */
export async function readPlans(runFolder: string): Promise<readonly TrialPlan[]> {
  const names = (await readdir(runFolder).catch(() => [])).filter((name) => /^plan(-\d+)?\.json$/.test(name));
  const plans = await Promise.all(names.map(async (name) => planIn(join(runFolder, name))));
  return plans.filter((plan) => plan !== null);
}

async function planIn(path: string): Promise<TrialPlan | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isPlan(value) ? value : null;
  } catch {
    return null;
  }
}

function isPlan(value: unknown): value is TrialPlan {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value && value.schemaVersion === 1;
}
