// What a workload tells the judge, as it happens. The same things are in the history, but without the pixels.

import type { HistoryEvent } from '../model/history.ts';
import type { Answer } from '../model/thumbnailer.ts';

/** Times are milliseconds since the run began; batches are numbered in the order of asking. */
export type RunEvent =
  /** Comes before anything else of its batch. */
  | { readonly kind: 'asked'; readonly atMs: number; readonly batch: number; readonly keys: readonly string[] }
  /** `digest` is that of the option `digest`; the key is whatever the thumbnailer said, asked for or not. */
  | {
      readonly kind: 'thumbnail';
      readonly atMs: number;
      readonly batch: number;
      readonly key: string;
      readonly bytes: Uint8Array;
      readonly digest: string;
    }
  /** Told in the same words as to the history. The batch of an incident is null when it struck none in particular. */
  | Extract<HistoryEvent, { readonly kind: 'refused' | 'incident' | 'mutated' }>
  /**
   * No more comes for this batch; `answered` holds every key it answered or refused, repeats and strangers included.
   * `owes` is false where it was called off, no longer waited for, or lost to a kill of ours.
   */
  | {
      readonly kind: 'settled';
      readonly atMs: number;
      readonly batch: number;
      readonly asked: readonly string[];
      readonly answered: readonly string[];
      readonly owes: boolean;
    }
  /** The instance had died and another took its place; the batches lost with it are not asked again. */
  | { readonly kind: 'reopened'; readonly atMs: number; readonly instance: number }
  /** It came after its batch had ended. */
  | { readonly kind: 'late'; readonly atMs: number; readonly answer: Answer }
  /** An instance is gone; `log` is the tail of what it wrote. */
  | {
      readonly kind: 'closed';
      readonly atMs: number;
      readonly instance: number;
      readonly peakRssBytes: number;
      readonly log: string;
    }
  /** The last event of every workload. */
  | { readonly kind: 'ended'; readonly atMs: number; readonly why: WorkloadEnd; readonly batchesAsked: number };

/**
 * - `asked-all`: every batch was asked
 * - `stopped`: the consumer wanted no more
 * - `aborted`: the signal
 * - `incidents`: as many as allowed
 * - `unavailable`: the instance died and another could not be opened
 */
export type WorkloadEnd = 'asked-all' | 'stopped' | 'aborted' | 'incidents' | 'unavailable';
