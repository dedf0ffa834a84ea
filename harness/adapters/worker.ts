// A thumbnailer that is a long-lived process of any language: jobs go in as lines of JSON, answers come back the same
// way, in any order. What it wrote is read when it says that it is done, and held against its end of the story later.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ALL_TOLD, type Adapter, type OpenResult } from '../model/adapter.ts';
import type { Bench } from '../model/thumbnailer.ts';
import { findProgram } from './find-program.ts';
import { notInstalled, unavailable } from './incident.ts';
import { errorCode } from './process-group.ts';
import { processMark } from './process-mark.ts';
import { outputsFolder } from './read-output.ts';
import { splitWords } from './split-words.ts';
import { workerInstance } from './worker-instance.ts';

export type WorkerOptions = {
  /** Such as `python3 worker.py`; split into arguments once, without a shell. */
  readonly command: string;
  /** Silence for this long, while anything is owed, kills it as hung. */
  readonly timeoutMs: number;
  readonly memoryLimitBytes: number;
  readonly maxOutputBytes?: number;
  /** How long it may take to end once its stdin has ended; by default 5 s. */
  readonly graceMs?: number;
  readonly name?: string;
};

/** Every job's line tells all of its recipe. */
export function workerAdapter(options: WorkerOptions): Adapter {
  return { name: options.name ?? options.command, told: ALL_TOLD, open: (bench) => openWorker(options, bench) };
}

async function openWorker(options: WorkerOptions, bench: Bench): Promise<OpenResult> {
  const words = splitWords(options.command);
  if (typeof words === 'string') return { kind: 'misconfigured', detail: `${words} Worker: ${options.command}` };
  const [program, ...args] = words;
  if (program === undefined || program === '')
    return {
      kind: 'misconfigured',
      detail: 'Expected a command such as "python3 worker.py" for --worker, got an empty one.',
    };
  const path = await findProgram(program);
  if (path === null) return notInstalled(program);
  try {
    const outputs = await outputsFolder(join(bench.workspace, 'outputs'));
    const mark = processMark();
    const child = spawn(path, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'], env: mark.env });
    return { kind: 'opened', instance: workerInstance(child, mark, outputs, options) };
  } catch (error) {
    return unavailable(`The worker could not be started: ${errorCode(error)}`);
  }
}
