#!/usr/bin/env node
// The one place that touches the process: arguments, environment, streams, signals and exit. It loads as little as it
// can before it knows what was asked for, because --help must come at once.

import { readFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { EXIT_CODE } from '../model/exit-code.ts';
import { interruption } from './interruption.ts';
import type { CheckInvocation, DoctorInvocation, FuzzInvocation, ReplayInvocation } from './invocation.ts';
import { readInvocation } from './options.ts';
import { readFailure } from '../run/failures-folder.ts';
import type { CommandSetting } from './run-command.ts';
import type { ProgressDisplay, Screen } from './terminal.ts';

const WIDTH_COLUMNS_MAX = 120;
const WIDTH_COLUMNS_OTHERWISE = 100;

let display: ProgressDisplay | null = null;
process.on('uncaughtException', (error) => {
  display?.stop();
  writeSync(
    2,
    `thumbproof: A fault in thumbproof itself, which says nothing about the thumbnailer: ${error.stack ?? String(error)}\n`,
  );
  process.exit(EXIT_CODE.fault);
});

const stdoutTrouble = brokenStdout();
const exitCode = await main();
await Promise.all([written(process.stdout), written(process.stderr)]);
// Handles that a thumbnailer's library left open must not keep us: everything of ours is written and closed.
process.exit(stdoutTrouble() ?? exitCode);

async function main(): Promise<number> {
  const invocation = readInvocation({
    argv: process.argv.slice(2),
    environment: process.env,
    workingFolder: process.cwd(),
    temporaryFolder: tmpdir(),
    randomSeed: () => Math.floor(Math.random() * 2 ** 32) - 2 ** 31,
    version: versionOf(new URL('../../package.json', import.meta.url)),
    readFailure,
    widthColumns: widthOf(process.stdout),
  });
  switch (invocation.kind) {
    case 'shown':
      process.stdout.write(invocation.text);
      return EXIT_CODE.upheld;
    case 'misused':
      process.stderr.write(`thumbproof: ${invocation.says}\n`);
      return EXIT_CODE.usage;
    case 'check':
      return await check(invocation);
    case 'doctor':
      return await doctor(invocation);
    case 'fuzz':
      return await fuzz(invocation);
    case 'replay':
      return await (invocation.purpose === 'shrink' ? shrink(invocation) : replay(invocation));
    case 'merge':
      return await (await import('./merge-command.ts')).mergeCommand(invocation, setting().streams);
    default:
      return invocation satisfies never;
  }
}

async function check(invocation: CheckInvocation): Promise<number> {
  const { checkCommand } = await import('./check-command.ts');
  const loadRun = async () => (await import('../campaign.ts')).runCheck;
  return await checkCommand({ invocation, loadRun, ...setting() });
}

async function doctor(invocation: DoctorInvocation): Promise<number> {
  const { doctorCommand } = await import('./doctor-command.ts');
  const loadRun = async () => (await import('../campaign.ts')).runDoctor;
  return await doctorCommand({ invocation, loadRun, ...setting() });
}

async function fuzz(invocation: FuzzInvocation): Promise<number> {
  const { fuzzCommand } = await import('./fuzz-command.ts');
  const loadRun = async () => (await import('../fuzz.ts')).runFuzz;
  return await fuzzCommand({ invocation, loadRun, ...setting() });
}

async function replay(invocation: ReplayInvocation): Promise<number> {
  const { replayCommand } = await import('./replay-command.ts');
  const loadRun = async () => (await import('../replay.ts')).runReplay;
  return await replayCommand({ invocation, loadRun, ...setting() });
}

async function shrink(invocation: ReplayInvocation): Promise<number> {
  const { shrinkCommand } = await import('./shrink-command.ts');
  const loadRun = async () => (await import('../replay.ts')).runShrink;
  return await shrinkCommand({ invocation, loadRun, ...setting() });
}

function setting(): CommandSetting {
  const signal = interruption(process, (code) => {
    display?.stop();
    process.exit(code);
  });
  return {
    streams: { stdout: screenOf(process.stdout), stderr: screenOf(process.stderr), ticker: unreferencedTicker },
    signal,
    onDisplay: (opened) => {
      display = opened;
    },
  };
}

function unreferencedTicker(intervalMs: number, act: () => void): () => void {
  const timer = setInterval(act, intervalMs).unref();
  return () => clearInterval(timer);
}

function screenOf(stream: NodeJS.WriteStream): Screen {
  return { stream, isTerminal: stream.isTTY === true, widthColumns: widthOf(stream), colour: hasColour(stream) };
}

function widthOf(stream: NodeJS.WriteStream): number {
  return Math.min(WIDTH_COLUMNS_MAX, stream.isTTY ? stream.columns : WIDTH_COLUMNS_OTHERWISE);
}

/** A terminal answers for itself, NO_COLOR and FORCE_COLOR included; a pipe has colours only when they are forced. */
function hasColour(stream: NodeJS.WriteStream): boolean {
  if (stream.isTTY) return stream.hasColors();
  const forced = process.env['FORCE_COLOR'];
  return (
    forced !== undefined &&
    forced !== '' &&
    forced !== '0' &&
    forced !== 'false' &&
    process.env['NO_COLOR'] === undefined
  );
}

function versionOf(manifest: URL): string {
  const read: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : 'unknown';
}

/** A reader that went away (`| head`) is no trouble; a full disk behind stdout is. */
function brokenStdout(): () => number | null {
  let trouble: number | null = null;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    trouble = EXIT_CODE.usage;
    writeSync(
      2,
      `thumbproof: The report could not be written to stdout (${error.code ?? error.message}). Is the disk full?\n`,
    );
  });
  process.stderr.on('error', () => undefined);
  return () => trouble;
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}
