// Machines stall, disks run full, clients lose patience: what happens to processes and their files while they are asked,
// as a part of the shape of a load.

import { PAUSE_MAX_MS } from '../model/plan.ts';
import type { Random } from './random.ts';
import type { DraftHappening } from './trial-assembly.ts';

/**
 * `pauses`: how often the thumbnailer is stopped for a moment. `timeouts`: the share of batches that nobody waits for to
 * the end, 0 to 1. `troubledWrites`: the share of thumbnails that cannot be written, 0 to 1.
 */
export type ProcessFaults = {
  readonly pauses: number;
  readonly timeouts: number;
  readonly troubledWrites: number;
};

export const NO_PROCESS_FAULTS: ProcessFaults = { pauses: 0, timeouts: 0, troubledWrites: 0 };

/** What they make of the asks of one batch; nothing is drawn of what a load does without. */
export type FaultsOfBatch = (asks: readonly unknown[], batch: number) => readonly DraftHappening[];

/** `later` gives so many batches that are not the first. */
export function processFaults(
  { pauses, timeouts, troubledWrites }: ProcessFaults,
  random: Random,
  later: (count: number) => ReadonlySet<number>,
): FaultsOfBatch {
  const paused = pauses === 0 ? new Set<number>() : later(pauses);
  return (asks, batch) => {
    const drafts: DraftHappening[] = [];
    if (paused.has(batch))
      drafts.push({ kind: 'pause', batch, forMs: between(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS, random) });
    if (timeouts > 0 && random.fraction() < timeouts)
      drafts.push({ kind: 'timeout', batch, afterMs: between(1, LONGEST_WAIT_MS, random) - 1 });
    if (troubledWrites > 0)
      for (const ask of asks.keys())
        if (random.fraction() < troubledWrites)
          drafts.push({ kind: 'write', batch, ask, how: random.pick(['full', 'unwritable'] as const) });
    return drafts;
  };
}

/** A busy machine lets anybody stand still for less. */
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 0.75 * PAUSE_MAX_MS;
/** Hardly any batch of a busy thumbnailer is done by then. */
const LONGEST_WAIT_MS = 50;

/** Short times as likely as long ones. */
function between(leastMs: number, mostMs: number, random: Random): number {
  return Math.round(leastMs * (mostMs / leastMs) ** random.fraction());
}

/** In words, for the name of a load. */
export function processFaultNames({ pauses, timeouts, troubledWrites }: ProcessFaults): readonly string[] {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const names: string[] = [];
  if (pauses > 0) names.push(`paused ${pauses === 1 ? 'once' : 'twice'}`);
  if (timeouts > 0) names.push(`${percent(timeouts)} not waited for`);
  if (troubledWrites > 0) names.push(`${percent(troubledWrites)} of the thumbnails not to be written`);
  return names;
}
