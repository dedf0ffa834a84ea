// One answer per job, and none that nobody asked for. Silence is a breach too: a photo without a thumbnail is a loss,
// and a second answer may be somebody else's.

/** What an answer's key says about it. `again`: the job had been answered before. `unasked`: not in this batch, or not yet. */
export type Arrival = 'first' | 'again' | 'unasked';

export type Ledger = {
  readonly asked: (batch: number, keys: readonly string[]) => void;
  readonly arrived: (key: string, batch: number) => Arrival;
  /** The keys that were asked and never answered. */
  readonly missing: (asked: readonly string[]) => readonly string[];
};

/** In place of a batch's number, which is 0 or more: changing an entry costs half of moving it to a set of its own. */
const ANSWERED = -1;

export function createLedger(): Ledger {
  const batches = new Map<string, number>();
  return {
    asked: (batch, keys) => {
      for (const key of keys) batches.set(key, batch);
    },
    arrived: (key, batch) => {
      const askedIn = batches.get(key);
      if (askedIn === ANSWERED) return 'again';
      if (askedIn !== batch) return 'unasked';
      batches.set(key, ANSWERED);
      return 'first';
    },
    missing: (asked) => asked.filter((key) => batches.get(key) !== ANSWERED),
  };
}
