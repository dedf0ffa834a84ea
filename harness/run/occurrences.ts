// A load that was to cancel, kill and replace proves nothing about any of that if nothing of it came about. What really
// happened is counted from the history.

import type { HistoryEvent } from '../model/history.ts';
import type { Occurrences } from '../model/verdict.ts';

export type OccurrenceCount = {
  readonly see: (event: HistoryEvent) => void;
  readonly occurrences: () => Occurrences;
};

export function countOccurrences(): OccurrenceCount {
  const counts = {
    calledOff: 0,
    killed: 0,
    upgraded: 0,
    readsInTrouble: 0,
    replaced: 0,
    recreated: 0,
    archived: 0,
    moved: 0,
    uploaded: 0,
    shared: 0,
  };
  return {
    see: (event) => {
      if (event.kind === 'cancelled') counts.calledOff++;
      if (event.kind === 'killed') counts.killed++;
      if (event.kind === 'upgraded' && event.detail === null) counts.upgraded++;
      if (event.kind === 'troubled') counts.readsInTrouble += event.reads.length;
      if (event.kind === 'changed') for (const change of event.changes) counts[change]++;
    },
    occurrences: () => ({ ...counts }),
  };
}
