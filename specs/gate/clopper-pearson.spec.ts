import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerLimit, upperLimit } from '../../harness/gate/clopper-pearson.ts';
import { LIMITS } from './clopper-pearson.golden.ts';
import { decimal, exactAtLeast, exactAtMost, fromDouble, isAbove, nudged } from './exact-binomial.ts';

const RELATIVE_ERROR_MAX = 1e-8;
/** 2^-27 is 7.5e-9: a limit nudged by it lies within the promised 1e-8. */
const NUDGE_BITS = 27;

describe('the golden table of confidence limits', () => {
  it('holds limits on whose two sides the exact tail straddles 1 − confidence', () => {
    for (const [events, trials, alphaText, lower, upper] of LIMITS) {
      const alpha = decimal(alphaText);
      if (events < trials) {
        expect(isAbove(exactAtMost(events, trials, nudged(decimal(upper), -1n, 60)), alpha)).toBe(true);
        expect(isAbove(alpha, exactAtMost(events, trials, nudged(decimal(upper), 1n, 60)))).toBe(true);
      }
      if (events > 0) {
        expect(isAbove(alpha, exactAtLeast(events, trials, nudged(decimal(lower), -1n, 60)))).toBe(true);
        expect(isAbove(exactAtLeast(events, trials, nudged(decimal(lower), 1n, 60)), alpha)).toBe(true);
      }
    }
  });
});

describe('the confidence limits', () => {
  it.each(LIMITS)(
    'for %i of %i at 1 − %s agree with the golden table to 1e-8',
    (events, trials, alpha, lower, upper) => {
      const confidence = 1 - Number(alpha);
      expect(relativeError(lowerLimit(events, trials, confidence), Number(lower))).toBeLessThan(RELATIVE_ERROR_MAX);
      expect(relativeError(upperLimit(events, trials, confidence), Number(upper))).toBeLessThan(RELATIVE_ERROR_MAX);
    },
  );

  it('lie within 1e-8 of the exact solution for any counts and confidence', () => {
    const counts = fc.integer({ min: 1, max: 600 }).chain((trials) =>
      fc.record({
        trials: fc.constant(trials),
        events: fc.integer({ min: 0, max: trials }),
        alpha: fc.constantFrom(0.05, 0.01, 0.005, 0.0005, 1e-6),
      }),
    );
    fc.assert(
      fc.property(counts, ({ trials, events, alpha }) => {
        const confidence = 1 - alpha;
        const exactAlpha = nudged(fromDouble(1 - confidence), 0n, 1);
        if (events < trials) {
          const limit = fromDouble(upperLimit(events, trials, confidence));
          expect(isAbove(exactAtMost(events, trials, nudged(limit, -1n, NUDGE_BITS)), exactAlpha)).toBe(true);
          const above = nudged(limit, 1n, NUDGE_BITS);
          if (isAbove(fromDouble(1), above)) expect(isAbove(exactAlpha, exactAtMost(events, trials, above))).toBe(true);
        }
        if (events > 0) {
          const limit = fromDouble(lowerLimit(events, trials, confidence));
          expect(isAbove(exactAlpha, exactAtLeast(events, trials, nudged(limit, -1n, NUDGE_BITS)))).toBe(true);
          const above = nudged(limit, 1n, NUDGE_BITS);
          if (isAbove(fromDouble(1), above))
            expect(isAbove(exactAtLeast(events, trials, above), exactAlpha)).toBe(true);
        }
      }),
      { numRuns: 60, seed: 2024 },
    );
  });

  it('are exact to the last digit where nothing was seen, or all was', () => {
    for (const trials of [1, 30, 5350, 1_000_000]) {
      expect(upperLimit(0, trials, 0.995)).toBe(-Math.expm1(Math.log1p(-0.995) / trials));
      expect(lowerLimit(trials, trials, 0.995)).toBe(Math.exp(Math.log1p(-0.995) / trials));
    }
  });

  it('know nothing when nothing was tried', () => {
    expect(upperLimit(0, 0, 0.99)).toBe(1);
    expect(lowerLimit(0, 0, 0.99)).toBe(0);
  });

  it.each([
    [-1, 10, 0.99, 'Expected whole counts with 0 ≤ events ≤ trials, got -1 of 10.'],
    [11, 10, 0.99, 'Expected whole counts with 0 ≤ events ≤ trials, got 11 of 10.'],
    [0.5, 10, 0.99, 'Expected whole counts with 0 ≤ events ≤ trials, got 0.5 of 10.'],
    [0, 10, 1, 'Expected a confidence between 0 and 1, got 1.'],
    [0, 10, 0, 'Expected a confidence between 0 and 1, got 0.'],
    [0, 10, Number.NaN, 'Expected a confidence between 0 and 1, got NaN.'],
  ])('refuse %d of %d at %d', (events, trials, confidence, message) => {
    expect(() => upperLimit(events, trials, confidence)).toThrow(new RangeError(message));
    expect(() => lowerLimit(events, trials, confidence)).toThrow(new RangeError(message));
  });
});

function relativeError(value: number, truth: number): number {
  return value === truth ? 0 : Math.abs(value - truth) / truth;
}
