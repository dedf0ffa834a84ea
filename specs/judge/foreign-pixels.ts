// Leaks put into thumbnails on purpose, and the numbers to place them by.

import { pseudoRandomWords } from '../../harness/model/prf.ts';
import type { Observation } from '../../harness/model/profile.ts';
import type { Region } from '../../harness/model/verdict.ts';

/** Numbers in [0, 1), the same for the same key. */
export function randomNumbers(key: string): () => number {
  const next = pseudoRandomWords(key);
  return () => next() / 2 ** 32;
}

/** `own` but for the region, which shows `foreign` at the same place; the region lies within both. */
export function mosaic(own: Observation, foreign: Observation, region: Region): Observation {
  const luma = own.luma.slice();
  for (let y = region.y; y < region.y + region.height; y++) {
    const from = y * foreign.widthPx + region.x;
    luma.set(foreign.luma.subarray(from, from + region.width), y * own.widthPx + region.x);
  }
  return { ...own, luma };
}

/** Both pictures, of one size, in one: `weight` of the foreign one. */
export function blendOf(own: Observation, foreign: Observation, weight: number): Observation {
  return {
    ...own,
    luma: own.luma.map((level, i) => Math.round((1 - weight) * level + weight * (foreign.luma[i] ?? 0))),
  };
}
