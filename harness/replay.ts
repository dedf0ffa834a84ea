// The very plan of a kept failure, on this thumbnailer or on another one: tried as often as tells something, or made smaller.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { adapterOf } from './campaign/adapter-of.ts';
import { createAttempts, isAlike, recipesMissing } from './campaign/attempts.ts';
import { createBench, type Bench } from './campaign/bench.ts';
import { calibrate, type Calibrated } from './campaign/calibrate.ts';
import { readCarriers } from './campaign/carriers.ts';
import { createEvidenceRoom } from './campaign/evidence-room.ts';
import { findCounterexample } from './campaign/find-counterexample.ts';
import { withWorkspace } from './materialise/workspace.ts';
import type { CheckHooks, CheckOptions } from './model/campaign.ts';
import type { KeptFailure } from './model/failure.ts';
import type { ReplayOptions, ReplayOutcome, ShrinkAgainOptions, ShrinkAgainOutcome } from './model/replay.ts';
import type { Breach } from './model/verdict.ts';
import { tallied } from './model/reproduction.ts';

type Untried = Extract<ReplayOutcome, { kind: 'misconfigured' | 'unavailable' }>;
type Setting = { readonly bench: Bench; readonly calibration: Calibrated; readonly folder: string };

/** Rejects only for trouble of the machine. */
export function runReplay(
  { check, failure, times, isToFirst }: ReplayOptions,
  hooks: CheckHooks,
): Promise<ReplayOutcome> {
  return calibrated(check, failure, hooks, 'replay', async ({ bench, calibration, folder }) => {
    const room = createEvidenceRoom(folder, 1, bench.now);
    const attempt = createAttempts(bench, calibration, isAlike(failure.kind), room);
    let breach: Breach | null = null;
    const { failed, of } = await tallied(
      async (before) => {
        bench.progress({ phase: 'replaying', done: before.of, of: times, note: `${before.failed} failed` });
        const { outcome, breaches } = await attempt(failure.plan);
        breach ??= breaches[0] ?? null;
        return outcome;
      },
      (told) => told.of + told.voids < times && !bench.signal.aborted && !(isToFirst && told.failed > 0),
    );
    await room.written();
    return { kind: 'replayed', tally: { failed, of }, breach, folder: breach === null ? null : folder };
  });
}

/** Rejects only for trouble of the machine. */
export function runShrink({ check, failure }: ShrinkAgainOptions, hooks: CheckHooks): Promise<ShrinkAgainOutcome> {
  return calibrated(check, failure, hooks, 'shrink', async ({ bench, calibration, folder }) => {
    const { kind, plan, lead = null } = failure;
    const found = await findCounterexample({ kind, plan, lead, bench, calibration, runFolder: folder });
    if (found === null) return { kind: 'lost' };
    const { plan: smallest, found: counterexample, experiments } = found;
    return { kind: 'shrunk', plan: smallest, counterexample, experiments, folder };
  });
}

/** With all that has to be known of the thumbnailer before the plan of the failure can be carried out on it. */
async function calibrated<Outcome>(
  check: CheckOptions,
  { id, plan }: KeptFailure,
  hooks: CheckHooks,
  purpose: 'replay' | 'shrink',
  use: (setting: Setting) => Promise<Outcome>,
): Promise<Outcome | Untried> {
  const options = { ...check, recipes: plan.recipes, seed: plan.seed };
  const adapter = adapterOf(options);
  const folder = join(check.reportFolder, `${purpose}-${id}`);
  return withWorkspace(options.workspaceParent, async ({ photosFolder, benchFolder }) => {
    const carriers = await readCarriers(options, hooks);
    if (carriers.kind === 'misconfigured') return carriers;
    const bench = createBench({ options, hooks, adapter, carriers, record: () => {}, photosFolder, benchFolder });
    const calibration = await calibrate(bench);
    if (calibration.kind === 'misconfigured') return calibration;
    if (calibration.kind !== 'calibrated') {
      const says =
        calibration.kind === 'ended' ? calibration.incidents.map(({ detail }) => detail).join('; ') : 'interrupted';
      return { kind: 'unavailable', says };
    }
    const missing = recipesMissing(plan, calibration);
    if (missing.length > 0)
      return {
        kind: 'unavailable',
        says: `it does not make ${missing.join(', ')}: ${calibration.recipesNarrowed.join('; ')}`,
      };
    await mkdir(folder, { recursive: true });
    return use({ bench, calibration, folder });
  });
}
