// How much of a thumbnail is what its photo should look like, whatever the rest is: a broken file may give a part.

import type { LumaPicture } from '../model/expectation.ts';
import type { ReadableProfile } from '../model/profile.ts';
import type { Region } from '../model/verdict.ts';
import { expectedPicture } from './expected-picture.ts';
import type { JobEntry } from './job-book.ts';
import { shownFor, type Easel } from './judge-bench.ts';

/** Painted photos vary by about 60 levels; what a codec leaves of a photo's own tile differs from it by less than this. */
const OWN_RMS_MAX = 20;
const TILE_PX = 8;

/** The share, 0 to 1, of the tiles in the regions that look as the job's photo should; 0 where the sizes differ. */
export function ownShare(
  bench: Easel,
  entry: JobEntry,
  profile: ReadableProfile,
  seen: LumaPicture,
  regions: readonly Region[],
): number {
  const expected = expectedPicture(bench.painter, shownFor(bench, entry, profile), entry.recipe, profile, seen);
  if (expected.widthPx !== seen.widthPx || expected.heightPx !== seen.heightPx) return 0;
  let [tiles, own] = [0, 0];
  for (const { x, y, width, height } of regions) {
    for (let top = y; top < y + height; top += TILE_PX) {
      for (let left = x; left < x + width; left += TILE_PX) {
        tiles++;
        if (rmsBetween(seen, expected, left, top) <= OWN_RMS_MAX) own++;
      }
    }
  }
  return tiles === 0 ? 0 : own / tiles;
}

/** Of one tile, cut off where the picture ends. */
function rmsBetween(seen: LumaPicture, expected: LumaPicture, left: number, top: number): number {
  let [energy, count] = [0, 0];
  for (let row = top; row < Math.min(top + TILE_PX, seen.heightPx); row++) {
    for (let column = left; column < Math.min(left + TILE_PX, seen.widthPx); column++) {
      const at = row * seen.widthPx + column;
      energy += ((seen.luma[at] as number) - (expected.luma[at] as number)) ** 2;
      count++;
    }
  }
  return Math.sqrt(energy / Math.max(1, count));
}
