// How rare can mix-ups be, and how sure are we, when k of n thumbnails showed one? Approximations are worst exactly
// where we work, at k = 0 and rates near 1e-3, so the limits are the exact ones of Clopper and Pearson (Biometrika 26, 1934).

import { atLeast, atMost } from './binomial-tail.ts';

/** Stop when the limit is known to this relative width; specs hold the whole to 1e-8. */
const RELATIVE_WIDTH = 1e-13;

/**
 * The largest rate, 0 to 1, at which seeing at most `events` of `trials` still has probability 1 − `confidence`.
 * One-sided. 1 when nothing was tried. Throws a RangeError for counts or a confidence that cannot be.
 */
export function upperLimit(events: number, trials: number, confidence: number): number {
  assertCounts(events, trials, confidence);
  if (events === trials) return 1;
  if (events === 0) return -Math.expm1(Math.log1p(-confidence) / trials);
  const alpha = 1 - confidence;
  return solve((rate) => atMost(events, trials, rate) > alpha);
}

/**
 * The smallest rate, 0 to 1, at which seeing at least `events` of `trials` still has probability 1 − `confidence`.
 * One-sided. 0 when nothing was tried or seen. Throws a RangeError for counts or a confidence that cannot be.
 */
export function lowerLimit(events: number, trials: number, confidence: number): number {
  assertCounts(events, trials, confidence);
  if (events === 0) return 0;
  if (events === trials) return Math.exp(Math.log1p(-confidence) / trials);
  const alpha = 1 - confidence;
  return solve((rate) => atLeast(events, trials, rate) < alpha);
}

/** The rate up to which `isBelow` holds, by bisection; `isBelow` holds at 0 and not at 1. */
function solve(isBelow: (rate: number) => boolean): number {
  let low = 0;
  let high = 1;
  while (high - low > RELATIVE_WIDTH * high) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function assertCounts(events: number, trials: number, confidence: number): void {
  const countsAreWhole = Number.isSafeInteger(events) && Number.isSafeInteger(trials);
  if (!countsAreWhole || events < 0 || events > trials) {
    throw new RangeError(`Expected whole counts with 0 ≤ events ≤ trials, got ${events} of ${trials}.`);
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`Expected a confidence between 0 and 1, got ${confidence}.`);
  }
}
