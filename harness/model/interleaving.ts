// An asynchronous race is an order in which reads, timers and answers came to be. As data it can be drawn, shrunk, replayed
// and read by people: here are the words for what waits its turn, and for what was let go on.

/**
 * What may go on, or not yet. `begin`: a batch is handed to the thumbnailer. `read`: the photo of a job has been read.
 * `work`: native code, such as a decoder, comes back. `timer`: as many milliseconds as were asked for are over. `turn`: the
 * next turn of the event loop has come. `answer`: an answer is taken, so that the next one may be asked for, or all
 * answers of a batch are. `key` is that of the job it is about, or came of; null where it is the batch's. Batches are
 * numbered from 1, in the order in which they are asked.
 */
export type Waited = { readonly batch: number; readonly key: string | null } & (
  | { readonly kind: 'begin' | 'read' | 'work' | 'turn' | 'answer' }
  | { readonly kind: 'timer'; readonly delayMs: number }
);

/** A read may well take this long, and so be overtaken; a timer beyond it is a guard against what never comes. */
export const GUARD_MS = 1_000;

/** `id` counts from 1, in the order in which things came to wait. */
export type Waiting = { readonly id: number; readonly waited: Waited };

/** Orders what waits within one instance, from its first batch on. */
export type Conductor = {
  /** As many batches are in flight before anything is let go on. */
  readonly batches: number;
  /** The id of the one to go on, among one or more that wait. */
  readonly next: (waiting: readonly Waiting[]) => Promise<number>;
  /** The thumbnailer is no longer ordered, for this reason: what it does from here on comes as it comes. */
  readonly lost: (why: string) => void;
};

/** One line of an interleaving, for people: who was let go on, and with what. */
export type InterleavingStep = { readonly batch: number; readonly who: string; readonly what: string };

/** How often the same order, tried again, came out the same: the same steps and the same answers. */
export type CameAgain = { readonly same: number; readonly of: number };

/** `plan` is the file of it in the run's folder; `breach` the id of what it led to. */
export type SmallestInterleaving = {
  readonly breach: string;
  readonly plan: string;
  readonly asks: number;
  readonly batches: number;
  readonly steps: readonly InterleavingStep[];
  /** Each time on a fresh instance. */
  readonly again: CameAgain;
};

/**
 * What came of ordering. `incident` is the first thing that a thumbnailer came to under an order, such as a hang: it is told
 * and decides nothing. Null when there was none.
 */
export type Interleavings = {
  readonly orders: number;
  readonly asksMax: number;
  readonly again: CameAgain;
  readonly incident: string | null;
  readonly smallest: SmallestInterleaving | null;
};
