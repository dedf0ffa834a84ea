// What a few sums over a picture say about the whole of it: how like its expectation it is, in which tone, and whether
// something lies over all of it.

import { BLOCK_PX } from './kernel/residual-kernel.ts';

/** `luma` = gain × painted offset + bias. */
export type Tone = { readonly gain: number; readonly bias: number };

/** Per pixel, in luma levels squared: more than the rounding of sums in single precision leaves of a flat picture. */
const FLAT_VARIANCE = 0.05;

/** `sums`: Σpainted, Σpainted², Σresidual, Σresidual·painted, Σresidual². Luma is gain × painted + bias + residual. */
export function regression(
  sums: Float32Array,
  count: number,
  { gain, bias }: Tone,
): { correlation: number; tone: Tone } {
  const [painted = 0, painted2 = 0, residual = 0, both = 0, residual2 = 0] = sums;
  const paintedVariance = painted2 - (painted * painted) / count;
  const residualVariance = residual2 - (residual * residual) / count;
  const remainder = both - (residual * painted) / count;
  const covariance = gain * paintedVariance + remainder;
  const lumaVariance = gain * gain * paintedVariance + 2 * gain * remainder + residualVariance;
  // A flat picture has no variance, and neither has a flat painting; rounding may leave a trace of one.
  const isFlat = lumaVariance <= count * FLAT_VARIANCE || paintedVariance <= count * FLAT_VARIANCE;
  const fitted = paintedVariance > count * FLAT_VARIANCE ? covariance / paintedVariance : 0;
  const correlation = isFlat ? 0 : covariance / Math.sqrt(lumaVariance * paintedVariance);
  return { correlation, tone: { gain: fitted, bias: bias + (residual + (gain - fitted) * painted) / count } };
}

/** Over the sums of each block's pixels: how many blocks there are, and the sums of these and of their products. */
export type BlockSums = {
  readonly blocks: number;
  readonly residual: number;
  readonly painted: number;
  readonly residual2: number;
  readonly both: number;
  readonly painted2: number;
};

/** Root mean square of the blocks' mean residuals, in luma levels, once a change of tone has been allowed for. */
export function hazeOf({ blocks, residual, painted, residual2, both, painted2 }: BlockSums): number {
  const spread = residual2 - residual ** 2 / blocks;
  const shared = both - (residual * painted) / blocks;
  const paintedSpread = painted2 - painted ** 2 / blocks;
  const explained = paintedSpread > 0 ? shared ** 2 / paintedSpread : 0;
  return Math.sqrt(Math.max(0, spread - explained) / blocks) / BLOCK_PX ** 2;
}

/** The block sums among those that the kernel gives: see residual.as.ts. */
export function blockSums(sums: Float32Array, blocks: number): BlockSums {
  const [painted = 0, , residual = 0, , , residual2 = 0, both = 0, painted2 = 0] = sums;
  return { blocks, residual, painted, residual2, both, painted2 };
}
