// A race may need a crowd that comes all at once, or one that grows, or one that never lets go. When the next batch may be
// asked is a matter of counting, and so the same for any thumbnailer.

import type { Arrival } from '../model/plan.ts';

/** The next batch may be asked while fewer than `inFlightBelow` are in flight, `fromMs` after the first one or later. */
export type Admission = { readonly inFlightBelow: number; readonly fromMs: number };

/** For the batch after `started` others, where `most` may be in flight. */
export function admission(arrival: Arrival, started: number, most: number): Admission {
  switch (arrival.kind) {
    case 'steady':
      return { inFlightBelow: most, fromMs: 0 };
    case 'waves':
      return { inFlightBelow: started % most === 0 ? 1 : most, fromMs: 0 };
    case 'ramp':
      return { inFlightBelow: Math.min(most, 1 + Math.floor(started / arrival.overBatches)), fromMs: 0 };
    case 'paced':
      return { inFlightBelow: most, fromMs: started * arrival.everyMs };
    default:
      return arrival satisfies never;
  }
}
