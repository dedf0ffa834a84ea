// The very plan of a kept failure, on this thumbnailer or on another one: as often as tells something.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { adapterOf } from './campaign/adapter-of.ts';
import { createAttempts, isAlike } from './campaign/attempts.ts';
import { createBench } from './campaign/bench.ts';
import { calibrate } from './campaign/calibrate.ts';
import { readCarriers } from './campaign/carriers.ts';
import { createEvidenceRoom } from './campaign/evidence-room.ts';
import { withWorkspace } from './materialise/workspace.ts';
import type { CheckHooks } from './model/campaign.ts';
import type { ReplayOptions, ReplayOutcome } from './model/replay.ts';
import type { Breach } from './model/verdict.ts';
import { recipeName } from './model/recipe.ts';

/** Rejects only for trouble of the machine. */
export async function runReplay(
  { check, failure, times, isToFirst }: ReplayOptions,
  hooks: CheckHooks,
): Promise<ReplayOutcome> {
  const { plan } = failure;
  const options = { ...check, recipes: plan.recipes, seed: plan.seed };
  const adapter = adapterOf(options);
  const folder = join(check.reportFolder, `replay-${failure.id}`);
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
    const known = new Set(calibration.recipes.map(recipeName));
    const missing = plan.recipes.map(recipeName).filter((name) => !known.has(name));
    if (missing.length > 0)
      return {
        kind: 'unavailable',
        says: `it does not make ${missing.join(', ')}: ${calibration.recipesNarrowed.join('; ')}`,
      };
    await mkdir(folder, { recursive: true });
    const room = createEvidenceRoom(folder, 1);
    const attempt = createAttempts({ ...bench, progress: () => {} }, calibration, isAlike(failure.kind), room);
    let [failed, of] = [0, 0];
    let breach: Breach | null = null;
    for (let index = 0; index < times && !bench.signal.aborted && !(isToFirst && failed > 0); index++) {
      bench.progress({ phase: 'replaying', done: of, of: times, note: `${failed} failed` });
      const { outcome, breaches } = await attempt(plan);
      if (outcome !== 'void') of++;
      if (outcome === 'failed') failed++;
      breach ??= breaches[0] ?? null;
    }
    await room.written();
    return { kind: 'replayed', tally: { failed, of }, breach, folder: breach === null ? null : folder };
  });
}
