// What a viewer sees of a file, and what the plan says it should see. Both upright, as luma, row-major.

import sharp from 'sharp';
import { axisWeights, EDGE_BLUR_CELLS, paintOffsets } from '../../harness/model/paint.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { MID_LUMA, signatureGrid } from '../../harness/model/signature.ts';

export type Luma = { readonly widthPx: number; readonly heightPx: number; readonly levels: Float32Array };

/** A file turned by its EXIF orientation, its alpha ignored. */
export async function shownLuma(file: Uint8Array): Promise<Luma> {
  const { data, info } = await sharp(file)
    .autoOrient()
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const levels = Float32Array.from({ length: info.width * info.height }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(i * 3, i * 3 + 3);
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  });
  return { widthPx: info.width, heightPx: info.height, levels };
}

/** The photo as the judge would paint it, without any of the stage under test. */
export function plannedLuma(nonce: string, photo: PhotoPlan): Luma {
  const { widthPx, heightPx } = photo;
  const { columns, rows, offsets } = signatureGrid(nonce, photo);
  const blur = [{ weight: 1, blurCells: EDGE_BLUR_CELLS }];
  const levels = new Float32Array(widthPx * heightPx);
  const x = axisWeights(columns, widthPx, 0, columns, blur);
  const y = axisWeights(rows, heightPx, 0, rows, blur);
  paintOffsets(offsets, columns, rows, x, y, levels);
  return { widthPx, heightPx, levels: levels.map((offset) => MID_LUMA + offset) };
}

/** Pearson's r of two pictures of one size, -1 to 1. */
export function correlation(a: Luma, b: Luma): number {
  if (a.widthPx !== b.widthPx || a.heightPx !== b.heightPx) {
    throw new RangeError(`Expected one size, got ${a.widthPx}x${a.heightPx} and ${b.widthPx}x${b.heightPx}.`);
  }
  const meanOf = (levels: Float32Array) => levels.reduce((sum, level) => sum + level, 0) / levels.length;
  const [meanA, meanB] = [meanOf(a.levels), meanOf(b.levels)];
  let [ab, aa, bb] = [0, 0, 0];
  a.levels.forEach((level, i) => {
    const [fromA, fromB] = [level - meanA, (b.levels[i] ?? 0) - meanB];
    ab += fromA * fromB;
    aa += fromA * fromA;
    bb += fromB * fromB;
  });
  return ab / Math.sqrt(aa * bb);
}

/** The largest difference of any pixel, in levels. */
export function largestDifference(a: Luma, b: Luma): number {
  return a.levels.reduce((largest, level, i) => Math.max(largest, Math.abs(level - (b.levels[i] ?? Infinity))), 0);
}
