// Fifty seeds that are all caught show little about one miss in a thousand. The chance of a miss follows from what each
// run measures: how many thumbnails could have been hit, how often the fault hits, and how surely a hit is seen.

/**
 * The probability that a run sees no fault at all: (1 − rate × power)^thumbnails. `rate` is the fault's per thumbnail,
 * `power` the chance that one faulty thumbnail is recognised; both 0 to 1. Assumes that hits are independent, as the
 * canary's dial makes them.
 */
export function missChance(rate: number, power: number, thumbnails: number): number {
  return Math.exp(thumbnails * Math.log1p(-rate * power));
}
