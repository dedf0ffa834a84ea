// What a load is told, once, before it begins: whom to ask, what, in which order and in whose company.

import type { Instance, OpenResult, PlainJob } from '../model/adapter.ts';
import type { Arrival, Happening } from '../model/plan.ts';
import type { RunEvent } from './run-event.ts';
import type { WitnessOptions } from './witness.ts';

export type WorkloadOptions = WitnessOptions & {
  /** Taken over: the workload closes it, and every instance it reopens, before it ends. */
  readonly instance: Instance;
  /** Called when an instance has died and batches are left. The lost batches are never asked again. */
  readonly reopen: () => Promise<OpenResult>;
  readonly batches: Iterable<readonly PlainJob[]>;
  readonly batchesInFlight: number;
  readonly arrival: Arrival;
  /** What is to happen to the batch with these keys; what the instance cannot do is left out. */
  readonly happeningsTo: (keys: readonly string[]) => readonly Happening[];
  /**
   * What must come about while nothing is in flight before the batch of this index is taken: the photos that the
   * thumbnailer is to be told to forget. Null when it need not wait for that.
   */
  readonly quietBefore: (index: number) => readonly PlainJob['photo'][] | null;
  /** Numbers of the first batch and of `instance`; the next ones count on. */
  readonly firstBatch: number;
  readonly firstInstance: number;
  /** Aborting stops asking and is passed on to the thumbnailer. */
  readonly signal: AbortSignal;
  /** That many incidents end the workload. A death counts once, however many batches it took along. */
  readonly maxIncidents: number;
  /** No new batch is asked while more events than this wait for the consumer. */
  readonly backlog: number;
};

/** `stopAsking`: no new batches, and what is in flight is still told. Leaving the loop early stops asking too. */
export type WorkloadRun = AsyncIterable<RunEvent> & { readonly stopAsking: () => void };
