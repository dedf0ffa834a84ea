// A bound over everything can hide a fault that lives in one corner: archived photos, one format, one size. So each
// stratum must itself have been looked at often enough. Counts are plain sums, and shards merge them exactly.

import type { Stratum } from '../model/verdict.ts';
import { samplingConfidence } from './error-budget.ts';

/** A fault confined to one stratum must be found when it hits this share of the stratum. */
const CONFINED_FAULT_RATE = 0.01;
/** A stratum may lose this share of what was planned for it, to refusals and unreadable thumbnails, before it gates. */
const PLANNED_SHARE_OWED = 0.9;

/** `planned`: first asks. A thumbnail counts where it was planned, and as verified or unreadable where it was judged. */
export type StratumTally = {
  readonly name: string;
  readonly covered: boolean;
  readonly planned: number;
  readonly verified: number;
  readonly unreadable: number;
  readonly mixups: number;
};

export type Counted = 'planned' | 'verified' | 'unreadable' | 'mixups';

/** A growing tally; `snapshot` is sorted by name, covered strata first. */
export type TallySheet = {
  readonly count: (name: string, covered: boolean, what: Counted) => void;
  readonly snapshot: () => readonly StratumTally[];
};

export function tallySheet(): TallySheet {
  const rows = new Map<
    string,
    { name: string; covered: boolean; planned: number; verified: number; unreadable: number; mixups: number }
  >();
  return {
    count: (name, covered, what) => {
      const key = keyOf({ name, covered });
      let row = rows.get(key);
      if (row === undefined) {
        row = { name, covered, planned: 0, verified: 0, unreadable: 0, mixups: 0 };
        rows.set(key, row);
      }
      row[what] += 1;
    },
    snapshot: () => sorted([...rows.values()].map((row) => ({ ...row }))),
  };
}

/** The sum of tallies, of any number of shards in any order. */
export function mergeTallies(...tallies: readonly (readonly StratumTally[])[]): readonly StratumTally[] {
  const sums = new Map<string, StratumTally>();
  for (const tally of tallies.flat()) {
    const before = sums.get(keyOf(tally));
    sums.set(keyOf(tally), before === undefined ? tally : added(before, tally));
  }
  return sorted([...sums.values()]);
}

/**
 * How many thumbnails of a stratum must be verified: as many as show a fault hitting 1 % of it at the sampling half of
 * the confidence, but never more than nine tenths of what was planned. 0 for a stratum that is not covered.
 */
export function floorOf(
  stratum: { readonly covered: boolean; readonly planned: number },
  confidence: number,
  power: number,
): number {
  if (!stratum.covered) return 0;
  const planned = Math.floor(PLANNED_SHARE_OWED * stratum.planned);
  const needed = Math.ceil(Math.log1p(-samplingConfidence(confidence)) / Math.log1p(-CONFINED_FAULT_RATE * power));
  return Math.min(needed, planned);
}

/** The strata as they stand in a result, each with its floor. */
export function strataOf(tallies: readonly StratumTally[], confidence: number, power: number): readonly Stratum[] {
  return tallies.map((tally) => ({
    name: tally.name,
    covered: tally.covered,
    verified: tally.verified,
    unreadable: tally.unreadable,
    floor: floorOf(tally, confidence, power),
    mixups: tally.mixups,
  }));
}

function added(one: StratumTally, other: StratumTally): StratumTally {
  return {
    name: one.name,
    covered: one.covered,
    planned: one.planned + other.planned,
    verified: one.verified + other.verified,
    unreadable: one.unreadable + other.unreadable,
    mixups: one.mixups + other.mixups,
  };
}

/** One name may stand for covered and uncovered thumbnails, such as big and small sources of one format. */
function keyOf(stratum: Pick<StratumTally, 'name' | 'covered'>): string {
  return `${stratum.covered ? 'covered' : 'other'}|${stratum.name}`;
}

function sorted(tallies: readonly StratumTally[]): readonly StratumTally[] {
  const order = (tally: StratumTally) => (tally.covered ? 0 : 1);
  return tallies.toSorted((one, other) => order(one) - order(other) || (one.name < other.name ? -1 : 1));
}
