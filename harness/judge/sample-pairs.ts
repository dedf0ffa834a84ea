// Few thumbnails make many leaks: every one of them can be the victim of every other. Which pairs are taken is fixed, so
// that the same seed measures the same.

import type { PaintedSample } from './made-alone.ts';

export type Pair = { readonly victim: PaintedSample; readonly donor: PaintedSample };

/**
 * Up to `count` different pairs of samples that show different photos and that `fits` allows; each sample is a victim
 * about as often as any other. Fewer when there are no more.
 */
export function samplePairs(
  samples: readonly PaintedSample[],
  count: number,
  fits: (pair: Pair) => boolean = () => true,
): readonly Pair[] {
  const pairs: Pair[] = [];
  for (let apart = 1; apart < samples.length; apart++) {
    for (const [index, victim] of samples.entries()) {
      if (pairs.length >= count) return pairs;
      const donor = samples[(index + apart) % samples.length];
      if (donor === undefined || donor.sample.photo.contentId === victim.sample.photo.contentId) continue;
      if (fits({ victim, donor })) pairs.push({ victim, donor });
    }
  }
  return pairs;
}
