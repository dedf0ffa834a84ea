// A module whose reads, timers and answers the harness orders. A race wants hundreds of short trials, each on an instance
// that has seen nothing before; where the module exports a function they share one process, or each would cost a start.

import { resolve } from 'node:path';
import type { Instance, InterleavedModule, OpenResult } from '../model/adapter.ts';
import type { Conductor } from '../model/interleaving.ts';
import type { Bench } from '../model/thumbnailer.ts';
import { MAX_OUTPUT_BYTES } from './byte-limits.ts';
import type { Abilities, Report } from './host-messages.ts';
import { unavailable } from './incident.ts';
import { type Conversation, conversation } from './module-conversation.ts';
import { type ModuleProcess, startModuleProcess } from './module-process.ts';
import type { ModuleOptions } from './module.ts';

type Host = {
  readonly child: ModuleProcess;
  talk: Conversation;
  conductor: Conductor;
  opened: (result: OpenResult) => void;
  isDead: boolean;
  isRenewable: boolean;
};

const START_TIMEOUT_MS = 60_000;
const GRACE_MS = 5_000;
/** Silence under an order is ours as much as the thumbnailer's: nobody waits long for it. */
const SILENCE_MAX_MS = 5_000;

export function interleavedModule(options: ModuleOptions): InterleavedModule {
  const { startTimeoutMs = START_TIMEOUT_MS, graceMs = GRACE_MS, maxAnswerBytes = MAX_OUTPUT_BYTES } = options;
  let host: Host | null = null;

  const instanceOf = (own: Host, can: Abilities): Instance => {
    const { child, talk, conductor } = own;
    const instance = talk.instance(child, can);
    child.tell({ kind: 'order', batches: conductor.batches });
    let closing: ReturnType<Instance['close']> | undefined;
    return { ...instance, close: () => (closing ??= own.isDead ? instance.close() : talk.rest(child)) };
  };

  const hear = (own: Host, report: Report) => {
    switch (report.kind) {
      case 'ready':
        own.isRenewable = report.isRenewable;
        return own.opened({ kind: 'opened', instance: instanceOf(own, report) });
      case 'misconfigured':
        return own.opened(report);
      case 'unavailable':
        return own.opened(unavailable(report.detail));
      case 'waiting':
        return void own.conductor
          .next(report.waiting)
          .then((id) => own.child.tell({ kind: 'release', id }))
          .catch((error: unknown) => own.child.kill(unavailable(`its order broke: ${String(error)}`)));
      case 'let-go':
        return own.conductor.lost(report.detail);
      case 'answer':
      case 'archived':
      case 'closed':
      case 'done':
      case 'ended':
      case 'faulted':
      case 'met':
      case 'mutated':
      case 'not-done':
      case 'stop-faulted':
        return own.talk.receive(report);
      default:
        return report satisfies never;
    }
  };

  const start = (bench: Bench, conductor: Conductor): Host => {
    const child = startModuleProcess({
      file: resolve(options.file),
      bench,
      batchTimeoutMs: Math.min(options.batchTimeoutMs, SILENCE_MAX_MS),
      memoryLimitBytes: options.memoryLimitBytes,
      maxAnswerBytes,
      isOrdered: true,
      owes: () => own.talk.owes(),
      onReport: (report) => hear(own, report),
    });
    const own: Host = {
      child,
      talk: conversation(graceMs),
      conductor,
      opened: () => {},
      isDead: false,
      isRenewable: false,
    };
    void child.death.then((cause) => {
      own.isDead = true;
      own.opened(cause.kind === 'killed' ? unavailable('it was killed while it started') : cause);
      own.talk.bury(cause);
    });
    return own;
  };

  const end = async () => {
    const own = host;
    host = null;
    if (own === null || own.isDead) return;
    const deadline = setTimeout(() => own.child.kill({ kind: 'killed' }), graceMs);
    own.child.tell({ kind: 'close' });
    await own.child.death;
    clearTimeout(deadline);
  };

  const openFor: InterleavedModule['openFor'] = async (conductor, freshness, bench) => {
    const serves = (own: Host) => !own.isDead && (freshness === 'any' || (freshness === 'new' && own.isRenewable));
    if (host !== null && !serves(host)) await end();
    const own = host ?? start(bench, conductor);
    const isKept = host !== null;
    host = own;
    const opened = new Promise<OpenResult>((done) => {
      own.opened = done;
    });
    if (isKept) {
      own.talk = conversation(graceMs);
      own.conductor = conductor;
      own.child.tell({ kind: 'renew', workspace: bench.workspace });
    }
    const deadline = setTimeout(
      () => own.child.kill(unavailable(`it took more than ${startTimeoutMs} ms to start`)),
      startTimeoutMs,
    );
    const result = await opened;
    clearTimeout(deadline);
    if (result.kind !== 'opened') own.child.kill({ kind: 'killed' });
    return result;
  };
  return { openFor, end };
}
