// A server under test is started, waited for, and stopped again by us, with everything that it started itself; when it
// dies in between, that is told with its last words, and not as thousands of refused connections.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { kill } from 'node:process';
import type { Incident, Instance } from '../model/adapter.ts';
import { cappedLog, lastWords } from './capped-log.ts';
import { watchChild } from './child-watch.ts';
import { findProgram } from './find-program.ts';
import { freePort } from './free-port.ts';
import type { HttpClient } from './http-client.ts';
import { crashed, KILLED, type Killed, overweight, unavailable, weightSays } from './incident.ts';
import { pausing, type StoppableClock } from './pausing.ts';
import { fillIn } from './placeholders.ts';
import { drained, errorCode, killGroup } from './process-group.ts';
import { type ProcessMark, processMark } from './process-mark.ts';
import { splitWords } from './split-words.ts';

export type StopSignal = 'SIGTERM' | 'SIGINT' | 'SIGQUIT' | 'SIGHUP' | 'SIGKILL';

export type ServerOptions = {
  /** Split into arguments once, without a shell; server placeholders are filled in. */
  readonly start: string;
  /** Polled until it answers with anything below 500; null: the address that is asked for thumbnails. */
  readonly ready: string | null;
  readonly stopSignal: StopSignal;
  /** By default 30 s. */
  readonly readyTimeoutMs?: number;
  /** After the stop signal it gets this long, by default 5 s; then it is killed. */
  readonly stopGraceMs?: number;
  readonly memoryLimitBytes: number;
};

export type Server = {
  /** The cause, once it is dead; waits a moment for a death that a broken connection may foretell. */
  readonly deathSoon: () => Promise<Incident | Killed | null>;
  /** Null both, where what we started is the client of a server that runs elsewhere. */
  readonly living: Pick<Instance, 'kill' | 'pause'>;
  /** Ends it and its group within a bounded time. */
  readonly stop: () => Promise<{ readonly peakRssBytes: number; readonly log: string }>;
};

const READY_TIMEOUT_MS = 30_000;
const POLL_MS = 50;
const FORETOLD_MS = 250;
const STOP_GRACE_MS = 5_000;
/** What was killed is gone, and its pipes are read, long before. */
const KILLED_MS = 5_000;

export type ServerValues = { readonly port: string; readonly root: string; readonly workspace: string };

/** `workspace` is a folder that the server has to itself: made before its start, removed after its end. */
export async function serverValues(workspace: string, root = workspace): Promise<ServerValues> {
  return { port: String(await freePort()), root, workspace: join(workspace, 'server') };
}

/** Programs that have a server run elsewhere: killed, they leave it running and its port taken. */
const CLIENTS: ReadonlySet<string> = new Set(['docker', 'podman', 'nerdctl', 'kubectl', 'ssh']);

/** Starts it and waits until `readyUrl` answers. Its pauses stop `clock`. */
export async function startServer(
  options: ServerOptions,
  values: ServerValues,
  readyUrl: URL,
  client: HttpClient,
  clock: StoppableClock,
): Promise<Server | Incident | { readonly kind: 'misconfigured'; readonly detail: string }> {
  const words = splitWords(options.start);
  const [program = '', ...args] = typeof words === 'string' ? [] : words;
  if (typeof words === 'string' || program === '') {
    const says = typeof words === 'string' ? words : 'Expected a command to start the server, got an empty one.';
    return { kind: 'misconfigured', detail: `${says} Start command: ${options.start}` };
  }
  const path = await findProgram(program);
  if (path === null)
    return unavailable(`Expected a program named ${program} to start the server, found none in PATH. Install it.`);
  const mark = processMark();
  await mkdir(values.workspace, { recursive: true });
  const child = spawn(
    path,
    args.map((word) => fillIn(word, values)),
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: mark.env },
  );
  const server = supervised(child, mark, options, values.workspace, clock);
  const deadline = Date.now() + (options.readyTimeoutMs ?? READY_TIMEOUT_MS);
  for (;;) {
    const dead = server.death();
    if (dead?.kind === 'incident') return unavailable(`The server ended before it was ready: ${dead.detail}`);
    const answer = await client.send({ method: 'GET', url: readyUrl }, AbortSignal.timeout(2_000));
    if (answer.kind === 'response' && answer.status < 500)
      return CLIENTS.has(basename(program)) ? { ...server, living: { kill: null, pause: null } } : server;
    if (Date.now() > deadline) {
      server.end();
      const { log } = await server.stop();
      const words2 = lastWords(log);
      return unavailable(
        `Expected ${readyUrl.href} to answer within ${options.readyTimeoutMs ?? READY_TIMEOUT_MS} ms, got ${answer.kind === 'response' ? `status ${answer.status}` : answer.kind}${words2 === '' ? '' : `; the server's last words: ${words2}`}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function supervised(
  child: ChildProcess,
  mark: ProcessMark,
  { stopSignal, stopGraceMs = STOP_GRACE_MS, memoryLimitBytes }: ServerOptions,
  folder: string,
  clock: StoppableClock,
) {
  const log = cappedLog();
  child.stdout?.on('data', log.write);
  child.stderr?.on('data', log.write);
  const pauses = pausing(child.pid, clock);
  let isKilled = false;
  let death: Incident | Killed | null = null;
  let tooHeavy: Incident | null = null;
  const watch = watchChild({
    pid: child.pid ?? 0,
    silenceMs: Number.MAX_SAFE_INTEGER,
    memoryLimitBytes,
    owes: () => false,
    onSilence: () => {},
    onOverweight: (rssBytes) => {
      tooHeavy ??= overweight(`the server had ${weightSays(rssBytes, memoryLimitBytes)}; it was killed`);
      killGroup(child.pid);
    },
  });
  const ended = new Promise<void>((resolve) => {
    const end = (how: string) => {
      pauses.resume();
      watch.stop();
      killGroup(child.pid);
      mark.sweep();
      void drained(child).then(() => {
        const words = lastWords(log.text());
        const cause = crashed(`the server ended (${how})${words === '' ? '' : `; its last words: ${words}`}`);
        death = isKilled ? KILLED : (tooHeavy ?? cause);
        resolve();
      });
    };
    child.once('error', (error) => end(errorCode(error)));
    child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
  });
  const within = async (ms: number) => {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([ended, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
    clearTimeout(timer);
  };
  return {
    death: () => death,
    end: () => killGroup(child.pid),
    living: {
      kill: async () => {
        isKilled = true;
        killGroup(child.pid);
        await ended;
      },
      pause: pauses.pause,
    },
    deathSoon: async () => {
      if (death === null) await within(FORETOLD_MS);
      return death;
    },
    stop: async () => {
      const peakRssBytes = await watch.peakRssBytes();
      pauses.resume();
      if (death === null) {
        signalTo(child, stopSignal);
        await within(stopGraceMs);
        killGroup(child.pid);
        await within(KILLED_MS);
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      return { peakRssBytes, log: log.text() };
    },
  };
}

/** To the leader alone: it is for it to end its children in good order. */
function signalTo({ pid }: ChildProcess, signal: StopSignal): void {
  try {
    if (pid !== undefined) kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
