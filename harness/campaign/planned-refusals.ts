// What could not be read, asked for properly, or written, because the plan says so: whoever refuses it
// does right, and that is no refusal to report.

import { plannedKeyOf } from '../model/ask-rounds.ts';
import type { TrialPlan, Workload } from '../model/plan.ts';
import type { TrialScorer } from './judge-event.ts';

/** The scorer without those refusals. */
export function unlessPlanned<Scorer extends Pick<TrialScorer, 'refused'>>(
  { workload }: TrialPlan,
  scorer: Scorer,
): Scorer {
  const forgiven = new Set<string>(forgivenIn(workload));
  return {
    ...scorer,
    refused: (entry, reason) =>
      entry.readBroke || forgiven.has(plannedKeyOf(entry.key)) ? undefined : scorer.refused(entry, reason),
  };
}

function forgivenIn({ batches, happenings }: Workload): readonly string[] {
  return happenings.flatMap((happening): readonly string[] => {
    if (happening.kind === 'transfer') return [happening.at];
    if (happening.kind !== 'write') return [];
    // One process may make a whole batch, and give up at the first file that it cannot write: nothing of it is owed then.
    const batch = batches.find((asks) => asks.some(({ key }) => key === happening.at)) ?? [];
    return batch.map(({ key }) => key);
  });
}
