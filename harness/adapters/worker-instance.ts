// Which answer belongs to which batch of a worker, when silence is a hang, and what becomes of everybody when the
// process dies: each batch in flight ends with the cause of death, and answers that nobody waits for are kept.

import type { ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Closing, Delivery, Incident, Instance, PlainJob } from '../model/adapter.ts';
import { channel, type Channel } from '../model/channel.ts';
import type { Answer } from '../model/thumbnailer.ts';
import { MAX_OUTPUT_BYTES } from './byte-limits.ts';
import { cappedLog, lastWords } from './capped-log.ts';
import { watchChild } from './child-watch.ts';
import { watchDisk } from './disk-watch.ts';
import { crashed, hung, overweight, weightSays, KILLED, type Killed } from './incident.ts';
import { manifestLine } from './manifest.ts';
import { obstructOutput } from './obstruct-output.ts';
import { pausing } from './pausing.ts';
import { outputName } from './placeholders.ts';
import { drained, errorCode, killGroup } from './process-group.ts';
import type { ProcessMark } from './process-mark.ts';
import { removeOutput } from './read-output.ts';
import { workerLines, type WorkerAnswer } from './worker-lines.ts';
import { whatItWrote } from './worker-output.ts';
import type { WorkerOptions } from './worker.ts';

type Child = ChildProcessByStdio<Writable, Readable, Readable>;
/** `owed`: keys asked for and not yet answered. */
type OpenBatch = { readonly deliveries: Channel<Delivery>; readonly owed: Set<string> };

const GRACE_MS = 5_000;
/** So many of the largest outputs may lie on disk, unread, before it is killed. */
const UNREAD_OUTPUTS_MAX = 16;
/** A worker may talk on its stdout between two answers, but not for ever. */
const MAX_NOISE_CHARACTERS = 1024 * 1024;

/** Takes the process over. */
export function workerInstance(child: Child, mark: ProcessMark, outputs: string, options: WorkerOptions): Instance {
  const { timeoutMs, memoryLimitBytes, maxOutputBytes = MAX_OUTPUT_BYTES, graceMs = GRACE_MS } = options;
  const log = cappedLog();
  const batches = new Set<OpenBatch>();
  /** By key, also of what was answered: a second answer belongs to the batch of the first. */
  const files = new Map<string, { readonly output: string; readonly batch: OpenBatch }>();
  const late: Answer[] = [];
  const incidents: Incident[] = [];
  let cause: Incident | Killed | null = null;
  let dead: Incident | Killed | null = null;
  let deathTold = false;
  let noise = { lines: 0, first: '', sinceAnswer: 0 };
  let outputsNamed = 0;
  /** Answers are read one after the other, so that a second one for a key finds what the first has left. */
  let reading = Promise.resolve();

  const pauses = pausing(child.pid);
  const kill = (incident: Incident | Killed) => {
    cause ??= incident;
    killGroup(child.pid);
  };
  const watch = watchChild({
    pid: child.pid ?? 0,
    silenceMs: timeoutMs,
    memoryLimitBytes,
    owes: () => !pauses.isPaused() && batches.size > 0,
    onSilence: () => kill(hung(`nothing was answered for ${timeoutMs} ms; the process was killed${noiseSays(noise)}`)),
    onOverweight: (rssBytes) => kill(overweight(`${weightSays(rssBytes, memoryLimitBytes)}; the process was killed`)),
  });

  const maxDiskBytes = UNREAD_OUTPUTS_MAX * maxOutputBytes;
  const endDiskWatch = watchDisk(outputs, maxDiskBytes, () =>
    kill(crashed(`its outputs took more than ${maxDiskBytes} bytes of disk; the process was killed`)),
  );

  const settle = (batch: OpenBatch, incident?: Incident | Killed) => {
    if (incident?.kind === 'incident') batch.deliveries.push(incident);
    batch.deliveries.end();
    batches.delete(batch);
  };

  const answer = async (told: WorkerAnswer) => {
    const file = files.get(told.key);
    const read: Answer =
      told.kind === 'failed'
        ? { key: told.key, kind: 'refused', reason: told.reason }
        : await whatItWrote(told.key, outputs, file?.output ?? null, maxOutputBytes);
    const batch = file?.batch ?? batches.values().next().value;
    if (batch === undefined || !batches.has(batch)) {
      late.push(read);
      return;
    }
    batch.deliveries.push(read);
    batch.owed.delete(told.key);
    if (batch.owed.size === 0) settle(batch);
  };

  child.stdout.on(
    'data',
    workerLines((line) => {
      if (line.kind === 'noise') {
        if (noise.sinceAnswer > MAX_NOISE_CHARACTERS) return;
        const { lines, first, sinceAnswer } = noise;
        noise = {
          lines: lines + 1,
          first: lines === 0 ? line.text : first,
          sinceAnswer: sinceAnswer + line.text.length + 1,
        };
        log.write(Buffer.from(`${line.text}\n`));
        if (noise.sinceAnswer > MAX_NOISE_CHARACTERS)
          kill(crashed(`it flooded its stdout and was killed${noiseSays(noise)}`));
        return;
      }
      noise.sinceAnswer = 0;
      watch.heard();
      reading = reading.then(() => answer(line));
    }),
  );
  child.stderr.on('data', log.write);
  // A worker that is gone is told by its exit, not by the pipe that it leaves.
  child.stdin.on('error', () => {});

  const death = new Promise<void>((resolve) => {
    const end = (how: string) => {
      pauses.resume();
      watch.stop();
      endDiskWatch();
      killGroup(child.pid);
      mark.sweep();
      void drained(child)
        .then(() => reading)
        .then(() => {
          const words = lastWords(log.text());
          dead = cause ?? crashed(words === '' ? how : `${how}; its last words: ${words}`);
          deathTold ||= batches.size > 0;
          for (const batch of batches) settle(batch, dead);
          resolve();
        });
    };
    child.once('error', (error) => end(`it could not be run: ${errorCode(error)}`));
    child.once('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });

  async function* ask(jobs: readonly PlainJob[], signal: AbortSignal): AsyncIterable<Delivery> {
    if (signal.aborted || jobs.length === 0) return;
    if (dead !== null) {
      deathTold = true;
      if (dead.kind === 'incident') yield dead;
      return;
    }
    const batch: OpenBatch = { deliveries: channel<Delivery>(), owed: new Set(jobs.map(({ key }) => key)) };
    batches.add(batch);
    watch.heard();
    // It has no way to be told of an abort: what it answers from here on is late.
    const abort = () => settle(batch);
    signal.addEventListener('abort', abort, { once: true });
    for (const job of jobs) {
      outputsNamed += 1;
      const output = outputName(outputsNamed, job.recipe.format);
      files.set(job.key, { output, batch });
      if (job.write !== undefined) obstructOutput(join(outputs, output), job.write);
      child.stdin.write(`${manifestLine(job, job.photo.path, join(outputs, output))}\n`);
    }
    try {
      yield* batch.deliveries.values();
    } finally {
      signal.removeEventListener('abort', abort);
      batches.delete(batch);
    }
  }

  const close = async (): Promise<Closing> => {
    const peakRssBytes = await watch.peakRssBytes();
    pauses.resume();
    if (dead === null) {
      child.stdin.end();
      const grace = setTimeout(
        () => kill(hung(`it had not ended ${graceMs} ms after its stdin had; the process was killed`)),
        graceMs,
      );
      await death;
      clearTimeout(grace);
      if (cause?.kind === 'incident') incidents.push(cause);
    } else if (!deathTold && dead.kind === 'incident') {
      incidents.push(dead);
    }
    await reading;
    await removeOutput(outputs).catch(() => undefined);
    return { mutations: [], late, incidents, peakRssBytes, log: log.text() };
  };
  let closed: Promise<Closing> | undefined;
  return {
    ask,
    archive: null,
    upgrade: null,
    forget: null,
    readsThroughUs: false,
    transfers: false,
    writesForUs: true,
    // Nothing can be said to it but another line.
    cancels: false,
    kill: async () => {
      kill(KILLED);
      await death;
    },
    pause: pauses.pause,
    close: () => (closed ??= close()),
  };
}

function noiseSays({ lines, first }: { readonly lines: number; readonly first: string }): string {
  return lines === 0
    ? ''
    : `; ${lines} lines on its stdout were no answers, the first: ${JSON.stringify(first)} (log to stderr instead)`;
}
