// Somebody watches a terminal, nobody watches a CI log: the first gets a bar that redraws itself, the second a plain
// line now and then. Both go to stderr, so that stdout holds the report alone.

import { SingleBar } from 'cli-progress';
import { columnsOf } from '../report/layout.ts';
import { printable } from '../report/printable.ts';
import { progressBar, progressLine } from '../report/progress.ts';
import type { Progress } from '../model/campaign.ts';

/** A stream and what is known of it, decided by whoever knows the environment. `isTerminal`: it can go back on its line. */
export type Screen = {
  readonly stream: NodeJS.WritableStream;
  readonly isTerminal: boolean;
  readonly widthColumns: number;
  readonly colour: boolean;
  /** Whether it shows the greys that pictures are made of; never so where nobody sees them. */
  readonly shades: boolean;
};

/** Calls `act` every `intervalMs` until the returned function is called, without keeping the process alive. */
export type Ticker = (intervalMs: number, act: () => void) => () => void;

export type ProgressDisplay = {
  readonly show: (progress: Progress) => void;
  /** A line that stays. */
  readonly note: (line: string) => void;
  /** Gives the terminal back as it was; may be called twice. */
  readonly stop: () => void;
};

export function progressDisplay(screen: Screen, ticker: Ticker): ProgressDisplay {
  return screen.isTerminal ? liveBar(screen) : plainLines(screen, ticker);
}

const REDRAWS_PER_SECOND = 8;
const BAR_COLUMNS = 16;

function liveBar(screen: Screen): ProgressDisplay {
  const bar = new SingleBar({
    stream: screen.stream,
    format: (_options, _params, payload: { readonly line?: string }) => payload.line ?? '',
    fps: REDRAWS_PER_SECOND,
    hideCursor: true,
    clearOnComplete: true,
    // Ctrl-C is ours: it ends the run with a partial report.
    gracefulExit: false,
  });
  let isDrawn = false;
  const stop = () => {
    if (isDrawn) bar.stop();
    isDrawn = false;
  };
  return {
    show: (progress) => {
      const drawn = progressBar(progress.done, progress.of, Math.min(BAR_COLUMNS, Math.floor(screen.widthColumns / 4)));
      const payload = { line: cut(`${drawn} ${printable(progressLine(progress))}`, screen.widthColumns - 1) };
      if (isDrawn) bar.update(progress.done, payload);
      else bar.start(Math.max(1, progress.of), progress.done, payload);
      isDrawn = true;
    },
    note: (line) => {
      stop();
      screen.stream.write(`${line}\n`);
    },
    stop,
  };
}

const LINE_INTERVAL_MS = 5000;

/** A line when a phase begins, and then one per interval, also when nothing moves: silence in a log reads as a hang. */
function plainLines(screen: Screen, ticker: Ticker): ProgressDisplay {
  let latest: Progress | null = null;
  const write = (progress: Progress) => screen.stream.write(`${printable(progressLine(progress))}\n`);
  const stop = ticker(LINE_INTERVAL_MS, () => {
    if (latest !== null) write(latest);
  });
  return {
    show: (progress) => {
      if (latest?.phase !== progress.phase) write(progress);
      latest = progress;
    },
    note: (line) => {
      screen.stream.write(`${line}\n`);
    },
    stop,
  };
}

function cut(line: string, widthColumns: number): string {
  if (columnsOf(line) <= widthColumns) return line;
  if (widthColumns < 1) return '';
  const characters = [...line];
  while (columnsOf(characters.join('')) > widthColumns - 1) characters.pop();
  return `${characters.join('')}…`;
}
