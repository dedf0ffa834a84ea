// A bound is only as good as the eyes behind it. Leaks are injected on purpose and counted when seen; what may be
// claimed is the lower confidence limit of that share, not the share itself: 30 of 30 seen proves only 84 %.

import { lowerLimit } from './clopper-pearson.ts';
import { powerConfidence } from './error-budget.ts';

/** The power, 0 to 1, that `seen` of `injected` reference leaks prove at the power half of `confidence`. */
export function powerOf(seen: number, injected: number, confidence: number): number {
  return lowerLimit(seen, injected, powerConfidence(confidence));
}

/** How many reference leaks must be injected, and all be seen, to prove `power` (between 0 and 1). 528 for 0.99 at 99 %. */
export function injectionsNeeded(power: number, confidence: number): number {
  if (!(power > 0 && power < 1)) throw new RangeError(`Expected a power between 0 and 1, got ${power}.`);
  return Math.ceil(Math.log1p(-powerConfidence(confidence)) / Math.log(power));
}
