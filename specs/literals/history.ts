// Lines of a history as specs of its readers write them, most of which do not care when it was.

import type { HistoryEvent } from '../../harness/model/history.ts';
import { askKey } from '../../harness/model/plan.ts';

export const asked = (batch: number, ...keys: readonly string[]): HistoryEvent => ({
  kind: 'asked',
  atMs: 0,
  phase: 'load',
  batch,
  keys: keys.map(askKey),
});

export const answered = (batch: number, key: string): HistoryEvent => ({
  kind: 'answered',
  atMs: 0,
  batch,
  key,
  digest: 'd',
  sizeBytes: 1,
});

export const refused = (batch: number, key: string): HistoryEvent => ({
  kind: 'refused',
  atMs: 0,
  batch,
  key,
  reason: 'r',
});

export const settled = (batch: number): HistoryEvent => ({ kind: 'settled', atMs: 0, batch });

/** The same, so long after the run began. */
export function at(atMs: number, event: HistoryEvent): HistoryEvent {
  return { ...event, atMs };
}

/** As it is read from a file. */
export async function* told(events: readonly HistoryEvent[]): AsyncGenerator<HistoryEvent> {
  yield* events;
}
