// A leak is local, so a mean over the thumbnail hides it. What is judged is the loudest place at each of four shapes:
// a block, a window, a row, a column. A window of 8×8 px catches a tile wherever it lies; rows and columns catch lines
// too thin for a block to notice.

import { BLOCK_PX, type Residual } from '../model/expectation.ts';
import type { Thresholds } from '../model/profile.ts';

/** Root mean square residual of the loudest place of each shape, in luma levels. */
export type Peaks = Thresholds;

export function peaksOf(residual: Residual): Peaks {
  return {
    block: Math.sqrt(largest(residual.blocks) / BLOCK_PX ** 2),
    window: Math.sqrt(loudestWindow(residual) / (4 * BLOCK_PX ** 2)),
    row: Math.sqrt(largest(residual.rows) / residual.widthPx),
    column: Math.sqrt(largest(residual.columns) / residual.heightPx),
  };
}

export function exceeds(peaks: Peaks, thresholds: Thresholds): boolean {
  return (
    peaks.block > thresholds.block ||
    peaks.window > thresholds.window ||
    peaks.row > thresholds.row ||
    peaks.column > thresholds.column
  );
}

/** The quieter of two readings of one picture, told by the loudest window. */
export function quieter(a: Peaks, b: Peaks): Peaks {
  return a.window <= b.window ? a : b;
}

/** Doubts per clean thumbnail that the thresholds are set for; each costs one question to the thumbnailer alone. */
const DOUBT_RATE = 0.004;

/**
 * Thresholds from the peaks of clean thumbnails. The largest of many residuals follows a Gumbel law, fitted by its
 * moments, so the threshold is the quantile that a clean thumbnail exceeds with probability `DOUBT_RATE` per shape.
 * A doubt is no alarm: it is settled by attribution or by asking alone.
 */
export function thresholdsFrom(samples: readonly Peaks[]): Thresholds {
  const quantile = (pick: (peaks: Peaks) => number) => gumbelQuantile(samples.map(pick), 1 - DOUBT_RATE);
  return {
    block: quantile((peaks) => peaks.block),
    window: quantile((peaks) => peaks.window),
    row: quantile((peaks) => peaks.row),
    column: quantile((peaks) => peaks.column),
  };
}

const EULER_MASCHERONI = 0.5772156649;

function gumbelQuantile(values: readonly number[], probability: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  const scale = Math.sqrt((6 * variance) / Math.PI ** 2);
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

/** The largest sum over 2×2 neighbouring blocks. */
function loudestWindow({ blocks, blockColumns, blockRows }: Residual): number {
  let most = 0;
  for (let row = 0; row + 1 < blockRows; row++) {
    const end = (row + 1) * blockColumns;
    let left = Number.NEGATIVE_INFINITY;
    for (let at = row * blockColumns; at < end; at++) {
      const right = (blocks[at] as number) + (blocks[at + blockColumns] as number);
      if (left + right > most) most = left + right;
      left = right;
    }
  }
  return most;
}
