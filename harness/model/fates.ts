// What a run came to, counted: the end of every job, and what happened beside the asking.

/**
 * What became of every job of a run, alone and under load: `asked` is the sum of all others but `beyond`. `calledOff` with
 * its batch, or by our hanging up; `lost` with a thumbnailer that died or threw; `unknown` with one that fell silent, or when nobody waited any
 * longer; `missing` from a batch that ended well; `inFlight` when the run ended. `beyond`: answers that nobody was owed,
 * second, unasked or late.
 */
export type Fates = {
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  readonly calledOff: number;
  readonly lost: number;
  readonly unknown: number;
  readonly missing: number;
  readonly inFlight: number;
  readonly beyond: number;
};

/** What happened beside the asking: to batches and to the thumbnailer, to reads, requests and writes, and what became of photos. */
export type Occurrences = {
  readonly calledOff: number;
  readonly killed: number;
  readonly paused: number;
  readonly timedOut: number;
  readonly writesInTrouble: number;
  readonly upgraded: number;
  readonly readsInTrouble: number;
  readonly requestsInTrouble: number;
  readonly replaced: number;
  readonly recreated: number;
  readonly archived: number;
  readonly moved: number;
  readonly uploaded: number;
  readonly shared: number;
};
