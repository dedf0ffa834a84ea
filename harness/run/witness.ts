// Each thing seen is told twice: to the history, at once and without pixels, then to the judge, with them. In one
// place, so that nothing can reach the judge that is not on disk.

import type { Closing, Delivery, Incident, PlainJob } from '../model/adapter.ts';
import type { Channel } from '../model/channel.ts';
import type { HistoryEvent, Phase } from '../model/history.ts';
import { askKey } from '../model/plan.ts';
import type { RunEvent, WorkloadEnd } from './run-event.ts';
import { troublesOf } from './troubles.ts';

export type WitnessOptions = {
  /** Called before the judge can see what it records. */
  readonly record: (event: HistoryEvent) => void;
  readonly digest: (bytes: Uint8Array) => string;
  /** Milliseconds since the run began. */
  readonly now: () => number;
  readonly phase: Phase;
};

export type Witness = {
  readonly opened: (instance: number, again: boolean) => void;
  readonly asked: (batch: number, keys: readonly string[]) => void;
  /** An answer or the incident that ended its batch. */
  readonly delivered: (batch: number, delivery: Delivery) => void;
  readonly incident: (batch: number | null, incident: Incident) => void;
  readonly settled: (batch: number, asked: readonly string[], answered: readonly string[], owes: boolean) => void;
  /** Before the batch is asked; nothing is told of one without troubles. */
  readonly troubled: (batch: number, jobs: readonly PlainJob[]) => void;
  /** Nothing is told of none. */
  readonly givenUp: (batch: number, keys: readonly string[]) => void;
  readonly cancelled: (batch: number) => void;
  readonly killed: (instance: number) => void;
  readonly paused: (instance: number, forMs: number) => void;
  readonly timedOut: (batch: number) => void;
  readonly upgraded: (to: string, detail: string | null) => void;
  /** All of a closing but its incidents. */
  readonly closed: (instance: number, closing: Closing) => void;
  readonly ended: (why: WorkloadEnd, batchesAsked: number) => void;
};

/** What is told goes to `options.record` and into `events`. Throws what `record` and `digest` throw. */
export function witness(
  { record, digest, now, phase }: WitnessOptions,
  events: Pick<Channel<RunEvent>, 'push'>,
): Witness {
  /** For what both are told in the same words. */
  const tellBoth = (event: HistoryEvent & RunEvent) => {
    record(event);
    events.push(event);
  };
  const incident = (batch: number | null, { incident: kind, detail }: Incident) =>
    tellBoth({ kind: 'incident', atMs: now(), batch, incident: kind, detail });
  return {
    incident,
    opened(instance, again) {
      record({ kind: 'opened', atMs: now(), phase, instance });
      if (again) events.push({ kind: 'reopened', atMs: now(), instance });
    },
    asked(batch, keys) {
      const atMs = now();
      record({ kind: 'asked', atMs, phase, batch, keys: keys.map(askKey) });
      events.push({ kind: 'asked', atMs, batch, keys });
    },
    delivered(batch, delivery) {
      switch (delivery.kind) {
        case 'incident':
          return incident(batch, delivery);
        case 'refused':
          return tellBoth({ kind: 'refused', atMs: now(), batch, key: delivery.key, reason: delivery.reason });
        case 'thumbnail': {
          const { key, bytes } = delivery;
          const [atMs, digestOfBytes] = [now(), digest(bytes)];
          record({ kind: 'answered', atMs, batch, key, digest: digestOfBytes, sizeBytes: bytes.byteLength });
          return events.push({ kind: 'thumbnail', atMs, batch, key, bytes, digest: digestOfBytes });
        }
        default:
          return delivery satisfies never;
      }
    },
    settled(batch, asked, answered, owes) {
      record({ kind: 'settled', atMs: now(), batch });
      events.push({ kind: 'settled', atMs: now(), batch, asked, answered, owes });
    },
    // What happens as planned is no news to the judge.
    troubled(batch, jobs) {
      const { reads, transfers, writes } = troublesOf(jobs);
      if (reads.length + transfers.length > 0) record({ kind: 'troubled', atMs: now(), batch, reads, transfers });
      if (writes.length > 0) record({ kind: 'obstructed', atMs: now(), batch, writes });
    },
    givenUp(batch, keys) {
      if (keys.length > 0) record({ kind: 'given-up', atMs: now(), batch, keys });
    },
    cancelled: (batch) => record({ kind: 'cancelled', atMs: now(), batch }),
    killed: (instance) => record({ kind: 'killed', atMs: now(), instance }),
    paused: (instance, forMs) => record({ kind: 'paused', atMs: now(), instance, forMs }),
    timedOut: (batch) => record({ kind: 'timed-out', atMs: now(), batch }),
    upgraded: (to, detail) => record({ kind: 'upgraded', atMs: now(), to, detail }),
    closed(instance, { late, mutations, peakRssBytes, log, met }) {
      const atMs = now();
      // In an order of their own: that in which they came about is not the same again.
      const [reads, transfers] = [met?.reads.toSorted() ?? [], met?.transfers.toSorted() ?? []];
      if (reads.length + transfers.length > 0) record({ kind: 'met', atMs, reads, transfers });
      for (const answer of late) {
        record({ kind: 'late', atMs, key: answer.key });
        events.push({ kind: 'late', atMs, answer });
      }
      for (const mutation of mutations) tellBoth({ ...mutation, atMs });
      record({ kind: 'closed', atMs, instance, peakRssBytes });
      events.push({ kind: 'closed', atMs, instance, peakRssBytes, log });
    },
    ended(why, batchesAsked) {
      // Not recorded: a run has several workloads, and `ended` in the history is the run's own last line.
      events.push({ kind: 'ended', atMs: now(), why, batchesAsked });
    },
  };
}
