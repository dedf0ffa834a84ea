// A mix-up is two jobs that met. When each batch was in flight, and what else happened by then, is what a person draws on
// a whiteboard first; here it is as data, so that a terminal, a page and a picture can all draw the same.

/** A batch in flight, in milliseconds since the run began; `toMs` is null where it had not settled. `lane`: batches of one lane never overlap. */
export type TimelineSpan = {
  readonly batch: number;
  readonly lane: number;
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly jobs: number;
  readonly role: 'victim' | 'donor' | 'other';
  readonly end: 'settled' | 'called off' | 'lost' | 'in flight';
};

/** Something that happened at one moment, in a few words. */
export type TimelineMark = { readonly atMs: number; readonly says: string };

/** What was in flight with the batch of a breach. */
export type Timeline = {
  readonly breach: string;
  readonly batch: number;
  /** In the order of their asking. */
  readonly spans: readonly TimelineSpan[];
  readonly marks: readonly TimelineMark[];
  /** When the wrong thumbnail came; null when it never did, or nobody knows. */
  readonly victimMs: number | null;
  /** The donor's own job, where one was near; `atMs` when it was answered, null when not by then. */
  readonly donor: { readonly batch: number; readonly atMs: number | null } | null;
};

/**
 * A whole run at a glance: the most jobs in flight in each step of `stepMs`, and what happened to the load, at most some
 * hundreds of it.
 */
export type Course = {
  readonly stepMs: number;
  readonly inFlight: readonly number[];
  readonly marks: readonly TimelineMark[];
};
