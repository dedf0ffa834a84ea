// Thousands of short runs cannot each start three processes. A fixture that neither exits nor crashes may live in ours:
// batches are served and buffers held by the same code as in a process of its own, and only the pipe between is left out.

import { ALL_TOLD, type Adapter, type Incident, type OpenResult } from '../../harness/model/adapter.ts';
import type { Bench, Thumbnailer } from '../../harness/model/thumbnailer.ts';
import type { Command, Report } from '../../harness/adapters/host-messages.ts';
import type { Killed } from '../../harness/adapters/incident.ts';
import { conversation } from '../../harness/adapters/module-conversation.ts';
import type { ModuleProcess } from '../../harness/adapters/module-process.ts';
import { permanence } from '../../harness/adapters/permanence.ts';
import { serveBatch } from '../../harness/adapters/serve-batch.ts';

const LIMIT_BYTES = 64 * 1024 * 1024;
const GRACE_MS = 5_000;

/** Each opening makes an instance with the trial's seed. What `make` or `start` throws is a fault of the fixture. */
export function adapterInThisProcess(name: string, make: (seed: number) => Thumbnailer): Adapter {
  return { name, told: ALL_TOLD, open: (bench) => openHere(make(bench.seed), bench) };
}

async function openHere(thumbnailer: Thumbnailer, bench: Bench): Promise<OpenResult> {
  const talk = conversation(GRACE_MS);
  const tell = (report: Report) => {
    if (report.kind === 'waiting' || report.kind === 'let-go') return;
    if (report.kind !== 'ready' && report.kind !== 'misconfigured' && report.kind !== 'unavailable')
      talk.receive(report);
  };
  const held = permanence(LIMIT_BYTES, tell);
  const aborts = new Map<number, AbortController>();
  let end: (cause: Incident | Killed) => void = () => {};
  const death = new Promise<Incident | Killed>((resolve) => {
    end = resolve;
  });
  void death.then(talk.bury);

  const serve = async (command: Extract<Command, { kind: 'ask' }>) => {
    const abort = new AbortController();
    aborts.set(command.batch, abort);
    await serveBatch(thumbnailer, command, abort.signal, { maxAnswerBytes: LIMIT_BYTES, permanence: held }, tell);
    aborts.delete(command.batch);
  };
  const close = async () => {
    held.release();
    await thumbnailer.stop?.();
    tell({ kind: 'closed' });
    end({ kind: 'incident', incident: 'crashed', detail: 'it was stopped' });
  };
  const host: ModuleProcess = {
    tell: (command) => {
      switch (command.kind) {
        case 'ask':
          return void serve(command);
        case 'abort':
          return aborts.get(command.batch)?.abort();
        case 'close':
          return void close();
        case 'upgrade':
          return void thumbnailer
            .upgrade?.(command.version)
            .then(() => tell({ kind: 'done', request: command.request }));
        case 'forget':
          throw new TypeError('Expected a fixture that keeps nothing to forget. Run it in a process of its own.');
        case 'order':
        case 'release':
        case 'rest':
        case 'renew':
          throw new TypeError('Expected a fixture that is not ordered. Run it in a process of its own.');
        case 'archive':
          throw new TypeError('Expected a fixture without an archive of its own. Run it in a process of its own.');
        default:
          return command satisfies never;
      }
    },
    kill: end,
    death,
    watch: { heard: () => {}, peakRssBytes: async () => 0, stop: () => {} },
    pausing: null,
    log: () => '',
  };
  await thumbnailer.start?.(bench);
  return {
    kind: 'opened',
    instance: talk.instance(host, {
      archives: false,
      upgrades: thumbnailer.upgrade !== undefined,
      forgets: false,
    }),
  };
}
