// The parent's end of a module adapter's process: start it, pass messages both ways, and turn its death, whatever the
// cause, into one incident. Nothing here knows about batches.

import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pid as harnessPid } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Incident } from '../model/adapter.ts';
import type { Bench } from '../model/thumbnailer.ts';
import { mebibytes } from './byte-limits.ts';
import { cappedLog, lastWords } from './capped-log.ts';
import { type ChildWatch, watchChild } from './child-watch.ts';
import { type Command, type HostOptions, readEnvelope, type Report } from './host-messages.ts';
import { crashed, hung, type Killed, overweight, weightSays } from './incident.ts';
import { pausing, type Pausing } from './pausing.ts';
import { drained, killGroup } from './process-group.ts';
import { type ProcessMark, processMark } from './process-mark.ts';

export type ModuleProcess = {
  /** Without effect on a process that is gone: `death` tells of that. */
  readonly tell: (command: Command) => void;
  /** Kills the group; the incident becomes the cause of death unless there is one already. */
  readonly kill: (cause: Incident | Killed) => void;
  /** Resolves once, when the process is gone and all it had written is read. */
  readonly death: Promise<Incident | Killed>;
  readonly watch: ChildWatch;
  /** Null where there is no process of its own. */
  readonly pausing: Pausing | null;
  readonly log: () => string;
};

export type ModuleProcessOptions = {
  readonly file: string;
  readonly bench: Bench;
  readonly batchTimeoutMs: number;
  readonly memoryLimitBytes: number;
  readonly maxAnswerBytes: number;
  /** Reads, timers and answers can be ordered; left out, they come as they come. */
  readonly isOrdered?: boolean;
  readonly owes: () => boolean;
  readonly onReport: (report: Report) => void;
};

/** How long messages already in the pipe may take to arrive after the exit. */
const DRAIN_MS = 1_000;
/** Every exit closes the channel a moment before it is told; a process still there after this long closed it by itself. */
const LONELY_MS = 1_000;

export function startModuleProcess(options: ModuleProcessOptions): ModuleProcess {
  const token = randomUUID();
  const mark = processMark();
  const child = forkHost(
    {
      token,
      harnessPid,
      file: options.file,
      workspace: options.bench.workspace,
      seed: options.bench.seed,
      maxAnswerBytes: options.maxAnswerBytes,
      isOrdered: options.isOrdered === true,
    },
    options.memoryLimitBytes,
    mark,
  );
  const log = cappedLog();
  child.stdout?.on('data', log.write);
  child.stderr?.on('data', log.write);

  const pauses = pausing(child.pid);
  let cause: Incident | Killed | undefined;
  const kill = (incident: Incident | Killed) => {
    cause ??= incident;
    killGroup(child.pid);
  };
  const watch = watchChild({
    pid: child.pid ?? 0,
    silenceMs: options.batchTimeoutMs,
    memoryLimitBytes: options.memoryLimitBytes,
    owes: () => !pauses.isPaused() && options.owes(),
    onSilence: () => kill(hung(`nothing was answered for ${options.batchTimeoutMs} ms; the process was killed`)),
    onOverweight: (rssBytes) =>
      kill(overweight(`${weightSays(rssBytes, options.memoryLimitBytes)}; the process was killed`)),
  });
  child.on('message', (message) => {
    for (const report of readEnvelope(message, token)) {
      watch.heard();
      options.onReport(report);
    }
  });
  // A process that closes its channel and lives on can never answer again.
  child.once('disconnect', () => {
    const lonely = setTimeout(() => kill(crashed('it closed its channel to the harness')), LONELY_MS);
    child.once('exit', () => clearTimeout(lonely));
  });
  return {
    tell(command) {
      // The callback takes the error of a channel that breaks at this very moment; without it Node would throw.
      if (child.connected) child.send(command, undefined, undefined, () => {});
    },
    kill,
    death: deathOf(child, mark, watch, () => cause, log.text).finally(pauses.resume),
    watch,
    pausing: pauses,
    log: log.text,
  };
}

/** From source the host is started through jiti's command line, because Node 20 cannot run TypeScript. */
function forkHost(host: HostOptions, memoryLimitBytes: number, { env }: ProcessMark): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = fileURLToPath(new URL(fromSource ? './host-process.ts' : './host-process.js', import.meta.url));
  const jiti = () => join(dirname(createRequire(import.meta.url).resolve('jiti/package.json')), 'lib', 'jiti-cli.mjs');
  const argument = JSON.stringify(host);
  return fork(fromSource ? jiti() : entry, fromSource ? [entry, argument] : [argument], {
    serialization: 'advanced',
    detached: true,
    // What native code is asked for side by side comes back in the order in which it was asked.
    env: host.isOrdered ? { ...env, UV_THREADPOOL_SIZE: '1' } : env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${Math.max(64, mebibytes(memoryLimitBytes))}`],
  });
}

async function deathOf(
  child: ChildProcess,
  mark: ProcessMark,
  watch: ChildWatch,
  cause: () => Incident | Killed | undefined,
  log: () => string,
): Promise<Incident | Killed> {
  const end = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`it could not be run: ${error.message}`));
    child.once('exit', (code, signal) => {
      watch.stop();
      killGroup(child.pid);
      mark.sweep();
      // Listening begins within this callback: `close` may follow before any promise has resolved.
      void Promise.all([drained(child), disconnected(child)]).then(() =>
        resolve(signal === null ? `exit code ${code}` : `signal ${signal}`),
      );
    });
  });
  watch.stop();
  return cause() ?? incidentOf(end, log());
}

async function disconnected(child: ChildProcess): Promise<void> {
  if (!child.connected) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, DRAIN_MS);
    child.once('disconnect', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** A heap that ran full ends as SIGABRT after a line of V8's; without the line it would read as a crash. */
function incidentOf(end: string, log: string): Incident {
  if (/heap out of memory|Reached heap limit/.test(log)) {
    return overweight(`the JavaScript heap ran full (${end})`);
  }
  const words = lastWords(log);
  return crashed(words === '' ? end : `${end}; its last words: ${words}`);
}
