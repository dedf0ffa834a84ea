// Did a change help, or was it luck? Two counts of failures are compared exactly, because a dozen tries are no large sample.

/**
 * The probability, 0 to 1, that of all `one.failed + other.failed` failures at most `other.failed` fall to the other side, if
 * both sides fail alike: Fisher's exact test, one-sided (The Design of Experiments, 1935). Throws a RangeError for counts
 * that cannot be.
 */
export function fisherLess(
  one: { readonly failed: number; readonly of: number },
  other: { readonly failed: number; readonly of: number },
): number {
  for (const { failed, of } of [one, other])
    if (!Number.isInteger(failed) || !Number.isInteger(of) || failed < 0 || failed > of)
      throw new RangeError(`Expected whole counts, at most as many failures as tries, got ${failed} of ${of}.`);
  const failures = one.failed + other.failed;
  const least = Math.max(0, failures - one.of);
  const all = logChoose(one.of + other.of, failures);
  let sum = 0;
  for (let failed = least; failed <= other.failed; failed++)
    sum += Math.exp(logChoose(other.of, failed) + logChoose(one.of, failures - failed) - all);
  return Math.min(1, sum);
}

/** Counts here are in the hundreds: summing logarithms is exact enough, and needs no gamma function. */
function logChoose(n: number, k: number): number {
  let log = 0;
  for (let index = 1; index <= Math.min(k, n - k); index++) log += Math.log((n - index + 1) / index);
  return log;
}
