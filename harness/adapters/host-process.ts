// The process in which a module adapter lives, so that its exit, crash, hang or leak is an event of ours and not our
// end. This file is the entry of that process: it loads the adapter, serves batches, and says what happened.
// Uncaught exceptions are left to Node, which ends the process with a trace, just as it would in production.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Command, HostOptions, Report } from './host-messages.ts';
import { type Loaded, loadThumbnailer } from './load-thumbnailer.ts';
import { orderTimers } from './ordered-timers.ts';
import { permanence } from './permanence.ts';
import { reportOutbox } from './report-outbox.ts';
import { serveBatch, toPhoto } from './serve-batch.ts';
import { turnstile } from './turnstile.ts';

/** Delivered thumbnails kept for the permanence check (DESIGN §6). */
const MAX_HELD_BYTES = 64 * 1024 * 1024;

const options: HostOptions = JSON.parse(process.argv[2] ?? '{}');
endWithHarness(options.harnessPid);
const outbox = reportOutbox(sendMessage);
const { send } = outbox;
// What was delivered before an exit was delivered, though its message was still to be written.
process.on('exit', () => outbox.flush());
const order = options.isOrdered ? turnstile(join(options.workspace, '.thread'), send) : null;
if (order !== null) orderTimers(order);
const loaded = await loadThumbnailer(options.file, options.seed);
if (loaded.kind === 'loaded') await host(loaded);
else send({ kind: loaded.kind, detail: loaded.detail });

async function host({ thumbnailer: first, again }: Extract<Loaded, { kind: 'loaded' }>): Promise<void> {
  let thumbnailer = first;
  const held = permanence(MAX_HELD_BYTES, send);
  const aborts = new Map<number, AbortController>();
  const limits = { maxAnswerBytes: options.maxAnswerBytes, permanence: held };

  const serve = async (command: Extract<Command, { kind: 'ask' }>) => {
    const abort = new AbortController();
    aborts.set(command.batch, abort);
    if (order === null) await serveBatch(thumbnailer, command, abort.signal, limits, send);
    else
      await order.serve(command.batch, (waits) => serveBatch(thumbnailer, command, abort.signal, limits, send, waits));
    aborts.delete(command.batch);
  };
  const archive = async ({ request, photo }: Extract<Command, { kind: 'archive' }>) => {
    try {
      const bytes = await thumbnailer.archive?.(toPhoto(photo));
      if (!(bytes instanceof Uint8Array)) throw new TypeError('Expected archive() to give a Uint8Array.');
      send({ kind: 'archived', request, bytes: new Uint8Array(bytes) });
    } catch (error) {
      send({ kind: 'not-done', request, detail: message(error) });
    }
  };
  const done = async (request: number, work: () => Promise<void> | undefined) => {
    try {
      await work();
      send({ kind: 'done', request });
    } catch (error) {
      send({ kind: 'not-done', request, detail: message(error) });
    }
  };
  const upgrade = async ({ request, version }: Extract<Command, { kind: 'upgrade' }>) =>
    done(request, () => thumbnailer.upgrade?.(version));
  const forget = async ({ request, photo }: Extract<Command, { kind: 'forget' }>) =>
    done(request, () => thumbnailer.forget?.(toPhoto(photo)));
  const close = async () => {
    // Before stop(): what a thumbnailer does with its own buffers while it shuts down is its own affair.
    held.release();
    try {
      await thumbnailer.stop?.();
    } catch (error) {
      send({ kind: 'stop-faulted', detail: `stop() failed: ${message(error)}` });
    }
    send({ kind: 'closed' });
    outbox.flush(() => process.exit(0));
  };
  const start = async (workspace: string): Promise<boolean> => {
    try {
      await thumbnailer.start?.({ workspace, seed: options.seed });
      return true;
    } catch (error) {
      send({ kind: 'unavailable', detail: `start() failed: ${message(error)}` });
      return false;
    }
  };
  const ready = () =>
    send({
      kind: 'ready',
      isRenewable: again !== null,
      archives: thumbnailer.archive !== undefined,
      upgrades: thumbnailer.upgrade !== undefined,
      forgets: thumbnailer.forget !== undefined,
    });
  /** A thumbnailer that there is only one of is not started twice. */
  const renew = async (workspace: string) => {
    if (again === null) return ready();
    // That it could not stop is nothing to the next one.
    await Promise.resolve(thumbnailer.stop?.()).catch(() => {});
    const next = await again();
    if (next.kind !== 'loaded') return send({ kind: 'unavailable', detail: next.detail });
    thumbnailer = next.thumbnailer;
    if (await start(workspace)) ready();
  };
  const obey = (command: Command): void => {
    switch (command.kind) {
      case 'ask':
        return void serve(command);
      case 'abort':
        order?.letGo();
        return aborts.get(command.batch)?.abort();
      case 'archive':
        return void archive(command);
      case 'upgrade':
        return void upgrade(command);
      case 'forget':
        return void forget(command);
      case 'order':
        return order?.expect(command.batches);
      case 'release':
        return order?.release(command.id);
      case 'rest':
        return void done(command.request, async () => held.release());
      case 'renew':
        return void renew(command.workspace);
      case 'close':
        return void close();
      default:
        return command satisfies never;
    }
  };

  if (!(await start(options.workspace))) return;
  process.on('message', obey);
  ready();
}

/** Without effect once the channel is closed: the harness sees that by itself. A callback is what keeps Node from throwing. */
function sendMessage(reports: readonly Report[], sent: () => void = () => {}): void {
  process.send?.({ token: options.token, reports }, undefined, undefined, sent);
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Ends this process group when the harness is gone, even if it was killed and this thread is stuck in a loop.
 * A thread of its own asks for the parent, because the main thread cannot be relied on.
 */
function endWithHarness(harnessPid: number): void {
  const watch = `
    const { workerData } = require('node:worker_threads');
    setInterval(() => { if (process.ppid !== workerData) process.kill(-process.pid, 'SIGKILL'); }, 500);`;
  new Worker(watch, {
    eval: true,
    execArgv: [],
    workerData: harnessPid,
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  }).unref();
}
