// Which answer belongs to which batch, and what becomes of the batches when the process dies: each one in flight ends
// with the cause of death, each one asked later gets it at once, and answers that nobody waits for any more are kept.

import { setMaxListeners } from 'node:events';
import {
  CANCELLED,
  type Closing,
  type Delivery,
  type Incident,
  type Instance,
  type Mutation,
  type PlainJob,
} from '../model/adapter.ts';
import { type Channel, channel } from '../model/channel.ts';
import type { Answer } from '../model/thumbnailer.ts';
import type { Abilities, Command, Report } from './host-messages.ts';
import { faulted, hung, KILLED, type Killed, unavailable } from './incident.ts';
import type { ModuleProcess } from './module-process.ts';

const NO_BYTES = new Uint8Array(0);

type RunningReport = Exclude<Report, { kind: 'ready' | 'misconfigured' | 'unavailable' | 'waiting' | 'let-go' }>;

export type Conversation = {
  readonly receive: (report: RunningReport) => void;
  /** The process is dead, of this. */
  readonly bury: (cause: Incident | Killed) => void;
  /** True while an answer is outstanding. */
  readonly owes: () => boolean;
  readonly instance: (host: ModuleProcess, can: Abilities) => Instance;
  /** Closes the instance and leaves its process alive; of a process that is dead it tells why. */
  readonly rest: (host: ModuleProcess) => Promise<Closing>;
};

/** `graceMs`: how long stop(), and the end of an aborted batch, may take before the process is killed. */
export function conversation(graceMs: number): Conversation {
  const inFlight = new Map<number, Channel<Delivery>>();
  /** What was asked for beside thumbnails: an archived form gives bytes, all else none. */
  const requests = new Map<
    number,
    { readonly resolve: (bytes: Uint8Array) => void; readonly reject: (error: Error) => void }
  >();
  const mutations: Mutation[] = [];
  const late: Answer[] = [];
  const incidents: Incident[] = [];
  const met = new Set<string>();
  let dead: Incident | Killed | null = null;
  let deathTold = false;
  let closing = false;
  let stopped = false;
  let asked = 0;

  const settle = (batch: number, incident?: Incident | Killed) => {
    if (incident?.kind === 'incident') inFlight.get(batch)?.push(incident);
    inFlight.get(batch)?.end();
    inFlight.delete(batch);
  };

  const receive = (report: RunningReport): void => {
    switch (report.kind) {
      case 'answer': {
        const batch = inFlight.get(report.batch);
        if (batch === undefined) late.push(report.answer);
        else batch.push(report.answer);
        return;
      }
      case 'faulted':
        return settle(report.batch, faulted(report.detail));
      case 'ended':
        return settle(report.batch);
      case 'archived':
        return requests.get(report.request)?.resolve(report.bytes);
      case 'done':
        return requests.get(report.request)?.resolve(NO_BYTES);
      case 'not-done':
        return requests.get(report.request)?.reject(new Error(report.detail));
      case 'met':
        return void met.add(report.key);
      case 'mutated':
        return void mutations.push(report);
      case 'stop-faulted':
        return void incidents.push(faulted(report.detail));
      case 'closed':
        stopped = true;
        return;
      default:
        return report satisfies never;
    }
  };

  const bury = (cause: Incident | Killed) => {
    dead = cause;
    deathTold ||= inFlight.size > 0;
    const said = closing ? unavailable('the instance was closed before this batch had ended') : cause;
    for (const batch of inFlight.keys()) settle(batch, said);
    for (const request of requests.values()) request.reject(new Error(deathSays(cause)));
  };

  async function* ask(host: ModuleProcess, jobs: readonly PlainJob[], signal: AbortSignal): AsyncIterable<Delivery> {
    if (signal.aborted) return;
    if (dead !== null) {
      deathTold = true;
      if (dead.kind === 'incident') yield dead;
      return;
    }
    asked += 1;
    const batch = asked;
    const deliveries = channel<Delivery>();
    inFlight.set(batch, deliveries);
    // One listener per batch in flight is meant; the default warns at eleven.
    setMaxListeners(0, signal);
    let grace: NodeJS.Timeout | undefined;
    const abort = () => {
      host.tell({ kind: 'abort', batch });
      // Whoever goes on with a batch that was called off, answer by answer, may do so.
      if (signal.reason === CANCELLED) return;
      grace = setTimeout(
        () => host.kill(hung(`a batch had not ended ${graceMs} ms after it was aborted; the process was killed`)),
        graceMs,
      );
    };
    signal.addEventListener('abort', abort, { once: true });
    host.tell({ kind: 'ask', batch, jobs });
    try {
      yield* deliveries.values();
    } finally {
      signal.removeEventListener('abort', abort);
      clearTimeout(grace);
      if (inFlight.delete(batch)) host.tell({ kind: 'abort', batch });
    }
  }

  const request = async (host: ModuleProcess, command: (request: number) => Command): Promise<Uint8Array> => {
    if (dead !== null) throw new Error(deathSays(dead));
    asked += 1;
    const number = asked;
    try {
      return await new Promise((resolve, reject) => {
        requests.set(number, { resolve, reject });
        host.tell(command(number));
      });
    } finally {
      requests.delete(number);
    }
  };

  const rest = async (host: ModuleProcess): Promise<Closing> => {
    try {
      await request(host, (number) => ({ kind: 'rest', request: number }));
    } catch {
      // It is dead, and that is told below.
    }
    if (!deathTold && dead?.kind === 'incident') incidents.push(dead);
    return { mutations, late, incidents, peakRssBytes: await host.watch.peakRssBytes(), log: host.log() };
  };

  const close = async (host: ModuleProcess): Promise<Closing> => {
    const peakRssBytes = await host.watch.peakRssBytes();
    host.pausing?.resume();
    if (dead === null) {
      closing = true;
      for (const batch of inFlight.keys()) host.tell({ kind: 'abort', batch });
      host.tell({ kind: 'close' });
      const grace = setTimeout(
        () => host.kill(hung(`stop() had not ended after ${graceMs} ms; the process was killed`)),
        graceMs,
      );
      const cause = await host.death;
      clearTimeout(grace);
      if (cause.kind === 'incident' && (!stopped || cause.incident !== 'crashed')) incidents.push(cause);
    } else if (!deathTold && dead.kind === 'incident') {
      incidents.push(dead);
    }
    return { mutations, late, incidents, peakRssBytes, log: host.log(), met: { reads: [...met], transfers: [] } };
  };

  return {
    receive,
    bury,
    owes: () => inFlight.size > 0 || requests.size > 0,
    rest,
    instance(host, { archives, upgrades, forgets }) {
      let closed: Promise<Closing> | undefined;
      return {
        ask: (jobs, signal) => ask(host, jobs, signal),
        archive: archives ? (photo) => request(host, (number) => ({ kind: 'archive', request: number, photo })) : null,
        upgrade: upgrades
          ? async (version) => {
              await request(host, (number) => ({ kind: 'upgrade', request: number, version }));
            }
          : null,
        forget: forgets
          ? async (photo) => {
              await request(host, (number) => ({ kind: 'forget', request: number, photo }));
            }
          : null,
        readsThroughUs: true,
        transfers: false,
        writesForUs: false,
        cancels: true,
        kill: async () => {
          host.kill(KILLED);
          await host.death;
        },
        pause: host.pausing?.pause ?? null,
        close: () => (closed ??= close(host)),
      };
    },
  };
}

function deathSays(death: Incident | Killed): string {
  return death.kind === 'killed' ? 'it was killed, as planned' : death.detail;
}
