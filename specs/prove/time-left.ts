// A time left that is always "two minutes" is worse than none. This compares what a run promised with when it ended.

import type { PrintedLine } from './gate-run.ts';

/** As the progress lines print it: "1 h 02 min left", "3 min 20 s left", "45 s left". */
const TIME_LEFT = /(?:(\d+) h )?(?:(\d+) min )?(?:(\d+) s )?left/;

/**
 * The median over all estimates of |promised end − true end| as a share of the run's length, 0 for a prophet. Throws
 * when no line gives an estimate.
 */
export function timeLeftError(lines: readonly PrintedLine[], wallMs: number): number {
  const errors = lines
    .flatMap(({ atMs, text }) => {
      const secondsLeft = secondsLeftIn(text);
      return secondsLeft === null ? [] : [Math.abs(atMs + 1000 * secondsLeft - wallMs) / wallMs];
    })
    .sort((a, b) => a - b);
  const median = errors[Math.floor(errors.length / 2)];
  if (median === undefined) throw new RangeError('Expected progress lines with a time left, got none.');
  return median;
}

function secondsLeftIn(text: string): number | null {
  const match = TIME_LEFT.exec(text);
  if (match === null) return null;
  const [, hours, minutes, seconds] = match;
  if (hours === undefined && minutes === undefined && seconds === undefined) return null;
  return 3600 * Number(hours ?? 0) + 60 * Number(minutes ?? 0) + Number(seconds ?? 0);
}
