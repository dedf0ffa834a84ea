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

export function createLedger(): Ledger {
  const waiting = new Map<string, number>();
  const answered = new Set<string>();
  return {
    asked: (batch, keys) => {
      for (const key of keys) waiting.set(key, batch);
    },
    arrived: (key, batch) => {
      if (answered.has(key)) return 'again';
      if (waiting.get(key) !== batch) return 'unasked';
      waiting.delete(key);
      answered.add(key);
      return 'first';
    },
    missing: (asked) => asked.filter((key) => !answered.has(key)),
  };
}
