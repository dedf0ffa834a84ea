// A thumbnailer that is a command over a folder of photos: one process per batch, through a shell. Photos lie in a folder
// made for it, thumbnails are found in another by name or number, and what is missing was refused.

import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, constants } from 'node:os';
import { basename, join } from 'node:path';
import type { Adapter, Closing, Delivery, Incident, Instance, OpenResult, PlainJob } from '../model/adapter.ts';
import type { Bench } from '../model/thumbnailer.ts';
import { MAX_OUTPUT_BYTES, MAX_WRITTEN_BYTES } from './byte-limits.ts';
import { cappedLog, lastWords } from './capped-log.ts';
import type { CommandLimits } from './command-answer.ts';
import { copyPhoto } from './copy-photo.ts';
import { crashed, hung, unavailable } from './incident.ts';
import { inTurns } from './in-turns.ts';
import { manifestLine } from './manifest.ts';
import { misconfiguredAdapter } from './misconfigured-adapter.ts';
import { obstructFolder, obstructOutput } from './obstruct-output.ts';
import { outputsIn } from './output-folder.ts';
import { outputName, recipeValues } from './placeholders.ts';
import { processShares, type Outputs } from './process-share.ts';
import { type CommandEnd, errorCode, runCommand } from './process-group.ts';
import { processMark } from './process-mark.ts';
import { outputsFolder, readOutput, removeOutput, removeWithin } from './read-output.ts';
import { type BatchTemplate, parseBatchTemplate } from './shell-template.ts';

export type BatchCommandOptions = {
  /** Such as `mogrify -path {outdir} -thumbnail {width}x{height} {indir}/*.jpg`. */
  readonly template: string;
  readonly outputs: Outputs;
  /** How long one process may take. */
  readonly timeoutMs: number;
  /** Processes at once; by default twice the cores. */
  readonly concurrency?: number;
  /** Of one thumbnail; all outputs of a batch may take as many times that of the disk as it has photos. */
  readonly maxOutputBytes?: number;
  readonly maxWrittenBytes?: number;
  readonly name?: string;
};

export function batchCommandAdapter(options: BatchCommandOptions): Adapter {
  const name = options.name ?? options.template;
  const template = parseBatchTemplate(options.template);
  if (template.kind === 'invalid') return misconfiguredAdapter(name, template.detail);
  return { name, told: template.told, open: (bench) => openBatchCommand(options, template, bench) };
}

async function openBatchCommand(
  options: BatchCommandOptions,
  template: BatchTemplate,
  bench: Bench,
): Promise<OpenResult> {
  try {
    const folder = await outputsFolder(join(bench.workspace, 'batches'));
    return { kind: 'opened', instance: batchInstance(options, template, folder) };
  } catch (error) {
    return unavailable(`Cannot make a folder for batches: ${errorCode(error)}`);
  }
}

function batchInstance(options: BatchCommandOptions, template: BatchTemplate, folder: string): Instance {
  const { timeoutMs, outputs, maxOutputBytes = MAX_OUTPUT_BYTES, maxWrittenBytes = MAX_WRITTEN_BYTES } = options;
  const log = cappedLog();
  const mark = processMark();
  let processes = 0;

  /** One process over its share of a batch. */
  const run = async (jobs: readonly PlainJob[], kill: AbortSignal): Promise<readonly Delivery[]> => {
    processes += 1;
    const name = String(processes);
    const own = join(folder, name);
    const laid = await layShare(own, jobs, template);
    const args = ['-c', SORTED_BY_BYTES + template.commandLine(laid.values)];
    const { outdir } = laid.values;
    const clear = template.usesManifest ? () => {} : obstructFolder(outdir, jobs, outputs);
    const { end, stdout, stderr } = await runCommand({
      program: '/bin/sh',
      args,
      timeoutMs,
      maxWrittenBytes,
      outputs: { path: outdir, maxBytes: jobs.length * maxOutputBytes },
      mark: mark.within(),
      signal: kill,
    });
    for (const text of [stdout, stderr]) log.write(Buffer.from(text));
    clear();
    const told: Delivery[] = [];
    const incident = incidentOf(end, { timeoutMs, maxWrittenBytes, maxOutputBytes: jobs.length * maxOutputBytes });
    // What was killed may have left half a picture under a name that promises a whole one.
    if (end.kind === 'exited' && incident === null) {
      const found = template.usesManifest ? laid.outputs : await outputsIn(outdir, jobs, outputs);
      for (const job of jobs) {
        const output = found.get(job);
        const read = typeof output === 'string' ? await readOutput(outdir, output, maxOutputBytes) : null;
        if (read?.kind === 'file') {
          told.push({ key: job.key, kind: 'thumbnail', bytes: read.bytes });
        } else {
          const why = typeof output === 'object' ? output.why : 'no output for it';
          told.push(refused(job, end.code, read?.kind === 'unusable' ? read.reason : why, stderr));
        }
      }
    }
    await removeWithin(folder, name);
    return incident === null ? told : [...told, incident];
  };

  const close = async (): Promise<Closing> => {
    mark.sweep();
    await removeOutput(folder).catch(() => undefined);
    return { mutations: [], late: [], incidents: [], peakRssBytes: 0, log: log.text() };
  };
  return inTurns({
    concurrency: options.concurrency ?? 2 * availableParallelism(),
    shares: (batch) => (template.usesManifest ? [batch] : processShares(batch, outputs)),
    run,
    close,
    writesForUs: true,
  });
}

/** The order of `*` must be that of bytes on every machine, because numbered outputs are told apart by it. */
const SORTED_BY_BYTES = 'export LC_ALL=C; ';

function refused({ key }: PlainJob, code: number, what: string, stderr: string): Delivery {
  const words = lastWords(stderr);
  return { key, kind: 'refused', reason: `exit code ${code}, ${what}${words === '' ? '' : `: ${words}`}` };
}

/** What ends the batch; null when it ended by itself, or because it was told to. */
function incidentOf(end: CommandEnd, { timeoutMs, maxWrittenBytes, maxOutputBytes }: CommandLimits): Incident | null {
  switch (end.kind) {
    case 'exited': {
      const signal = signalToldBy(end.code);
      return signal === null
        ? null
        : crashed(`The process for a batch was killed by ${signal} (exit code ${end.code})`);
    }
    case 'cancelled':
      return null;
    case 'flooded':
      return crashed(
        `The process for a batch wrote more than ${maxWrittenBytes} bytes to stdout and stderr and was killed`,
      );
    case 'overfilled':
      return crashed(`The outputs of a batch took more than ${maxOutputBytes} bytes of disk; its process was killed`);
    case 'signalled':
      return crashed(`The process for a batch was killed by ${end.signal}`);
    case 'timed-out':
      return hung(`The process for a batch had not ended after ${timeoutMs} ms and was killed`);
    case 'unspawnable':
      return unavailable(`The shell could not be started: ${end.code}`);
    default:
      return end satisfies never;
  }
}

/** A shell ends with 128 and the number of the signal that killed what it ran last; null for any other code. */
function signalToldBy(code: number): string | null {
  return Object.entries(constants.signals).find(([, number]) => 128 + number === code)?.[0] ?? null;
}

/** The folders of one process, its photos in the first; with a manifest each photo lies under a name of ours. */
async function layShare(own: string, jobs: readonly PlainJob[], template: BatchTemplate) {
  const [indir, outdir, manifest] = [join(own, 'in'), join(own, 'out'), join(own, 'manifest.ndjson')];
  await mkdir(indir, { recursive: true });
  await mkdir(outdir, { recursive: true });
  const lines: string[] = [];
  const outputs = new Map<PlainJob, string>();
  for (const [index, job] of jobs.entries()) {
    if (basename(job.photo.name) !== job.photo.name)
      throw new RangeError(`Expected the name of a photo to be one step, got ${JSON.stringify(job.photo.name)}.`);
    const input = template.usesManifest ? job.photo.path : join(indir, job.photo.name);
    if (!template.usesManifest) await copyPhoto(job.photo.path, input);
    const output = outputName(index, job.recipe.format);
    outputs.set(job, output);
    if (template.usesManifest && job.write !== undefined) obstructOutput(join(outdir, output), job.write);
    lines.push(`${manifestLine(job, input, join(outdir, output))}\n`);
  }
  await writeFile(manifest, lines.join(''));
  const [first] = jobs;
  if (first === undefined) throw new RangeError('Expected at least one job for a process.');
  return { values: { indir, outdir, manifest, ...recipeValues(first) }, outputs };
}
