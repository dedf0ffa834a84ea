// What happened in a run, in order. Each event is on disk before it is judged, so a crashed judge loses nothing
// and any stored history can be judged again. Times are milliseconds since the run began.

import type { IncidentKind } from './adapter.ts';
import type { PhotoEvent } from './photo-versions.ts';
import type { AskKey, PhotoId } from './plan.ts';

export type Phase = 'calibrate' | 'load' | 'explain' | 'recheck';

export type HistoryEvent =
  | { readonly kind: 'trial-started'; readonly atMs: number; readonly trial: number; readonly seed: number }
  | { readonly kind: 'opened'; readonly atMs: number; readonly phase: Phase; readonly instance: number }
  | {
      readonly kind: 'asked';
      readonly atMs: number;
      readonly phase: Phase;
      readonly batch: number;
      readonly keys: readonly AskKey[];
    }
  /** Just before the next batch is asked; `changes` are what made this version of the one before, in order. */
  | {
      readonly kind: 'changed';
      readonly atMs: number;
      readonly photo: PhotoId;
      readonly version: number;
      readonly changes: readonly PhotoEvent[];
    }
  | {
      readonly kind: 'answered';
      readonly atMs: number;
      readonly batch: number;
      readonly key: string;
      readonly digest: string;
      readonly sizeBytes: number;
    }
  | {
      readonly kind: 'refused';
      readonly atMs: number;
      readonly batch: number;
      readonly key: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'incident';
      readonly atMs: number;
      readonly batch: number | null;
      readonly incident: IncidentKind;
      readonly detail: string;
    }
  /** Reads of this batch's photos, and requests for them, that come late or not whole, as planned, each in a few words. */
  | {
      readonly kind: 'troubled';
      readonly atMs: number;
      readonly batch: number;
      readonly reads: readonly string[];
      readonly transfers: readonly string[];
    }
  /** The keys of this instance's jobs whose trouble came about, in their order. */
  | {
      readonly kind: 'met';
      readonly atMs: number;
      readonly reads: readonly string[];
      readonly transfers: readonly string[];
    }
  /** We hung up on these requests of the batch, as planned, before an answer had come. */
  | { readonly kind: 'given-up'; readonly atMs: number; readonly batch: number; readonly keys: readonly string[] }
  /** The batch was called off; what it still answers is judged, and what it does not is not missed. */
  | { readonly kind: 'cancelled'; readonly atMs: number; readonly batch: number }
  /** The instance was killed, as planned, with all that was in flight. */
  | { readonly kind: 'killed'; readonly atMs: number; readonly instance: number }
  /** The instance's processes were stopped for so long, as planned. */
  | { readonly kind: 'paused'; readonly atMs: number; readonly instance: number; readonly forMs: number }
  /** The batch was no longer waited for, as planned; what it still answers is judged, and what it does not is not missed. */
  | { readonly kind: 'timed-out'; readonly atMs: number; readonly batch: number }
  /** Thumbnails of this batch that cannot be written, as planned, each in a few words. */
  | { readonly kind: 'obstructed'; readonly atMs: number; readonly batch: number; readonly writes: readonly string[] }
  /** It was told to become this version; `detail` says why it did not, null when it did. */
  | { readonly kind: 'upgraded'; readonly atMs: number; readonly to: string; readonly detail: string | null }
  /** A trial in an order of ours has ended: its choices as they came to be, and what went on at each step. */
  | { readonly kind: 'interleaved'; readonly atMs: number; readonly choices: string; readonly steps: readonly string[] }
  | { readonly kind: 'late'; readonly atMs: number; readonly key: string }
  | {
      readonly kind: 'mutated';
      readonly atMs: number;
      readonly key: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'settled'; readonly atMs: number; readonly batch: number }
  | { readonly kind: 'closed'; readonly atMs: number; readonly instance: number; readonly peakRssBytes: number }
  | { readonly kind: 'breach'; readonly atMs: number; readonly id: string; readonly key: string }
  | { readonly kind: 'ended'; readonly atMs: number; readonly why: string };
