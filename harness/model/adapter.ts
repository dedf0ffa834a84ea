// How the harness holds a thumbnailer, whatever way it is shipped: open an instance, ask batches of it, close it.
// A thumbnailer may crash, hang or babble; here each of those is a value, so that nothing it does can end the run.

import type { Conductor } from './interleaving.ts';
import type { Answer, Bench } from './thumbnailer.ts';
import type { TroubledWrite } from './plan.ts';
import type { Recipe } from './recipe.ts';
import type { TroubledRead, TroubledTransfer } from './troubles.ts';

/** A job as plain data, so that it can cross a process boundary. `path` is absolute. */
export type PlainJob = {
  readonly key: string;
  readonly photo: {
    readonly owner: string;
    readonly album: string;
    readonly name: string;
    readonly version: number;
    readonly archived: boolean;
    readonly path: string;
  };
  readonly recipe: Recipe;
  /** Left out for a read without trouble, as nearly all are. */
  readonly read?: TroubledRead;
  /** Left out for an ask that is made without trouble. */
  readonly transfer?: TroubledTransfer;
  /** Left out where its thumbnail can be written, as nearly all can. */
  readonly write?: TroubledWrite;
};

/** What the adapter was told of a recipe; only that is judged by geometry (DESIGN §1.3). */
export type Told = {
  readonly width: boolean;
  readonly height: boolean;
  readonly fit: boolean;
  readonly format: boolean;
};

export const ALL_TOLD: Told = { width: true, height: true, fit: true, format: true };
export const NOTHING_TOLD: Told = { width: false, height: false, fit: false, format: false };

/**
 * Why an instance, or one batch of it, came to a bad end.
 * - `crashed`: its process ended (exit code or signal in `detail`)
 * - `hung`: nothing was answered for `batchTimeoutMs`; the process was killed
 * - `overweight`: it used more memory than allowed; the process was killed
 * - `faulted`: `thumbnails()` threw or rejected, or answered with something that is not an Answer
 * - `unavailable`: it could not be started
 */
export type IncidentKind = 'crashed' | 'hung' | 'overweight' | 'faulted' | 'unavailable';
export type Incident = { readonly kind: 'incident'; readonly incident: IncidentKind; readonly detail: string };

/** The answer's bytes at delivery differed from the bytes at the end of the instance (permanence). */
export type Mutation = {
  readonly kind: 'mutated';
  readonly key: string;
  readonly before: string;
  readonly after: string;
};

/** What an asked batch yields; an incident ends it. */
export type Delivery = Answer | Incident;

/** The reason with which a batch's signal aborts when it alone is called off, and the thumbnailer is to go on. */
export const CANCELLED = 'cancelled';

/** One running thumbnailer. */
export type Instance = {
  /** Never throws: trouble comes as an incident. Ends when the batch has settled or its process is dead. */
  readonly ask: (batch: readonly PlainJob[], signal: AbortSignal) => AsyncIterable<Delivery>;
  /** The thumbnailer's own long-term form of a photo; null when it brings none. Rejects when it fails. */
  readonly archive: ((photo: PlainJob['photo']) => Promise<Uint8Array>) | null;
  /** Switches to another version while it runs; null when it cannot. Rejects when it fails. */
  readonly upgrade: ((version: string) => Promise<void>) | null;
  /** Tells it that a photo was deleted; null when it does not care. Rejects when it fails. */
  readonly forget: ((photo: PlainJob['photo']) => Promise<void>) | null;
  /** Whether it reads photos through us, so that a job's `read` can be what it is. */
  readonly readsThroughUs: boolean;
  /** Whether it is asked over connections, so that a job's `transfer` can be what it is. */
  readonly transfers: boolean;
  /** Whether thumbnails are files at paths that we give, so that a job's `write` can be what it is. */
  readonly writesForUs: boolean;
  /** Whether a batch can be called off: an aborted signal then reaches whoever makes it. */
  readonly cancels: boolean;
  /**
   * Kills it, as a machine short of memory would, and resolves when it is gone: what is in flight ends, and that is no incident.
   * Null where nothing lives on between batches.
   */
  readonly kill: (() => Promise<void>) | null;
  /**
   * Stops all its processes, and resolves when they stand still. After `forMs` they go on by themselves, at once where it is
   * closed, killed, or left alone by a harness that is gone. Nothing that it owes grows late meanwhile. Null where we
   * started nothing that lives on between batches.
   */
  readonly pause: ((forMs: number) => Promise<void>) | null;
  /** Stops it within a bounded time, kills what remains, and tells what was seen only at the end. */
  readonly close: () => Promise<Closing>;
};

/** The keys of jobs whose planned trouble came about: whoever has a photo already, or reads its file, never meets that of a read. */
export type Met = { readonly reads: readonly string[]; readonly transfers: readonly string[] };

/** `late`: answers that came after their batch had ended. `peakRssBytes` is 0 where it is not measured. */
export type Closing = {
  readonly mutations: readonly Mutation[];
  readonly late: readonly Answer[];
  readonly incidents: readonly Incident[];
  readonly peakRssBytes: number;
  /** Left out where nothing can be in trouble. */
  readonly met?: Met;
  /** The last of what it wrote to stdout and stderr, capped, control characters left in: renderers escape. */
  readonly log: string;
};

/** The user's own mistake (no such file, a syntax error in it, a wrong export, a bad template): usage, not a fault. */
export type Misconfigured = { readonly kind: 'misconfigured'; readonly detail: string };

export type OpenResult = { readonly kind: 'opened'; readonly instance: Instance } | Misconfigured | Incident;

/**
 * What an instance is to be. `any`: it may have been asked before, where there is only one. `new`: the same code, that was
 * asked for nothing yet. `new-process`: nothing of it has run before.
 */
export type Freshness = 'any' | 'new' | 'new-process';

/** A thumbnailer whose reads, timers and answers are ordered. */
export type InterleavedModule = {
  /** Opens one instance after the other, never two at once. */
  readonly openFor: (conductor: Conductor, freshness: Freshness, bench: Bench) => Promise<OpenResult>;
  /** Ends its process. */
  readonly end: () => Promise<void>;
};

export type Adapter = {
  readonly name: string;
  readonly told: Told;
  /** Never throws: an instance that cannot start is an `unavailable` incident. */
  readonly open: (bench: Bench) => Promise<OpenResult>;
  /** The same, to be ordered; left out where nothing can be. */
  readonly interleaved?: () => InterleavedModule;
};
