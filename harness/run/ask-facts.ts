// The history tells of each ask in two places, far apart. One pass over it puts them together, for the trials that matter.

import { plannedKeyOf } from '../model/ask-rounds.ts';
import type { AskFacts } from '../model/ask-facts.ts';
import type { HistoryEvent } from '../model/history.ts';
import { photoAt } from '../model/photo-versions.ts';
import type { Ask, PhotoPlan, TrialPlan } from '../model/plan.ts';

type Draft = { -readonly [Name in keyof AskFacts]: AskFacts[Name] };
type Planned = {
  readonly ask: Ask;
  readonly photo: PhotoPlan;
  readonly trial: number;
  readonly crowd: number;
};

/** Every ask of these plans' loads that was made, by its key, in the order of asking. */
export async function askFactsOf(
  history: AsyncIterable<HistoryEvent>,
  plans: Iterable<TrialPlan>,
): Promise<ReadonlyMap<string, AskFacts>> {
  const planned = plannedAsks(plans);
  const facts = new Map<string, Draft>();
  const asked = new Map<number, number>();
  const ended = new Map<number, number>();
  const next = (counts: Map<number, number>, trial: number) => {
    const count = counts.get(trial) ?? 0;
    counts.set(trial, count + 1);
    return count;
  };
  for await (const event of history) {
    if (event.kind === 'asked' && event.phase === 'load') {
      for (const [place, key] of event.keys.entries()) {
        const of = planned.get(plannedKeyOf(key));
        if (of === undefined) continue;
        const { ask, photo, trial, crowd } = of;
        facts.set(key, {
          photo: photoAt(photo, ask.version),
          trial,
          crowd,
          batch: event.batch,
          place,
          order: next(asked, trial),
          askedMs: event.atMs,
          endedMs: null,
          ended: null,
          isRefused: false,
        });
      }
    }
    if (event.kind !== 'answered' && event.kind !== 'refused') continue;
    const of = facts.get(event.key);
    // Of a key that is answered twice the first answer is the one that was waited for.
    if (of === undefined || of.endedMs !== null || of.batch !== event.batch) continue;
    of.endedMs = event.atMs;
    of.ended = next(ended, of.trial);
    of.isRefused = event.kind === 'refused';
  }
  return facts;
}

function plannedAsks(plans: Iterable<TrialPlan>): ReadonlyMap<string, Planned> {
  const planned = new Map<string, Planned>();
  let trial = 0;
  for (const { photos, workload } of plans) {
    const byId = new Map(photos.map((photo) => [photo.id, photo]));
    for (const ask of workload.batches.flat()) {
      const photo = byId.get(ask.photo);
      if (photo !== undefined) planned.set(ask.key, { ask, photo, trial, crowd: workload.concurrency });
    }
    trial += 1;
  }
  return planned;
}
