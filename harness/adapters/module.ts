// A thumbnailer written as a module. It runs in a process of its own, so that its exit, crash, hang or leak is an
// event of the run. Opening it tells apart what its author got wrong (`misconfigured`) from what failed (`unavailable`).

import { basename, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ALL_TOLD, type Adapter, type OpenResult } from '../model/adapter.ts';
import type { Bench } from '../model/thumbnailer.ts';
import { MAX_OUTPUT_BYTES } from './byte-limits.ts';
import { unavailable } from './incident.ts';
import { interleavedModule } from './interleaved-module.ts';
import { conversation } from './module-conversation.ts';
import { startModuleProcess } from './module-process.ts';

export type ModuleOptions = {
  /** Path of a .ts, .mts, .js or .mjs file that default-exports a Thumbnailer or `(seed) => Thumbnailer`. */
  readonly file: string;
  readonly name?: string;
  /** Silence for this long, while anything is owed, kills the process as hung. */
  readonly batchTimeoutMs: number;
  /** Resident memory, and the JavaScript heap. Resident memory is watched on Linux only. */
  readonly memoryLimitBytes: number;
  /** A larger thumbnail is a fault; by default 64 MiB. */
  readonly maxAnswerBytes?: number;
  /** Loading and start() together may take this long; by default 60 s. */
  readonly startTimeoutMs?: number;
  /** stop(), and the end of an aborted batch, may take this long; by default 5 s. */
  readonly graceMs?: number;
};

const START_TIMEOUT_MS = 60_000;
const GRACE_MS = 5_000;

/** An adapter for a module file. The file is first looked at by `open`. */
export function moduleAdapter(options: ModuleOptions): Adapter {
  const name = options.name ?? basename(options.file, extname(options.file));
  return {
    name,
    told: ALL_TOLD,
    open: (bench) => openModule(options, bench),
    interleaved: () => interleavedModule(options),
  };
}

/** The built-in thumbnailer, run like any other module. */
export function sharpAdapter(options: Omit<ModuleOptions, 'file' | 'name'>): Adapter {
  const file = import.meta.url.endsWith('.ts') ? './sharp-thumbnailer.ts' : './sharp-thumbnailer.js';
  return moduleAdapter({ ...options, file: fileURLToPath(new URL(file, import.meta.url)), name: 'sharp' });
}

async function openModule(options: ModuleOptions, bench: Bench): Promise<OpenResult> {
  const { maxAnswerBytes = MAX_OUTPUT_BYTES, startTimeoutMs = START_TIMEOUT_MS, graceMs = GRACE_MS } = options;
  const talk = conversation(graceMs);
  let failure: OpenResult | undefined;
  let opening: (result: OpenResult) => void = () => {};
  const opened = new Promise<OpenResult>((done) => {
    opening = done;
  });
  const host = startModuleProcess({
    file: resolve(options.file),
    bench,
    batchTimeoutMs: options.batchTimeoutMs,
    memoryLimitBytes: options.memoryLimitBytes,
    maxAnswerBytes,
    owes: talk.owes,
    onReport(report) {
      if (report.kind === 'ready') {
        opening({ kind: 'opened', instance: talk.instance(host, report) });
      } else if (report.kind === 'misconfigured' || report.kind === 'unavailable') {
        failure = report.kind === 'misconfigured' ? report : unavailable(report.detail);
        host.kill(unavailable(report.detail));
      } else if (report.kind !== 'waiting' && report.kind !== 'let-go') {
        talk.receive(report);
      }
    },
  });
  const deadline = setTimeout(
    () => host.kill(unavailable(`loading it and start() took more than ${startTimeoutMs} ms`)),
    startTimeoutMs,
  );
  void host.death.then((incident) => {
    // Without effect once it has opened.
    opening(
      failure ??
        (incident.kind === 'killed'
          ? unavailable('it was killed while it started')
          : incident.incident === 'unavailable'
            ? incident
            : unavailable(`it died while it started: ${incident.detail}`)),
    );
    talk.bury(incident);
  });
  const result = await opened;
  clearTimeout(deadline);
  return result;
}
