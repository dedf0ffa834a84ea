// Every job that was asked has exactly one fate. What became of each is told from the history alone, event by event, so
// that an answer that went missing between two parts of ours would show as a sum that does not come out.

import type { HistoryEvent } from '../model/history.ts';
import type { Fates } from '../model/fates.ts';

export type FateCount = {
  readonly see: (event: HistoryEvent) => void;
  /** Of all batches that have settled. */
  readonly fates: () => Fates;
};

type OpenBatch = { readonly owed: Set<string>; isCalledOff: boolean; end: 'lost' | 'unknown' | null };

export function countFates(): FateCount {
  const counts = { asked: 0, answered: 0, refused: 0, calledOff: 0, lost: 0, unknown: 0, missing: 0, beyond: 0 };
  const open = new Map<number, OpenBatch>();

  const told = (batch: number, key: string, fate: 'answered' | 'refused') => {
    if (open.get(batch)?.owed.delete(key) === true) counts[fate]++;
    else counts.beyond++;
  };
  const settle = (batch: number) => {
    const settled = open.get(batch);
    open.delete(batch);
    if (settled === undefined) return;
    counts[settled.isCalledOff ? 'calledOff' : (settled.end ?? 'missing')] += settled.owed.size;
  };
  return {
    see: (event) => {
      switch (event.kind) {
        case 'asked':
          counts.asked += event.keys.length;
          open.set(event.batch, { owed: new Set(event.keys), isCalledOff: false, end: null });
          return;
        case 'answered':
        case 'refused':
          return told(event.batch, event.key, event.kind);
        case 'late':
          counts.beyond++;
          return;
        case 'cancelled': {
          const batch = open.get(event.batch);
          if (batch !== undefined) batch.isCalledOff = true;
          return;
        }
        case 'given-up': {
          for (const key of event.keys) if (open.get(event.batch)?.owed.delete(key) === true) counts.calledOff++;
          return;
        }
        case 'timed-out': {
          const batch = open.get(event.batch);
          // It may still have been answered, had anybody waited.
          if (batch !== undefined) batch.end ??= 'unknown';
          return;
        }
        case 'killed':
          for (const batch of open.values()) batch.end ??= 'lost';
          return;
        case 'incident': {
          const batch = event.batch === null ? undefined : open.get(event.batch);
          // Nobody knows what a thumbnailer that fell silent would still have done.
          if (batch !== undefined) batch.end ??= event.incident === 'hung' ? 'unknown' : 'lost';
          return;
        }
        case 'settled':
          return settle(event.batch);
        case 'trial-started':
        case 'opened':
        case 'changed':
        case 'troubled':
        case 'met':
        case 'obstructed':
        case 'paused':
        case 'upgraded':
        case 'interleaved':
        case 'mutated':
        case 'closed':
        case 'breach':
        case 'ended':
          return;
        default:
          return event satisfies never;
      }
    },
    fates: () => {
      const inFlight = [...open.values()].reduce((sum, { owed }) => sum + owed.size, 0);
      return { ...counts, inFlight };
    },
  };
}
