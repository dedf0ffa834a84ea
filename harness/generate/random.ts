// Laying out a trial takes thousands of small choices that must come out the same on every machine and in every order
// of use. Each layout step draws from a stream of its own, so that changing one step leaves the choices of the others.

import { pseudoRandomWords } from '../model/prf.ts';

export type Random = {
  /** In [0, 1). */
  readonly fraction: () => number;
  /** An integer from 0 to `end` - 1. */
  readonly below: (end: number) => number;
  /** Throws a RangeError when there is nothing to pick. */
  readonly pick: <T>(items: readonly T[]) => T;
  /** A new array in random order. */
  readonly shuffled: <T>(items: readonly T[]) => T[];
};

/** The same key gives the same choices. */
export function randomFrom(key: string): Random {
  const next = pseudoRandomWords(key);
  const fraction = () => next() / 2 ** 32;
  const below = (end: number) => Math.floor(fraction() * end);
  const shuffled = <T>(items: readonly T[]): T[] => {
    const pool = [...items];
    return items.map(() => {
      const index = below(pool.length);
      const chosen = itemAt(pool, index);
      const last = pool.pop();
      if (last !== undefined && index < pool.length) pool[index] = last;
      return chosen;
    });
  };
  return { fraction, below, pick: (items) => itemAt(items, below(items.length)), shuffled };
}

/** The item at an index that the caller has bounded; throws a RangeError where the bound was wrong. */
export function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`Expected an index below ${items.length}, got ${index}.`);
  return item;
}
