// The plan of a run is data; kept beside the history it lets anyone make the same photos again.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrialPlan } from '../model/plan.ts';

/** Writes plan.json for the first trial and plan-2.json and so on for those after it; gives the name. */
export async function writePlan(runFolder: string, plan: TrialPlan, trial: number): Promise<string> {
  const name = trial === 0 ? 'plan.json' : `plan-${trial + 1}.json`;
  await writeFile(join(runFolder, name), `${JSON.stringify(plan)}\n`);
  return name;
}

/** A plan that this run wrote. Rejects when it is not there any more. */
export async function readPlan(runFolder: string, file: string): Promise<TrialPlan> {
  return JSON.parse(await readFile(join(runFolder, file), 'utf8')) as TrialPlan;
}
