// Faults of processes and of outputs by hand, at places of a trial of eight batches of four.

import { PAUSE_MAX_MS, type Ask, type Happening } from '../../harness/model/plan.ts';

export type Batches = readonly (readonly Ask[])[];
const keyOf = (batches: Batches, batch: number, place = 0) => {
  const ask = batches[batch]?.[place];
  if (ask === undefined) throw new RangeError(`Expected an ask ${place} in batch ${batch}, got none.`);
  return ask.key;
};

/** Each kind of fault, so spread over eight batches that none hides another. */
export const pauses = (batches: Batches): readonly Happening[] => [
  // When one batch is done, those beside it are at work.
  { kind: 'pause', at: keyOf(batches, 4), forMs: PAUSE_MAX_MS / 2 + 200 },
  { kind: 'pause', at: keyOf(batches, 6), forMs: PAUSE_MAX_MS / 2 + 200 },
];
export const kills = (batches: Batches): readonly Happening[] => [
  { kind: 'restart', at: keyOf(batches, 3) },
  { kind: 'restart', at: keyOf(batches, 7) },
];
export const timeouts = (batches: Batches): readonly Happening[] => [
  { kind: 'timeout', at: keyOf(batches, 1), afterMs: 0 },
  { kind: 'timeout', at: keyOf(batches, 4), afterMs: 0 },
];
export const fullDisks = (batches: Batches): readonly Happening[] => [
  { kind: 'write', at: keyOf(batches, 1, 2), how: 'full' },
  { kind: 'write', at: keyOf(batches, 3), how: 'unwritable' },
  { kind: 'write', at: keyOf(batches, 6, 3), how: 'full' },
];
export const allTogether = (batches: Batches): readonly Happening[] => [
  { kind: 'write', at: keyOf(batches, 1, 2), how: 'full' },
  { kind: 'pause', at: keyOf(batches, 2), forMs: 700 },
  { kind: 'timeout', at: keyOf(batches, 2), afterMs: 0 },
  { kind: 'restart', at: keyOf(batches, 4) },
  { kind: 'write', at: keyOf(batches, 5), how: 'unwritable' },
  { kind: 'timeout', at: keyOf(batches, 6), afterMs: 0 },
];
