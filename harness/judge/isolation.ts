// The crowd must equal the one: a thumbnail made under load must be what the thumbnailer makes of the same photo alone.
// Bytes are compared first; only where they differ are pixels, because some encoders never write the same bytes twice.

import { BLOCK_PX, type LumaPicture } from '../model/expectation.ts';
import { hazeOf } from '../model/residual-sums.ts';
import type { ReadableProfile } from '../model/profile.ts';
import type { Region } from '../model/verdict.ts';

/** Codecs that are not byte-stable still agree within this root mean square per block, in luma levels, when the pixels do. */
const SAME_PIXELS_RMS = 4;

export type Comparison =
  | { readonly kind: 'same-pixels' }
  | { readonly kind: 'other-size'; readonly says: string }
  /** `flat`: the differing part under load carries no picture at all, such as half a thumbnail left grey. */
  | { readonly kind: 'differs'; readonly regions: readonly [Region, ...Region[]]; readonly flat: boolean };

/** Where a thumbnail made under load differs from the same one made alone. */
export function comparePixels(underLoad: LumaPicture, alone: LumaPicture, profile: ReadableProfile): Comparison {
  if (underLoad.widthPx !== alone.widthPx || underLoad.heightPx !== alone.heightPx) {
    return {
      kind: 'other-size',
      says: `Expected ${alone.widthPx}×${alone.heightPx} px, as it makes alone, got ${underLoad.widthPx}×${underLoad.heightPx} px under load.`,
    };
  }
  // A lossy codec spreads a local difference thinly over the whole picture: the region is where it is loud.
  const differing = differingBox(
    underLoad,
    alone,
    profile.byteStable ? SAME_PIXELS_RMS : Math.max(SAME_PIXELS_RMS, profile.thresholds.block),
  );
  const loud = differingBox(underLoad, alone, Math.max(SAME_PIXELS_RMS, LOUD_FACTOR * profile.thresholds.block));
  const box = loud ?? differing;
  if (box !== null) return { kind: 'differs', regions: [box], flat: isFlat(underLoad, alone, box) };
  const whole = { x: 0, y: 0, width: alone.widthPx, height: alone.heightPx };
  return hazeBetween(underLoad, alone) > profile.thresholds.haze
    ? { kind: 'differs', regions: [whole], flat: false }
    : { kind: 'same-pixels' };
}

/** What lies over one picture but not over the other, as `Residual.haze` measures it: a change of tone does not count. */
function hazeBetween(a: LumaPicture, b: LumaPicture): number {
  const blocks = Math.ceil(a.widthPx / BLOCK_PX) * Math.ceil(a.heightPx / BLOCK_PX);
  const sums = { differing: new Float64Array(blocks), own: new Float64Array(blocks) };
  for (let y = 0; y < a.heightPx; y++) {
    const blockRow = Math.floor(y / BLOCK_PX) * Math.ceil(a.widthPx / BLOCK_PX);
    for (let x = 0; x < a.widthPx; x++) {
      const at = y * a.widthPx + x;
      const block = blockRow + Math.floor(x / BLOCK_PX);
      const own = b.luma[at] as number;
      sums.differing[block] = (sums.differing[block] as number) + (a.luma[at] as number) - own;
      sums.own[block] = (sums.own[block] as number) + own;
    }
  }
  const total = (values: Float64Array, weights: Float64Array | null = null) =>
    values.reduce((sum, value, i) => sum + value * (weights === null ? 1 : (weights[i] as number)), 0);
  return hazeOf({
    blocks,
    residual: total(sums.differing),
    painted: total(sums.own),
    residual2: total(sums.differing, sums.differing),
    both: total(sums.differing, sums.own),
    painted2: total(sums.own, sums.own),
  });
}

const LOUD_FACTOR = 1.5;

/** The rectangle around all 4×4 px blocks whose root mean square difference exceeds `limit`. */
function differingBox(a: LumaPicture, b: LumaPicture, limit: number): Region | null {
  let [left, right, top, bottom] = [a.widthPx, 0, a.heightPx, 0];
  for (let y = 0; y < a.heightPx; y += BLOCK_PX) {
    for (let x = 0; x < a.widthPx; x += BLOCK_PX) {
      const [toX, toY] = [Math.min(x + BLOCK_PX, a.widthPx), Math.min(y + BLOCK_PX, a.heightPx)];
      let energy = 0;
      for (let row = y; row < toY; row++) {
        for (let column = x; column < toX; column++) {
          const at = row * a.widthPx + column;
          energy += ((a.luma[at] as number) - (b.luma[at] as number)) ** 2;
        }
      }
      if (energy <= limit ** 2 * (toX - x) * (toY - y)) continue;
      left = Math.min(left, x);
      right = Math.max(right, toX);
      top = Math.min(top, y);
      bottom = Math.max(bottom, toY);
    }
  }
  return right === 0 ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

/** Painted photos vary by about 60 levels everywhere; a block that varies by no more than this shows none of them. */
const FLAT_RANGE_LEVELS = 8;
/** What broke off half-way is flat but for its last rows, which no longer fit together. */
const FLAT_SHARE = 0.5;
/** The rectangle reaches into what is its own: blocks that differ by less than this say nothing. */
const DIFFERING_RMS = 8;

/** True when most of what differs carries no picture at all. */
function isFlat(picture: LumaPicture, alone: LumaPicture, region: Region): boolean {
  let [differing, flat] = [0, 0];
  for (let y = region.y; y < region.y + region.height; y += BLOCK_PX) {
    for (let x = region.x; x < region.x + region.width; x += BLOCK_PX) {
      let [least, most, energy, count] = [255, 0, 0, 0];
      for (let row = y; row < Math.min(y + BLOCK_PX, picture.heightPx); row++) {
        for (let column = x; column < Math.min(x + BLOCK_PX, picture.widthPx); column++) {
          const luma = picture.luma[row * picture.widthPx + column] as number;
          least = Math.min(least, luma);
          most = Math.max(most, luma);
          energy += (luma - (alone.luma[row * picture.widthPx + column] as number)) ** 2;
          count++;
        }
      }
      if (energy < DIFFERING_RMS ** 2 * count) continue;
      differing++;
      if (most - least <= FLAT_RANGE_LEVELS) flat++;
    }
  }
  return flat >= FLAT_SHARE * differing && differing > 0;
}
