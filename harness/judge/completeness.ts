// One answer per job, and none that nobody asked for. Silence is a breach too: a photo without a thumbnail is a loss,
// and a second answer may be somebody else's.

/** What an answer's key says about it. `again`: the job had been answered before. */
export type Arrival = 'first' | 'again' | 'unasked';

export type Ledger = {
  readonly arrived: (key: string) => Arrival;
  /** The keys that were asked and never answered. */
  readonly missing: (asked: readonly string[]) => readonly string[];
};

/** `isAsked` tells whether a key belongs to a job of the batch that was answered. */
export function createLedger(isAsked: (key: string) => boolean): Ledger {
  const answered = new Set<string>();
  return {
    arrived: (key) => {
      if (!isAsked(key)) return 'unasked';
      if (answered.has(key)) return 'again';
      answered.add(key);
      return 'first';
    },
    missing: (asked) => asked.filter((key) => !answered.has(key)),
  };
}
