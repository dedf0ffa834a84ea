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
  /**
   * `flat`: the differing part under load carries no picture at all, such as half a thumbnail left grey. `rough`: it is
   * loud nowhere, and nothing lies over the whole, as where an encoder spends fewer bits on some pictures than on others.
   */
  | {
      readonly kind: 'differs';
      readonly regions: readonly [Region, ...Region[]];
      readonly flat: boolean;
      readonly rough: boolean;
    };

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
  const isHazy = hazeBetween(underLoad, alone) > Math.min(profile.thresholds.haze, ...Object.values(profile.hazes));
  if (box !== null) {
    const flat = isFlat(underLoad, alone, box);
    return { kind: 'differs', regions: [box], flat, rough: loud === null && !isHazy };
  }
  return isHazy ? { kind: 'differs', regions: [wholeOf(alone)], flat: false, rough: false } : { kind: 'same-pixels' };
}

/**
 * What lies over one picture but not over the other, as `Residual.haze` measures it: a change of tone does not count. What
 * the source itself is hazy by is in both, so that the least of the thresholds is enough for all.
 */
function hazeBetween(a: LumaPicture, b: LumaPicture): number {
  const sums = { blocks: 0, residual: 0, painted: 0, residual2: 0, both: 0, painted2: 0 };
  for (const block of blocksOf(a, wholeOf(a))) {
    let [residual, painted] = [0, 0];
    eachPixel(a, block, (at) => {
      residual += (a.luma[at] as number) - (b.luma[at] as number);
      painted += b.luma[at] as number;
    });
    sums.blocks++;
    sums.residual += residual;
    sums.painted += painted;
    sums.residual2 += residual ** 2;
    sums.both += residual * painted;
    sums.painted2 += painted ** 2;
  }
  return hazeOf(sums);
}

const LOUD_FACTOR = 1.5;

/** The rectangle around all 4×4 px blocks whose root mean square difference exceeds `limit`. */
function differingBox(a: LumaPicture, b: LumaPicture, limit: number): Region | null {
  let [left, right, top, bottom] = [a.widthPx, 0, a.heightPx, 0];
  for (const block of blocksOf(a, wholeOf(a))) {
    if (rmsBetween(a, b, block) <= limit) continue;
    left = Math.min(left, block.x);
    right = Math.max(right, block.x + block.width);
    top = Math.min(top, block.y);
    bottom = Math.max(bottom, block.y + block.height);
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
  for (const block of blocksOf(picture, region)) {
    if (rmsBetween(picture, alone, block) < DIFFERING_RMS) continue;
    differing++;
    if (rangeIn(picture, block) <= FLAT_RANGE_LEVELS) flat++;
  }
  return flat >= FLAT_SHARE * differing && differing > 0;
}

/** A picture without content has one level, or that of its bars and its middle, each of which may straddle two steps. */
const FLAT_LEVELS_MAX = 4;

/**
 * The share, 0 to 1, of a region that carries nothing: blocks without detail, of one of the few levels that most of them
 * have. Coarse noise has no detail in its blocks either, but a level for each.
 */
export function flatShare(picture: LumaPicture, region: Region = wholeOf(picture)): number {
  const blocks = [...blocksOf(picture, region)];
  const counts = new Map<number, number>();
  for (const block of blocks) {
    if (rangeIn(picture, block) > FLAT_RANGE_LEVELS) continue;
    const level = Math.round((picture.luma[block.y * picture.widthPx + block.x] as number) / FLAT_RANGE_LEVELS);
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  const commonest = [...counts.values()].toSorted((a, b) => b - a).slice(0, FLAT_LEVELS_MAX);
  return commonest.reduce((sum, count) => sum + count, 0) / blocks.length;
}

function rangeIn(picture: LumaPicture, block: Region): number {
  let [least, most] = [255, 0];
  eachPixel(picture, block, (at) => {
    least = Math.min(least, picture.luma[at] as number);
    most = Math.max(most, picture.luma[at] as number);
  });
  return most - least;
}

function wholeOf({ widthPx, heightPx }: LumaPicture): Region {
  return { x: 0, y: 0, width: widthPx, height: heightPx };
}

/** The blocks of a region, from its corner on; the last ones end where the picture does. */
function* blocksOf({ widthPx, heightPx }: LumaPicture, { x, y, width, height }: Region): Iterable<Region> {
  for (let top = y; top < y + height; top += BLOCK_PX) {
    for (let left = x; left < x + width; left += BLOCK_PX)
      yield { x: left, y: top, width: Math.min(BLOCK_PX, widthPx - left), height: Math.min(BLOCK_PX, heightPx - top) };
  }
}

/** Calls with the index of each pixel of a block. */
function eachPixel({ widthPx }: LumaPicture, { x, y, width, height }: Region, visit: (at: number) => void): void {
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++) visit(row * widthPx + column);
}

function rmsBetween(a: LumaPicture, b: LumaPicture, block: Region): number {
  let energy = 0;
  eachPixel(a, block, (at) => {
    energy += ((a.luma[at] as number) - (b.luma[at] as number)) ** 2;
  });
  return Math.sqrt(energy / (block.width * block.height));
}
