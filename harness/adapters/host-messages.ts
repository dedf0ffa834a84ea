// What a module adapter's process and ours say to each other. The adapter's code can send messages of its own through
// the same channel, so every message carries a token that only the host knows, and is checked before it is believed.

import { inspect } from 'node:util';
import type { Mutation, PlainJob } from '../model/adapter.ts';
import type { Waiting } from '../model/interleaving.ts';
import type { Answer } from '../model/thumbnailer.ts';

/** Passed as the host's arguments, as JSON. */
export type HostOptions = {
  readonly token: string;
  readonly file: string;
  readonly workspace: string;
  readonly seed: number;
  readonly maxAnswerBytes: number;
  /** The host ends itself when this process is no longer its parent. */
  readonly harnessPid: number;
  /** Its reads, timers and answers can be ordered. */
  readonly isOrdered: boolean;
};

/** From us to the host. */
export type Command =
  | { readonly kind: 'ask'; readonly batch: number; readonly jobs: readonly PlainJob[] }
  | { readonly kind: 'abort'; readonly batch: number }
  | { readonly kind: 'archive'; readonly request: number; readonly photo: PlainJob['photo'] }
  | { readonly kind: 'upgrade'; readonly request: number; readonly version: string }
  | { readonly kind: 'forget'; readonly request: number; readonly photo: PlainJob['photo'] }
  /** Order what the next so many batches wait for. */
  | { readonly kind: 'order'; readonly batches: number }
  | { readonly kind: 'release'; readonly id: number }
  /** Nothing is asked any more: what was delivered is looked at again. */
  | { readonly kind: 'rest'; readonly request: number }
  /** Become another instance, in a workspace of its own; where the file exports no function, the same one goes on. */
  | { readonly kind: 'renew'; readonly workspace: string }
  | { readonly kind: 'close' };

/** What the thumbnailer can do beside thumbnails. */
export type Abilities = { readonly archives: boolean; readonly upgrades: boolean; readonly forgets: boolean };

/** From the host to us. */
export type Report =
  | { readonly kind: 'misconfigured'; readonly detail: string }
  | { readonly kind: 'unavailable'; readonly detail: string }
  /** `isRenewable`: it can become another instance of itself. */
  | ({ readonly kind: 'ready'; readonly isRenewable: boolean } & Abilities)
  | { readonly kind: 'answer'; readonly batch: number; readonly answer: Answer }
  | { readonly kind: 'faulted'; readonly batch: number; readonly detail: string }
  | { readonly kind: 'ended'; readonly batch: number }
  | { readonly kind: 'archived'; readonly request: number; readonly bytes: Uint8Array }
  /** An upgrade, or what was to be forgotten. */
  | { readonly kind: 'done'; readonly request: number }
  /** Whatever was asked for beside thumbnails could not be done. */
  | { readonly kind: 'not-done'; readonly request: number; readonly detail: string }
  /** The read of this job met its trouble. */
  | { readonly kind: 'met'; readonly key: string }
  /** What may go on; one of these is to be released. */
  | { readonly kind: 'waiting'; readonly waiting: readonly Waiting[] }
  /** It could not be ordered to the end. */
  | { readonly kind: 'let-go'; readonly detail: string }
  | Mutation
  | { readonly kind: 'stop-faulted'; readonly detail: string }
  | { readonly kind: 'closed' };

/**
 * The reports inside a message, { token, reports }; none when it is not from our host. One message holds the reports of
 * one turn of the host's event loop: one message each would cost more than the thumbnails.
 */
export function readEnvelope(message: unknown, token: string): readonly Report[] {
  if (!isRecord(message) || message['token'] !== token || !Array.isArray(message['reports'])) return [];
  return message['reports'].filter(isReport);
}

function isReport(value: unknown): value is Report {
  if (!isRecord(value)) return false;
  switch (value['kind']) {
    case 'misconfigured':
    case 'unavailable':
    case 'stop-faulted':
    case 'let-go':
      return typeof value['detail'] === 'string';
    case 'ready':
      return ['isRenewable', 'archives', 'upgrades', 'forgets'].every((ability) => typeof value[ability] === 'boolean');
    case 'waiting':
      return (
        Array.isArray(value['waiting']) &&
        value['waiting'].length > 0 &&
        value['waiting'].every((one) => isRecord(one) && typeof one['id'] === 'number' && isRecord(one['waited']))
      );
    case 'answer':
      return typeof value['batch'] === 'number' && problemWith(value['answer']) === null;
    case 'faulted':
      return typeof value['batch'] === 'number' && typeof value['detail'] === 'string';
    case 'ended':
      return typeof value['batch'] === 'number';
    case 'archived':
      return typeof value['request'] === 'number' && value['bytes'] instanceof Uint8Array;
    case 'done':
      return typeof value['request'] === 'number';
    case 'not-done':
      return typeof value['request'] === 'number' && typeof value['detail'] === 'string';
    case 'met':
      return typeof value['key'] === 'string';
    case 'mutated':
      return (
        typeof value['key'] === 'string' && typeof value['before'] === 'string' && typeof value['after'] === 'string'
      );
    case 'closed':
      return true;
    default:
      return false;
  }
}

/** What keeps a value from being an Answer, in words; null when it is one. */
export function problemWith(value: unknown): string | null {
  if (!isRecord(value)) return `Expected an answer { key, kind, bytes | reason }, got ${describe(value)}.`;
  const { key, kind, bytes, reason } = value;
  if (typeof key !== 'string') return `Expected the answer's key to be a string, got ${describe(key)}.`;
  if (kind === 'thumbnail') {
    return bytes instanceof Uint8Array
      ? null
      : `Expected the bytes of the thumbnail for ${key} to be a Uint8Array, got ${describe(bytes)}.`;
  }
  if (kind === 'refused') {
    return typeof reason === 'string'
      ? null
      : `Expected the reason of the refusal of ${key} to be a string, got ${describe(reason)}.`;
  }
  return `Expected the answer for ${key} to be of kind 'thumbnail' or 'refused', got ${describe(kind)}.`;
}

/** A value in a few words, for messages. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  if (typeof value === 'function') return `a function ${value.name}`.trimEnd();
  if (typeof value !== 'object') return inspect(value);
  const made = value.constructor?.name ?? 'Object';
  return made === 'Object' ? `an object { ${Object.keys(value).slice(0, 8).join(', ')} }` : `an instance of ${made}`;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
