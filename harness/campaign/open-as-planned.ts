// A plan that says in which order things go on is only that plan where somebody orders them: whoever replays one, for
// whatever reason, opens the thumbnailer here.

import type { TrialPlan } from '../model/plan.ts';
import { conductor } from '../run/conductor.ts';
import type { Bench, Opened } from './bench.ts';

/**
 * As `bench.open`; ordered, and in a process of its own, where the plan is interleaved and the thumbnailer can be ordered. A
 * plan made of such a one whose batches are not all in flight at once, once, comes as it comes.
 */
export async function openAsPlanned(bench: Bench, { seed, workload }: TrialPlan): Promise<Opened> {
  const isAtOnce = workload.rounds === 1 && workload.batchesInFlight >= workload.batches.length;
  const module = workload.interleaving !== undefined && isAtOnce ? bench.adapter.interleaved?.() : undefined;
  if (module === undefined) return bench.open(seed);
  const order = conductor(workload.interleaving ?? [], workload.batches.length);
  const opened = await bench.openBy((workbench) => module.openFor(order, 'new-process', workbench), seed);
  if (opened.kind !== 'opened') return opened;
  const { instance } = opened;
  const close = async () => {
    const closing = await instance.close();
    await module.end();
    return closing;
  };
  return { ...opened, instance: { ...instance, close } };
}
