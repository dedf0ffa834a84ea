import { describe, expect, it } from 'vitest';
import { atLeast, atMost } from '../../harness/gate/binomial-tail.ts';
import { exactAtLeast, exactAtMost, fromDouble, isAbove, nudged } from './exact-binomial.ts';

/** 2^-40 is 9e-13: closer to the exact tail than a sum of a thousand rounded terms would come. */
const NUDGE_BITS = 40;

function expectClose(tail: number, exact: ReturnType<typeof fromDouble>, of: string, bits = NUDGE_BITS): void {
  const value = fromDouble(tail);
  const isBetween = isAbove(value, nudged(exact, -1n, bits)) && isAbove(nudged(exact, 1n, bits), value);
  expect([of, isBetween]).toEqual([of, true]);
}

describe('a tail of the binomial law', () => {
  it.each([2, 7, 15, 16, 17, 40, 1000])(
    'of %i trials is exact to twelve digits, on either side of the mean',
    (trials) => {
      for (const rate of [0.002, 0.04, 0.3, 0.5, 0.77, 0.99]) {
        for (const events of [0, 1, 2, 6, 14, 30, trials >> 1, trials - 2, trials - 1]) {
          if (events < 0 || events >= trials) continue;
          const tail = atMost(events, trials, rate);
          // Where next to nothing is left of it, no digit of the complement is.
          if (tail > 1e-280) expectClose(tail, exactAtMost(events, trials, fromDouble(rate)), `≤ ${events} at ${rate}`);
          if (events === 0) continue;
          const rest = atLeast(events, trials, rate);
          if (rest > 1e-280)
            expectClose(rest, exactAtLeast(events, trials, fromDouble(rate)), `≥ ${events} at ${rate}`);
        }
      }
    },
  );

  // A rate that is a double is known to sixteen digits of 1 − rate, and as many trials take some of them away.
  it.each([
    [10_000, NUDGE_BITS],
    [1_000_000, 33],
  ])('of %i trials keeps its digits where events are few, to 2^-%i', (trials, bits) => {
    for (const [events, mean] of [
      [1, 0.4],
      [3, 2.9],
      [12, 11.5],
      [40, 52],
    ] as const) {
      const rate = mean / trials;
      expectClose(atMost(events, trials, rate), exactAtMost(events, trials, fromDouble(rate)), `≤ ${events}`, bits);
      expectClose(atLeast(events, trials, rate), exactAtLeast(events, trials, fromDouble(rate)), `≥ ${events}`, bits);
    }
  });

  it('settles for more trials than any run has', () => {
    expect(atMost(500_000_000, 1_000_000_000, 0.5)).toBeCloseTo(0.5, 4);
  });

  it('of counts for which the fraction does not settle is an error, and not a hang', () => {
    expect(() => atMost(Number.NaN, 10, 0.5)).toThrow(RangeError);
  });
});
