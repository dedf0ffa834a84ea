// Of all that a history tells, few events are of one moment and of everybody: a kill, an upgrade, a batch called off.

import type { HistoryEvent } from '../model/history.ts';

/** In a few words, for the margin of a drawing; null for what has a place of its own there, or none. */
export function momentOf(event: HistoryEvent): string | null {
  switch (event.kind) {
    case 'trial-started':
      return `trial ${event.trial}`;
    case 'killed':
      return 'killed';
    case 'paused':
      return `paused for ${event.forMs} ms`;
    case 'timed-out':
      return `batch ${event.batch} no longer waited for`;
    case 'cancelled':
      return `batch ${event.batch} called off`;
    case 'upgraded':
      return event.detail === null ? `upgraded to ${event.to}` : `not upgraded to ${event.to}`;
    case 'incident':
      return event.incident;
    case 'breach':
      return 'breach';
    case 'changed':
      return `${event.photo} ${event.changes.join(', ')}`;
    case 'opened':
    case 'asked':
    case 'troubled':
    case 'given-up':
    case 'met':
    case 'obstructed':
    case 'interleaved':
    case 'answered':
    case 'refused':
    case 'late':
    case 'mutated':
    case 'settled':
    case 'closed':
    case 'ended':
      return null;
    default:
      return event satisfies never;
  }
}
