// A time left that is always "two minutes" is worse than none. This compares what a run promised with what came true.

import type { PrintedLine } from './gate-run.ts';

/** As the progress lines print it: "1 h 02 min left", "3 min 05 s left", "9.5 s left". */
const TIME_LEFT = /(?:(\d+) h )?(?:(\d+) min )?(?:([\d.]+) s )?left\b/;
/** A progress line opens with its phase, two spaces behind. */
const PHASE = /^(\S.*?) {2}/;

type Estimate = { readonly phase: string; readonly atMs: number; readonly secondsLeft: number };

/**
 * Each phase says when it will end. The median over the estimates of the longest phase of |promised end − true end| as
 * a share of that phase's length, 0 for a prophet. Throws when no line gives an estimate.
 */
export function timeLeftError(lines: readonly PrintedLine[], wallMs: number): number {
  const starts = lines.flatMap(({ atMs, text }) => {
    const [, phase] = PHASE.exec(text) ?? [];
    return phase === undefined ? [] : [{ phase, atMs }];
  });
  const phases = starts
    .filter(({ phase }, index) => phase !== starts[index - 1]?.phase)
    .map((start, index, all) => ({ ...start, endMs: all[index + 1]?.atMs ?? wallMs }))
    .sort((a, b) => b.endMs - b.atMs - (a.endMs - a.atMs));
  const estimates = lines.flatMap(estimateIn);
  const longest = phases.find(({ phase }) => estimates.some((estimate) => estimate.phase === phase));
  if (longest === undefined) throw new RangeError('Expected progress lines with a time left, got none.');
  const errors = estimates
    .filter(({ phase, atMs }) => phase === longest.phase && atMs >= longest.atMs && atMs <= longest.endMs)
    .map(({ atMs, secondsLeft }) => Math.abs(atMs + 1000 * secondsLeft - longest.endMs))
    .sort((a, b) => a - b);
  return (errors[Math.floor(errors.length / 2)] ?? 0) / (longest.endMs - longest.atMs);
}

function estimateIn({ atMs, text }: PrintedLine): readonly Estimate[] {
  const [, phase] = PHASE.exec(text) ?? [];
  const [, hours, minutes, seconds] = TIME_LEFT.exec(text) ?? [];
  if (phase === undefined || (hours ?? minutes ?? seconds) === undefined) return [];
  return [{ phase, atMs, secondsLeft: 3600 * Number(hours ?? 0) + 60 * Number(minutes ?? 0) + Number(seconds ?? 0) }];
}
