// What half of the load would show anyway says nothing when half of the breaches show it.

import type { Sign } from './meetings.ts';

/** Luck as rare as this is not taken for luck. Of one breach or two no more can be asked than that it be seldom. */
const CHANCE_MAX = 0.01;
const CHANCE_MAX_OF_FEW = 0.1;
const FEW = 2;

/** Nearly all breaches show it, and chance would seldom make as many. */
export function isTelling({ held, of, chance }: Sign): boolean {
  return (
    of > 0 && held >= 0.8 * of && atLeastByChance(held, of, chance) <= (of <= FEW ? CHANCE_MAX_OF_FEW : CHANCE_MAX)
  );
}

/** A third or more show it, and chance would hardly ever make as many: it is one reason among others. */
export function isFrequent({ held, of, chance }: Sign): boolean {
  return of > 0 && 3 * held >= of && atLeastByChance(held, of, chance) <= CHANCE_MAX / 10;
}

/** P(X ≥ held) for X binomial over `of` trials, summed term by term: there are never more than some hundreds. */
export function atLeastByChance(held: number, of: number, chance: number): number {
  if (held <= 0 || chance >= 1) return 1;
  if (chance <= 0) return 0;
  let sum = 0;
  let term = of * Math.log1p(-chance);
  const odds = Math.log(chance) - Math.log1p(-chance);
  for (let count = 0; count <= of; count++) {
    if (count >= held) sum += Math.exp(term);
    term += Math.log((of - count) / (count + 1)) + odds;
  }
  return Math.min(1, sum);
}
