// Who was in flight with a breach is read back from the history, which by then holds all of the run.

import { join } from 'node:path';
import type { AskFacts } from '../model/ask-facts.ts';
import type { HistoryEvent } from '../model/history.ts';
import type { TrialPlan } from '../model/plan.ts';
import type { Timeline } from '../model/timeline.ts';
import type { Breach } from '../model/verdict.ts';
import { askFactsOf } from '../run/ask-facts.ts';
import { readHistory } from '../run/history-file.ts';
import { timelinesOf } from '../run/timeline.ts';
import { plannedKeyOf } from '../model/ask-rounds.ts';

/** Breaches drawn; more of them would say the same. */
const DRAWN_MAX = 12;

/** The timelines of the first breaches under load, each batch once. `plans`: those of the trials that they were found in. */
export async function companiesOf(
  runFolder: string,
  breaches: readonly Breach[],
  plans: Iterable<TrialPlan>,
): Promise<readonly Timeline[]> {
  const underLoad = [...new Map(breaches.filter(({ batch }) => batch >= 0).map((each) => [each.batch, each])).values()];
  if (underLoad.length === 0) return [];
  const photos = new Map<string, string>();
  for (const plan of plans) for (const { key, photo } of plan.workload.batches.flat()) photos.set(key, photo);
  const wanted = underLoad.slice(0, DRAWN_MAX).map(({ id, key, batch, donors }) => ({
    breach: id,
    key,
    batch,
    donors: donors.map((donor) => donor.id),
  }));
  return timelinesOf(eventsOf(join(runFolder, 'history.ndjson')), wanted, (key) => photos.get(plannedKeyOf(key)));
}

/** Every ask of these plans' loads, as it went. */
export async function asksAround(
  runFolder: string,
  plans: ReadonlySet<TrialPlan>,
): Promise<ReadonlyMap<string, AskFacts>> {
  return plans.size === 0 ? new Map() : askFactsOf(eventsOf(join(runFolder, 'history.ndjson')), plans);
}

async function* eventsOf(path: string): AsyncIterable<HistoryEvent> {
  for await (const line of readHistory(path)) if (line.kind === 'event') yield line.event;
}
