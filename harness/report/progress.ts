// How far, how fast, and how long still: a person decides by this whether to wait. Rates differ between phases and
// change within one (a cold cache, a giant photo), so each phase has its own pace, in which old news fades.

import { countOf, durationOf, oneIn, percent } from '../model/figures.ts';
import type { Progress } from '../model/campaign.ts';

/** News fades to 1/e in this time: long enough to smooth batches, short enough to follow a change. */
const FADING_MS = 10_000;

/** What is known of one phase's speed. `workDone` and `timeMs` are sums in which the past counts ever less. */
export type Pace = { readonly atMs: number; readonly done: number; readonly workDone: number; readonly timeMs: number };

/** A phase begins at `atMs`, on any clock, with `done` already behind it. */
export function startPace(atMs: number, done = 0): Pace {
  return { atMs, done, workDone: 0, timeMs: 0 };
}

/** The pace once `done` is reached at `atMs`. Waiting without anything done slows it. */
export function advancePace(pace: Pace, done: number, atMs: number): Pace {
  const passedMs = atMs - pace.atMs;
  if (!(passedMs > 0)) return pace;
  const kept = Math.exp(-passedMs / FADING_MS);
  return { atMs, done, workDone: pace.workDone * kept + (done - pace.done), timeMs: pace.timeMs * kept + passedMs };
}

/** Null until something was done. */
export function ratePerSecondOf(pace: Pace): number | null {
  return pace.timeMs > 0 && pace.workDone > 0 ? (pace.workDone * 1000) / pace.timeMs : null;
}

/** Seconds until `of` is done at this pace; null while the pace or the end is unknown. */
export function secondsLeftOf(pace: Pace, of: number): number | null {
  const rate = ratePerSecondOf(pace);
  return rate === null || of <= 0 ? null : Math.max(0, of - pace.done) / rate;
}

/** One line without colours or line breaks, such as `load  1 234 of 5 350 (23 %), 412/s, 10 s left`. */
export function progressLine(progress: Progress): string {
  const { phase, done, of, ratePerSecond, boundSoFar, secondsLeft, note } = progress;
  const parts = [
    of > 0
      ? `${countOf(done)} of ${countOf(of)} (${percent(Math.min(1, Math.floor((100 * done) / of) / 100))})`
      : countOf(done),
  ];
  if (ratePerSecond !== null) parts.push(`${ratePerSecond < 10 ? ratePerSecond.toFixed(1) : countOf(ratePerSecond)}/s`);
  if (secondsLeft !== null) parts.push(`${durationOf(1000 * secondsLeft)} left`);
  // After the time left, because a narrow terminal cuts the end off.
  if (boundSoFar !== null && boundSoFar < 1) parts.push(`so far fewer than ${oneIn(boundSoFar)}`);
  if (note !== null) parts.push(note);
  return `${phase}  ${parts.join(', ')}`;
}

/** A bar of `widthColumns` filled to `done` of `of`; empty while `of` is unknown. */
export function progressBar(done: number, of: number, widthColumns: number): string {
  const filled = of > 0 ? Math.min(widthColumns, Math.floor((widthColumns * done) / of)) : 0;
  return '█'.repeat(filled) + '░'.repeat(widthColumns - filled);
}
