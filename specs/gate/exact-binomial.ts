// An independent witness for the confidence limits: binomial tails in whole numbers. Every number is a mantissa of at
// most 320 bits times a power of two; each of the at most few thousand operations errs by less than 2^-318 of its
// value, so a tail is right to some ninety digits, where the code under test has sixteen.

const BITS = 320;

type Big = { readonly mantissa: bigint; readonly exponent: number };

/** P(X ≤ events), correct to ninety digits. Many events are counted from the other end. */
export function exactAtMost(events: number, trials: number, rate: Big): Big {
  if (events >= trials) return whole(1n);
  if (events > trials / 2) return minus(whole(1n), exactAtMost(trials - events - 1, trials, minus(whole(1n), rate)));
  const miss = minus(whole(1n), rate);
  let term = power(miss, trials);
  let sum = term;
  for (let k = 1; k <= events; k++) {
    term = divide(multiply(multiply(term, rate), whole(BigInt(trials - k + 1))), multiply(miss, whole(BigInt(k))));
    sum = plus(sum, term);
  }
  return sum;
}

/** P(X ≥ events). */
export function exactAtLeast(events: number, trials: number, rate: Big): Big {
  return exactAtMost(trials - events, trials, minus(whole(1n), rate));
}

/** A decimal such as `0.00126` or `4.6e-3` without rounding beyond 320 bits. */
export function decimal(text: string): Big {
  const match = /^(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`Expected a decimal, got ${text}.`);
  const fractionDigits = match[2] ?? '';
  const tens = Number(match[3] ?? 0) - fractionDigits.length;
  const digits = whole(BigInt((match[1] ?? '') + fractionDigits));
  return tens >= 0 ? multiply(digits, whole(10n ** BigInt(tens))) : divide(digits, whole(10n ** BigInt(-tens)));
}

/** A double is a whole number times a power of two: nothing is lost. */
export function fromDouble(value: number): Big {
  let exponent = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent -= 1;
  }
  return trim({ mantissa: BigInt(scaled), exponent });
}

/** `value` × (1 + `parts` × 2^-`bits`). */
export function nudged(value: Big, parts: bigint, bits: number): Big {
  return multiply(value, { mantissa: (1n << BigInt(bits)) + parts, exponent: -bits });
}

export function isAbove(one: Big, other: Big): boolean {
  return minus(one, other).mantissa > 0n;
}

function whole(value: bigint): Big {
  return trim({ mantissa: value, exponent: 0 });
}

function power(base: Big, times: number): Big {
  let result = whole(1n);
  let square = base;
  for (let left = times; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiply(result, square);
    square = multiply(square, square);
  }
  return result;
}

function multiply(one: Big, other: Big): Big {
  return trim({ mantissa: one.mantissa * other.mantissa, exponent: one.exponent + other.exponent });
}

function divide(one: Big, other: Big): Big {
  const shift = BITS * 2;
  return trim({
    mantissa: (one.mantissa << BigInt(shift)) / other.mantissa,
    exponent: one.exponent - shift - other.exponent,
  });
}

function plus(one: Big, other: Big): Big {
  const gap = one.exponent - other.exponent;
  if (gap < 0) return plus(other, one);
  if (one.mantissa === 0n) return other;
  return trim({ mantissa: (one.mantissa << BigInt(gap)) + other.mantissa, exponent: other.exponent });
}

function minus(one: Big, other: Big): Big {
  return plus(one, { mantissa: -other.mantissa, exponent: other.exponent });
}

function trim(value: Big): Big {
  const excess = value.mantissa.toString(16).length * 4 - BITS;
  return excess <= 0 ? value : { mantissa: value.mantissa >> BigInt(excess), exponent: value.exponent + excess };
}
