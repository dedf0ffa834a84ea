// Plans are drawn by key, not by fast-check's own running seed, so that adding one draw leaves all the others as they were.

import fc from 'fast-check';
import { pseudoRandomWords } from '../model/prf.ts';
import { itemAt } from './random.ts';

/** One value, the same for the same key: every character of it goes into fast-check's signed 32-bit seed. */
export function drawOne<T>(arbitrary: fc.Arbitrary<T>, key: string): T {
  return itemAt(fc.sample(arbitrary, { seed: pseudoRandomWords(key)() | 0, numRuns: 1 }), 0);
}
