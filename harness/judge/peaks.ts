// A leak is local, so a mean over the thumbnail hides it. What is judged is the loudest place at each of four shapes:
// a block, a window, a row, a column. A window of 8×8 px catches a tile wherever it lies; rows and columns catch lines
// too thin for a block to notice. A blend is loud nowhere: it is seen in the means of blocks, where a codec's noise is not.

import { BLOCK_PX, type Residual } from '../model/expectation.ts';
import type { Thresholds } from '../model/profile.ts';

/** Root mean square residual of the loudest place of each shape, in luma levels. */
export type Peaks = Thresholds;

export function peaksOf(residual: Residual): Peaks {
  const { block, window } = loudestSquares(residual);
  return {
    block: Math.sqrt(block / BLOCK_PX ** 2),
    window: Math.sqrt(window / (4 * BLOCK_PX ** 2)),
    row: Math.sqrt(largest(residual.rows) / residual.widthPx),
    column: Math.sqrt(largest(residual.columns) / residual.heightPx),
    haze: residual.haze,
  };
}

export function exceeds(peaks: Peaks, thresholds: Thresholds): boolean {
  return (
    peaks.block > thresholds.block ||
    peaks.window > thresholds.window ||
    peaks.row > thresholds.row ||
    peaks.column > thresholds.column ||
    peaks.haze > thresholds.haze
  );
}

/** The quieter of two readings of one picture, told by the loudest window. */
export function quieter(a: Peaks, b: Peaks): Peaks {
  return a.window <= b.window ? a : b;
}

/** Doubts per clean thumbnail that the thresholds are set for; each costs one question to the thumbnailer alone. */
const DOUBT_RATE = 0.004;

/** A small thumbnail has few blocks to show a blend: it is seen only at the price of more questions. */
const SMALL_PX = 48;
const SMALL_HAZE_DOUBT_RATE = 0.02;
const HAZE_DOUBT_RATE = 0.01;

/** The share of clean thumbnails that may be in doubt for their haze alone. */
export function hazeDoubtRate(shortSidePx: number): number {
  return shortSidePx < SMALL_PX ? SMALL_HAZE_DOUBT_RATE : HAZE_DOUBT_RATE;
}

/**
 * Thresholds from the peaks of clean thumbnails; those of haze are told apart by haze-kinds.ts. The largest of many residuals follows
 * a Gumbel law, fitted by its moments, so the threshold is the quantile that a clean thumbnail exceeds with probability
 * `DOUBT_RATE` per shape.
 * A doubt is no alarm: it is settled by attribution or by asking alone.
 */
export function thresholdsFrom(samples: readonly Peaks[]): Omit<Thresholds, 'haze'> {
  const quantile = (pick: (peaks: Peaks) => number) => {
    const values = samples.map(pick);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
    return gumbelQuantile(mean, Math.sqrt(variance), 1 - DOUBT_RATE);
  };
  return {
    block: quantile((peaks) => peaks.block),
    window: quantile((peaks) => peaks.window),
    row: quantile((peaks) => peaks.row),
    column: quantile((peaks) => peaks.column),
  };
}

const EULER_MASCHERONI = 0.5772156649;

/** The quantile of the Gumbel law that has this mean and standard deviation. */
export function gumbelQuantile(mean: number, deviation: number, probability: number): number {
  const scale = (deviation * Math.sqrt(6)) / Math.PI;
  return mean - EULER_MASCHERONI * scale - scale * Math.log(-Math.log(probability));
}

function largest(values: Float32Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value > most) most = value;
  }
  return most;
}

/** The largest block, and the largest sum over 2×2 neighbouring blocks, in one pass: this is done for every thumbnail. */
function loudestSquares({ blocks, blockColumns }: Residual): { readonly block: number; readonly window: number } {
  let [block, window] = [0, 0];
  for (let at = 0; at < blocks.length; at += blockColumns) {
    const below = at + blockColumns;
    let left = Number.NEGATIVE_INFINITY;
    for (let column = 0; column < blockColumns; column++) {
      const energy = blocks[at + column] as number;
      if (energy > block) block = energy;
      // Beyond the last row there is nothing: no window ends there.
      const right = below < blocks.length ? energy + (blocks[below + column] as number) : Number.NEGATIVE_INFINITY;
      if (left + right > window) window = left + right;
      left = right;
    }
  }
  return { block, window };
}
