// The gate as a person meets it: refuse what cannot work, run, print the report, leave the files, and end with the exit
// code that the result decided. Everything from outside is handed in, so a spec can hold every stream.

import { EXIT_CODE } from '../model/exit-code.ts';
import { DiskTrouble } from '../materialise/disk-trouble.ts';
import type { Progress, RunCheck } from '../model/campaign.ts';
import type { Result } from '../model/verdict.ts';
import { renderJson } from '../report/json.ts';
import { printable } from '../report/printable.ts';
import { renderText } from '../report/text.ts';
import type { CheckInvocation } from './options.ts';
import { obstacleTo } from './preflight.ts';
import { codeOf, pointLatest, writeWhole } from './run-files.ts';
import { type ProgressDisplay, progressDisplay, type Screen, type Ticker } from './terminal.ts';

export type Streams = { readonly stdout: Screen; readonly stderr: Screen; readonly ticker: Ticker };

/** `interrupt` is told how to give the terminal back before anything ends the process. */
export type CheckCommand = {
  readonly invocation: CheckInvocation;
  readonly loadRun: () => Promise<RunCheck>;
  readonly streams: Streams;
  readonly signal: AbortSignal;
  readonly onDisplay: (display: ProgressDisplay) => void;
};

/** The exit code. Never rejects. */
export async function checkCommand(command: CheckCommand): Promise<number> {
  const { invocation, streams } = command;
  const say = (line: string) => streams.stderr.stream.write(`thumbproof: ${printable(line, LINE_MAX)}\n`);
  invocation.warnings.forEach(say);
  const obstacle = await obstacleTo(invocation);
  if (obstacle !== null) {
    say(obstacle);
    return EXIT_CODE.usage;
  }
  try {
    return await examined(command, say);
  } catch (error) {
    return failed(error, say, streams);
  }
}

const LINE_MAX = 1000;

async function examined(
  { invocation, loadRun, streams, signal, onDisplay }: CheckCommand,
  say: (line: string) => void,
): Promise<number> {
  const run = await loadRun();
  const display = progressDisplay(streams.stderr, streams.ticker);
  onDisplay(display);
  const onAbort = () => display.note('thumbproof: interrupted; finishing the partial report… (again to stop at once)');
  signal.addEventListener('abort', onAbort, { once: true });
  let isUnderWay = false;
  const onProgress = (progress: Progress) => {
    // Said as soon as there is a run: should it die, it can still be repeated.
    if (!isUnderWay) say(`seed ${invocation.options.seed}`);
    isUnderWay = true;
    display.show(progress);
  };
  try {
    const outcome = await run(invocation.options, { signal, onProgress });
    display.stop();
    switch (outcome.kind) {
      case 'misconfigured':
        say(outcome.says);
        return EXIT_CODE.usage;
      case 'dry-run':
        streams.stdout.stream.write(outcome.lines.map((line) => `${printable(line, LINE_MAX)}\n`).join(''));
        return EXIT_CODE.upheld;
      case 'result':
        await reported(outcome.result, invocation, streams);
        return outcome.result.exitCode;
      default:
        return outcome satisfies never;
    }
  } finally {
    display.stop();
    signal.removeEventListener('abort', onAbort);
  }
}

/** Printed before it is written: a full disk must not swallow a violation. */
async function reported(
  result: Result,
  { options, reporters, jsonFile, rerun }: CheckInvocation,
  { stdout }: Streams,
): Promise<void> {
  const json = renderJson(result);
  const text = (colour: boolean, widthColumns: number) => renderText(result, { colour, widthColumns, rerun });
  stdout.stream.write(reporters.includes('text') ? text(stdout.colour, stdout.widthColumns) : json);
  await writeWhole(`${result.folder}/result.json`, json);
  if (reporters.includes('text')) await writeWhole(`${result.folder}/report.txt`, text(false, FILE_WIDTH_COLUMNS));
  if (jsonFile !== null) await writeWhole(jsonFile, json);
  await pointLatest(options.reportFolder, result.folder);
}

const FILE_WIDTH_COLUMNS = 100;

function failed(error: unknown, say: (line: string) => void, { stderr }: Streams): number {
  const obstacle = diskObstacle(error);
  if (obstacle !== null) {
    say(obstacle);
    return EXIT_CODE.usage;
  }
  say(`A fault in thumbproof itself, which says nothing about the thumbnailer: ${String(error)}`);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  stderr.stream.write(frames.map((line) => `${printable(line, LINE_MAX)}\n`).join(''));
  return EXIT_CODE.fault;
}

/** What the machine refused to write, however deep it lies among the causes; null when the trouble is another. */
function diskObstacle(error: unknown): string | null {
  const causes = causesOf(error);
  const told = causes.find((cause) => cause instanceof DiskTrouble);
  if (told !== undefined) return told.message;
  const full = causes.find((cause) => DISK_FULL.has(codeOf(cause)));
  if (full !== undefined) {
    return `The disk is full, so the run could not be written down (${full.message}). Free some space, or choose another --report-dir or --cache-dir.`;
  }
  const refused = causes.find((cause) => UNWRITABLE.has(codeOf(cause)));
  return refused === undefined
    ? null
    : `The run could not be written down (${refused.message}). Mend the permissions, or choose another --report-dir or --cache-dir.`;
}

const DISK_FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
const UNWRITABLE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR']);

function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && !causes.includes(cause); cause = cause.cause) causes.push(cause);
  return causes;
}
