// "It did not fail again" means nothing before it has had the chance to.

/**
 * How many clean trials in a row reject, at level `alpha`, that a plan fails at the rate `p`: the least n with
 * (1 − p)^n ≤ alpha. At least 1. Throws a RangeError unless 0 < p ≤ 1 and 0 < alpha < 1.
 */
export function trialsNeeded(p: number, alpha: number): number {
  if (!(p > 0 && p <= 1) || !(alpha > 0 && alpha < 1))
    throw new RangeError(`Expected a rate in (0, 1] and a level in (0, 1), got ${p} and ${alpha}.`);
  return p === 1 ? 1 : Math.max(1, Math.ceil(Math.log(alpha) / Math.log1p(-p)));
}
