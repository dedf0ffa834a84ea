// Instances made by hand, so that a spec decides when each batch is answered and how it ends.

import type { Closing, Delivery, Incident, Instance, OpenResult, PlainJob } from '../../harness/model/adapter.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { STEADY, type Happening } from '../../harness/model/plan.ts';
import type { RunEvent } from '../../harness/run/run-event.ts';
import type { WorkloadOptions } from '../../harness/run/workload-options.ts';
import { runWorkload } from '../../harness/run/workload.ts';

export const NOTHING: Closing = { mutations: [], late: [], incidents: [], peakRssBytes: 0, log: '' };
export const FAULT: Incident = { kind: 'incident', incident: 'faulted', detail: 'threw' };

export function job(key: string): PlainJob {
  return {
    key,
    photo: { owner: 'ann', album: 'summer', name: key, version: 1, archived: false, path: key },
    recipe: { width: 8, height: 8, fit: 'cover', format: 'png', quality: 80 },
  };
}

/** Batches of two, named `b0-0`, `b0-1`, `b1-0`… */
export function batches(count: number): PlainJob[][] {
  return Array.from({ length: count }, (_, batch) => [job(`b${batch}-0`), job(`b${batch}-1`)]);
}

export const answer = (key: string): Delivery => ({ key, kind: 'thumbnail', bytes: new Uint8Array(Buffer.from(key)) });

/** An instance that does in `ask` what the function says, and counts its closings in `closings`. */
export function instanceOf(
  ask: (batch: readonly PlainJob[], signal: AbortSignal) => AsyncIterable<Delivery>,
  closing: Closing = NOTHING,
  closings: string[] = [],
): Instance {
  return {
    ask,
    archive: null,
    upgrade: null,
    forget: null,
    readsThroughUs: false,
    transfers: false,
    writesForUs: false,
    cancels: true,
    kill: null,
    pause: null,
    close: async () => {
      closings.push('closed');
      return closing;
    },
  };
}

/** Answers all, each batch a turn later. */
export async function* answerAll(batch: readonly PlainJob[]): AsyncIterable<Delivery> {
  for (const { key } of batch) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    yield answer(key);
  }
}

export type Setup = {
  readonly run: ReturnType<typeof runWorkload>;
  readonly history: HistoryEvent[];
  readonly reopenings: () => number;
};

export function setUp(instance: Instance, options: Partial<WorkloadOptions> = {}): Setup {
  const history: HistoryEvent[] = [];
  let reopenings = 0;
  const reopen = options.reopen ?? (async (): Promise<OpenResult> => ({ kind: 'opened', instance }));
  const run = runWorkload({
    instance,
    batches: batches(6),
    batchesInFlight: 2,
    arrival: STEADY,
    happeningsTo: () => [],
    quietBefore: () => null,
    phase: 'load',
    firstBatch: 0,
    firstInstance: 0,
    record: (event) => history.push(event),
    digest: (bytes) => Buffer.from(bytes).toString(),
    now: () => performance.now(),
    signal: new AbortController().signal,
    maxIncidents: 10,
    backlog: 100,
    ...options,
    reopen: () => {
      reopenings += 1;
      return reopen();
    },
  });
  return { run, history, reopenings: () => reopenings };
}

export async function allOf(run: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}

/** Events as short text, times left out. */
export function shortly(events: readonly (RunEvent | HistoryEvent)[]): string[] {
  return events.map((event) => {
    switch (event.kind) {
      case 'thumbnail':
      case 'answered':
      case 'refused':
      case 'mutated':
      case 'breach':
        return `${event.kind} ${event.key}`;
      case 'late':
        return `late ${'answer' in event ? event.answer.key : event.key}`;
      case 'incident':
        return `${event.incident} ${event.batch ?? '-'}`;
      case 'asked':
      case 'settled':
      case 'troubled':
      case 'given-up':
      case 'obstructed':
      case 'cancelled':
      case 'timed-out':
        return `${event.kind} ${event.batch}`;
      case 'reopened':
      case 'opened':
      case 'closed':
      case 'killed':
      case 'paused':
        return `${event.kind} ${event.instance}`;
      case 'changed':
        return `${event.changes.join(', ')} ${event.photo}`;
      case 'upgraded':
        return `upgraded to ${event.to}${event.detail === null ? '' : ': ' + event.detail}`;
      case 'trial-started':
      case 'met':
      case 'interleaved':
        return event.kind;
      case 'ended':
        return `ended ${event.why}`;
      default:
        return event satisfies never;
    }
  });
}

/** What is to happen to the batch that holds an ask, by the asks' keys. */
export const happeningsAt =
  (happenings: readonly Happening[]) =>
  (keys: readonly string[]): readonly Happening[] =>
    happenings.filter(({ at }) => keys.includes(at));
