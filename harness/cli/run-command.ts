// What every command does around its work: warn, refuse what cannot work, show where it stands, hear Ctrl-C, and turn
// whatever goes wrong into one clear line and an exit code.

import { EXIT_CODE } from '../model/exit-code.ts';
import { DiskTrouble } from '../materialise/disk-trouble.ts';
import type { CheckHooks, Progress } from '../model/campaign.ts';
import { printable } from '../report/printable.ts';
import type { CheckInvocation, DoctorInvocation, FuzzInvocation, ReplayInvocation } from './invocation.ts';
import { obstacleTo } from './preflight.ts';
import { codeOf } from './run-files.ts';
import { type ProgressDisplay, progressDisplay, type Screen, type Ticker } from './terminal.ts';

export type Streams = { readonly stdout: Screen; readonly stderr: Screen; readonly ticker: Ticker };

/** `onDisplay` is told how to give the terminal back before anything ends the process. */
export type CommandSetting = {
  readonly streams: Streams;
  readonly signal: AbortSignal;
  readonly onDisplay: (display: ProgressDisplay) => void;
};

/** What `run` came to: `finish` prints and writes it once the terminal is free, and gives the exit code. */
export type Ending =
  | { readonly kind: 'misconfigured'; readonly says: string }
  | { readonly kind: 'finished'; readonly finish: () => Promise<number> };

/** The exit code. Never rejects. */
export async function runCommand(
  invocation: CheckInvocation | DoctorInvocation | FuzzInvocation | ReplayInvocation,
  { streams, signal, onDisplay }: CommandSetting,
  run: (hooks: CheckHooks, note: (line: string) => void) => Promise<Ending>,
): Promise<number> {
  const say = (line: string) => streams.stderr.stream.write(`thumbproof: ${printable(line, LINE_MAX)}\n`);
  invocation.warnings.forEach(say);
  const obstacle = await obstacleTo(invocation);
  if (obstacle !== null) {
    say(obstacle);
    return EXIT_CODE.usage;
  }
  const display = progressDisplay(streams.stderr, streams.ticker);
  onDisplay(display);
  const onAbort = () => display.note('thumbproof: interrupted; finishing the partial report… (again to stop at once)');
  signal.addEventListener('abort', onAbort, { once: true });
  let isUnderWay = false;
  const onProgress = (progress: Progress) => {
    // Said as soon as there is a run: should it die, it can still be repeated. A fuzz says it of each round.
    if (!isUnderWay && invocation.kind !== 'fuzz') say(`seed ${invocation.options.seed}`);
    isUnderWay = true;
    display.show(progress);
  };
  try {
    const ending = await run({ signal, onProgress }, (line) => display.note(printable(line, LINE_MAX)));
    display.stop();
    if (ending.kind === 'finished') return await ending.finish();
    say(ending.says);
    return EXIT_CODE.usage;
  } catch (error) {
    display.stop();
    return failed(error, say, streams);
  } finally {
    display.stop();
    signal.removeEventListener('abort', onAbort);
  }
}

export const LINE_MAX = 1000;

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
