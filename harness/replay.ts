// The very plan of a kept failure, on this thumbnailer or on another one: as often as tells something.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { adapterOf } from './campaign/adapter-of.ts';
import { createAttempts, isAlike, recipesMissing } from './campaign/attempts.ts';
import { createBench } from './campaign/bench.ts';
import { calibrate } from './campaign/calibrate.ts';
import { readCarriers } from './campaign/carriers.ts';
import { createEvidenceRoom } from './campaign/evidence-room.ts';
import { withWorkspace } from './materialise/workspace.ts';
import type { CheckHooks } from './model/campaign.ts';
import type { ReplayOptions, ReplayOutcome } from './model/replay.ts';
import type { Breach } from './model/verdict.ts';
import { tallied } from './model/reproduction.ts';

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
    const missing = recipesMissing(plan, calibration);
    if (missing.length > 0)
      return {
        kind: 'unavailable',
        says: `it does not make ${missing.join(', ')}: ${calibration.recipesNarrowed.join('; ')}`,
      };
    await mkdir(folder, { recursive: true });
    const room = createEvidenceRoom(folder, 1, bench.now);
    const attempt = createAttempts(bench, calibration, isAlike(failure.kind), room);
    let breach: Breach | null = null;
    const { failed, of } = await tallied(
      async (before) => {
        bench.progress({ phase: 'replaying', done: before.of, of: times, note: `${before.failed} failed` });
        const { outcome, breaches } = await attempt(plan);
        breach ??= breaches[0] ?? null;
        return outcome;
      },
      (told) => told.of + told.voids < times && !bench.signal.aborted && !(isToFirst && told.failed > 0),
    );
    await room.written();
    return { kind: 'replayed', tally: { failed, of }, breach, folder: breach === null ? null : folder };
  });
}
