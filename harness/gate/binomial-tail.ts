// The probability of at most, or at least, so many events in n independent trials. Summing terms takes n steps and
// log-gamma loses digits for large n (it subtracts numbers near 1e7 to get one near 10), so the tail is the continued
// fraction of the incomplete beta function times a binomial term computed without that subtraction.

/** P(X ≤ events) for X binomial with `trials` and `rate`; 0 ≤ events < trials, 0 < rate < 1. */
export function atMost(events: number, trials: number, rate: number): number {
  return regularisedBeta(1 - rate, trials - events, events + 1, rate);
}

/** P(X ≥ events) for X binomial with `trials` and `rate`; 0 < events ≤ trials, 0 < rate < 1. */
export function atLeast(events: number, trials: number, rate: number): number {
  return regularisedBeta(rate, events, trials - events + 1, 1 - rate);
}

/**
 * I_x(a, b) for whole a, b ≥ 1. `y` is 1 − x, handed in so that neither loses its digits near 1.
 * The fraction converges fast on the side x < (a+1)/(a+b+2); the other side is the complement.
 */
function regularisedBeta(x: number, a: number, b: number, y: number): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - regularisedBeta(y, b, a, x);
  return (binomialTerm(a, b, x, y) * b * fraction(x, a, b)) / (a + b);
}

/** It takes about as many steps as the square root of the trials: a million times fewer than would hang a verdict. */
const STEPS_MAX = 100_000;

/**
 * Modified Lentz evaluation of the continued fraction (NIST DLMF 8.17.22; Press et al., Numerical Recipes 6.4). Throws
 * a RangeError when it does not settle.
 */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= STEPS_MAX; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) return value;
  }
  throw new RangeError(`Expected the tail of ${a + b} trials to settle within ${STEPS_MAX} steps.`);
}

function awayFromZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/**
 * C(a+b, a) x^a y^b for a, b ≥ 1, by the saddle point of C. Loader, "Fast and accurate computation of binomial
 * probabilities" (2000): Stirling's error and the deviance are both small, so nothing large cancels.
 */
function binomialTerm(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const logarithm = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  return Math.exp(logarithm) * Math.sqrt(n / (2 * Math.PI * a * b));
}

/** ln n! − ln(√(2πn) (n/e)^n). The series is exact to 1e-16 from 16 on; below, n! itself is exact. */
function stirlingError(n: number): number {
  if (n >= 16) {
    const square = n * n;
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
  }
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return Math.log(factorial) - 0.5 * Math.log(2 * Math.PI * n) - n * (Math.log(n) - 1);
}

/** k ln(k/m) + m − k, by its series where k and m are close and the plain form would cancel. */
function deviance(k: number, m: number): number {
  const difference = k - m;
  if (Math.abs(difference) >= 0.1 * (k + m)) return k * Math.log(k / m) - difference;
  const v = difference / (k + m);
  let sum = difference * v;
  let power = 2 * k * v;
  for (let j = 1; j <= DEVIANCE_TERMS; j++) {
    power *= v * v;
    sum += power / (2 * j + 1);
  }
  return sum;
}

/** Each is less than a hundredth of the one before. */
const DEVIANCE_TERMS = 9;
