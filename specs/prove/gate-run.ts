// A proof has to use the program as a person does: the built command line, in a process of its own, judged by its exit
// code and its JSON file. Everything it writes lies in a scratch folder that is removed afterwards.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DoctorReport } from '../../harness/model/doctor.ts';
import type { Result } from '../../harness/model/verdict.ts';

export const REPOSITORY_ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = join(REPOSITORY_ROOT, 'dist/cli/main.js');

/** `result` is null when no JSON file was written; `exitCode` is null when the run was killed at its time limit. */
export type GateRun = {
  readonly exitCode: number | null;
  readonly wallMs: number;
  readonly result: Result | null;
  /** What it printed, stdout and stderr as they came, each line with when it was complete. */
  readonly lines: readonly PrintedLine[];
};

/** `atMs` counts from the start of the process; `peakBytes` is the most it had been resident with by then, on Linux. */
export type PrintedLine = { readonly atMs: number; readonly text: string; readonly peakBytes?: number };

export type GateRequest = {
  /** Everything after `check`; the report folder and the JSON file are added. */
  readonly flags: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the photos are cached; without it the run begins cold and leaves nothing. */
  readonly cacheFolder?: string;
  /** Where the run's folder stays, under `latest`; without it, nothing stays. */
  readonly reportFolder?: string;
  readonly timeLimitMs?: number;
  /** Where failures are kept, each with a smaller plan; without it none is, and none is looked for. */
  readonly failuresFolder?: string;
};

/** Two hours: longer than any gate here, shorter than a night lost to a hang. */
const TIME_LIMIT_MS = 2 * 60 * 60 * 1000;

/** Specs leave the other loads to those that name them, and to the proofs: a fifth of every sample is minutes of theirs. */
const SHARE = process.env['VITEST'] === undefined ? [] : ['--phases', 'calibrate,names'];
/** A proof asks whether it is caught: what is smallest of it is another question. */
const JUDGED_ONLY = ['--no-shrink', '--failures-dir', 'none'];

export async function runGate(request: GateRequest): Promise<GateRun> {
  return withScratchFolder(async (scratch) => {
    const jsonFile = join(scratch, 'result.json');
    const flags = [
      'check',
      ...SHARE,
      ...(request.failuresFolder === undefined ? JUDGED_ONLY : ['--failures-dir', request.failuresFolder]),
      ...request.flags,
      '--report-dir',
      request.reportFolder ?? join(scratch, 'reports'),
    ];
    const ended = await spawnProgram({ ...request, flags }, scratch, jsonFile);
    const text = await readFile(jsonFile, 'utf8').catch(() => null);
    return { ...ended, result: text === null ? null : asResult(JSON.parse(text)) };
  });
}

/** Any other command, such as `replay`, with these flags after it. */
export async function runCommand(words: readonly string[], cacheFolder: string): Promise<Omit<GateRun, 'result'>> {
  return withScratchFolder(async (scratch) => {
    const flags = [...words, '--report-dir', join(scratch, 'reports')];
    return spawnProgram({ flags, cacheFolder }, scratch, null);
  });
}

/** What `doctor` found with these flags; throws when it found nothing, whatever its exit code. */
export async function examine(flags: readonly string[], cacheFolder: string): Promise<DoctorReport> {
  return withScratchFolder(async (scratch) => {
    const jsonFile = join(scratch, 'doctor.json');
    const { exitCode, lines } = await spawnProgram({ flags: ['doctor', ...flags], cacheFolder }, scratch, jsonFile);
    const report: unknown = JSON.parse(await readFile(jsonFile, 'utf8').catch(() => 'null'));
    if (isDoctorReport(report)) return report;
    throw new TypeError(`Expected a report of doctor, got exit code ${exitCode}: ${lines.at(-1)?.text}`);
  });
}

export async function withScratchFolder<Value>(use: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'thumbproof-prove-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `request.flags` begins with the command. */
function spawnProgram(request: GateRequest, scratch: string, jsonFile: string | null) {
  const own = jsonFile === null ? [] : ['--json', jsonFile];
  const cache = ['--cache-dir', request.cacheFolder ?? join(scratch, 'cache')];
  const began = performance.now();
  return new Promise<Omit<GateRun, 'result'>>((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...request.flags, ...own, ...cache], {
      cwd: REPOSITORY_ROOT,
      env: { ...withoutOwnSettings(process.env), TMPDIR: scratch, ...request.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: request.timeLimitMs ?? TIME_LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    const lines: PrintedLine[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (text) =>
        lines.push({ atMs: performance.now() - began, text, ...peakOf(child.pid) }),
      );
    }
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, wallMs: performance.now() - began, lines }));
  });
}

/** Nothing for a process that is gone, or of a system without /proc. */
function peakOf(pid: number | undefined): { readonly peakBytes?: number } {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kibibytes === undefined ? {} : { peakBytes: 1024 * Number(kibibytes) };
  } catch {
    return {};
  }
}

/** The flags say all: a setting left in the shell must not change what is proven. */
function withoutOwnSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('THUMBPROOF_') && !name.startsWith('CANARY_')),
  );
}

function asResult(value: unknown): Result {
  if (isResult(value)) return value;
  throw new TypeError(`Expected result.json of schemaVersion 1, got ${JSON.stringify(value)?.slice(0, 200)}.`);
}

function isDoctorReport(value: unknown): value is DoctorReport {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'doctor';
}

function isResult(value: unknown): value is Result {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value && value.schemaVersion === 1;
}
