// A thumbnailer that is a program, started once per photo. Each photo has a process group and an output path of its
// own, so one that hangs, floods or crashes costs its own photo and nothing else.

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Adapter, Closing, Delivery, Incident, Instance, OpenResult, PlainJob } from '../model/adapter.ts';
import type { Bench } from '../model/thumbnailer.ts';
import { MAX_OUTPUT_BYTES, MAX_WRITTEN_BYTES } from './byte-limits.ts';
import { cappedLog } from './capped-log.ts';
import { type CommandLimits, deliveryOf } from './command-answer.ts';
import { fillTemplate, parseTemplate } from './command-template.ts';
import { findProgram } from './find-program.ts';
import { crashed, notInstalled, unavailable } from './incident.ts';
import { photoByPhoto } from './in-turns.ts';
import { misconfiguredAdapter } from './misconfigured-adapter.ts';
import { obstructOutput } from './obstruct-output.ts';
import { jobValues, outputName } from './placeholders.ts';
import { runCommand } from './process-group.ts';
import { processMark } from './process-mark.ts';
import { outputsFolder, readOutput, removeOutput, removeWithin } from './read-output.ts';

export type CommandOptions = {
  /** Such as `vipsthumbnail {input} -s {width}x{height} -o {output}`. */
  readonly template: string;
  /** How long one process may take. */
  readonly timeoutMs: number;
  /** Processes at once; by default twice the cores. Jobs beyond it wait their turn, still in flight. */
  readonly concurrency?: number;
  /** A larger thumbnail is refused, and a process that still writes to it is killed; by default 64 MiB. */
  readonly maxOutputBytes?: number;
  /** A process that writes more to stdout and stderr is killed; by default 16 MiB. */
  readonly maxWrittenBytes?: number;
  readonly name?: string;
};

/** An adapter for a program. A template that cannot be understood is told by `open`, as `misconfigured`. */
export function commandAdapter(options: CommandOptions): Adapter {
  const name = options.name ?? options.template;
  const template = parseTemplate(options.template);
  if (template.kind === 'invalid') return misconfiguredAdapter(name, template.detail);
  return { name, told: template.told, open: (bench) => openCommand(options, template.words, bench) };
}

async function openCommand(
  options: CommandOptions,
  [program, ...args]: readonly [string, ...string[]],
  bench: Bench,
): Promise<OpenResult> {
  const path = await findProgram(program);
  if (path === null) return notInstalled(program);
  try {
    const outputs = await outputsFolder(join(bench.workspace, 'outputs'));
    return { kind: 'opened', instance: commandInstance(options, [path, ...args], outputs) };
  } catch (error) {
    return unavailable(`Cannot make a folder for outputs: ${String(error)}`);
  }
}

function commandInstance(options: CommandOptions, words: readonly string[], outputs: string): Instance {
  const { timeoutMs, maxOutputBytes = MAX_OUTPUT_BYTES, maxWrittenBytes = MAX_WRITTEN_BYTES } = options;
  const limits: CommandLimits = { timeoutMs, maxOutputBytes, maxWrittenBytes };
  const crashes = new Map<string, { readonly count: number; readonly firstKey: string }>();
  const log = cappedLog();
  const mark = processMark();
  let outputsNamed = 0;

  const thumbnail = async (job: PlainJob, kill: AbortSignal): Promise<Delivery | null> => {
    outputsNamed += 1;
    const name = outputName(outputsNamed, job.recipe.format);
    const output = join(outputs, name);
    if (job.write !== undefined) obstructOutput(output, job.write);
    const [program = '', ...args] = fillTemplate(words, { input: job.photo.path, output, ...jobValues(job) });
    const { end, stdout, stderr } = await runCommand({
      program,
      args,
      timeoutMs,
      maxWrittenBytes,
      outputs: { path: output, maxBytes: maxOutputBytes },
      mark: mark.within(),
      signal: kill,
    });
    for (const text of [stdout, stderr]) log.write(Buffer.from(text));
    if (end.kind === 'signalled') {
      const { count, firstKey } = crashes.get(end.signal) ?? { count: 0, firstKey: job.key };
      crashes.set(end.signal, { count: count + 1, firstKey });
    }
    const read = await readOutput(outputs, name, maxOutputBytes);
    await removeWithin(outputs, name);
    return deliveryOf(job.key, end, stderr, read, limits);
  };

  const close = async (): Promise<Closing> => {
    mark.sweep();
    await removeOutput(outputs).catch(() => undefined);
    return { mutations: [], late: [], incidents: [...crashes].map(crashIncident), peakRssBytes: 0, log: log.text() };
  };
  const concurrency = options.concurrency ?? 2 * availableParallelism();
  return photoByPhoto({ concurrency, thumbnail, close, writesForUs: true });
}

function crashIncident([signal, { count, firstKey }]: [
  string,
  { readonly count: number; readonly firstKey: string },
]): Incident {
  const processes = count === 1 ? '1 process was' : `${count} processes were`;
  return crashed(`${processes} killed by ${signal}, the first for ${firstKey}`);
}
