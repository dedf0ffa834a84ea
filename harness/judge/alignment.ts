// Decoders that shrink while they load move a picture by a fraction of a pixel, differently for each source size.
// Before a thumbnail is doubted, its placement is fitted once more: a shift and a stretch per axis explain such a
// difference, while no shift explains foreign pixels, which are left out of the fit.

import { type LumaPicture, type Painter, type Residual, type Response, type Tone } from '../model/expectation.ts';
import type { AxisPlacement, Placement } from '../model/placement.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';

/** A fit that wanders farther than this, in thumbnail pixels, is not the rounding of a decoder. */
const SHIFT_MAX_PX = 1.5;
const ITERATIONS_MAX = 4;
/** A step smaller than this, in thumbnail pixels, changes no residual that is judged. */
const SETTLED_PX = 0.02;
/** Convergence is quadratic: what is left after a step below this is settled. */
const SMALL_STEP_PX = 0.25;
/**
 * Blocks louder than three times the quietest quarter may be foreign and do not take part. A shift makes all blocks
 * about equally loud, while a leak of less than three quarters leaves a quarter as quiet as it should be.
 */
const QUIETEST_SHARE = 0.25;
const LOUD_FACTOR = 9;
/** A quantile of many blocks is as well told by some of them, evenly taken. */
const BLOCKS_LOOKED_AT = 256;

/** A placement and what differs under it. */
export type Aligned = { readonly placement: Placement; readonly residual: Residual };

/**
 * The placement nearest to that of `start` under which the picture differs least, by least squares (Lucas and Kanade,
 * 1981). `start.residual` is what the painter compared last: whoever doubts a thumbnail has just measured it.
 */
export function align(
  painter: Painter,
  picture: LumaPicture,
  shown: ShownPhoto,
  start: Aligned,
  response: Response,
  tone: Tone,
): Aligned {
  const under = (at: Placement): Aligned => ({
    placement: at,
    residual: painter.compare(picture, shown.grid, shown.size, at, response, tone),
  });
  let best = start;
  for (let iteration = 0; iteration < ITERATIONS_MAX; iteration++) {
    const { matrix, right } = painter.fitLast(LOUD_FACTOR * quantile(best.residual.blocks, QUIETEST_SHARE));
    const step = solve(matrix, right);
    if (step === null || Math.max(...step.map(Math.abs)) < SETTLED_PX) return best;
    const { thumbnail, x, y } = best.placement;
    const next: Placement = { thumbnail, x: moved(x, step[0], step[1]), y: moved(y, step[2], step[3]) };
    if (shiftPx(start.placement.x, next.x) > SHIFT_MAX_PX || shiftPx(start.placement.y, next.y) > SHIFT_MAX_PX)
      return best;
    best = under(next);
    if (Math.max(...step.map(Math.abs)) < SMALL_STEP_PX) return best;
  }
  return best;
}

/** Gaussian elimination, in place, of a symmetric positive definite 4×4 system; null when it is singular. */
function solve(matrix: Float64Array, right: Float64Array): [number, number, number, number] | null {
  for (let pivot = 0; pivot < 4; pivot++) {
    const diagonal = matrix[pivot * 4 + pivot] as number;
    if (diagonal < 1e-6) return null;
    for (let row = pivot + 1; row < 4; row++) {
      const factor = (matrix[row * 4 + pivot] as number) / diagonal;
      for (let column = pivot; column < 4; column++)
        matrix[row * 4 + column] =
          (matrix[row * 4 + column] as number) - factor * (matrix[pivot * 4 + column] as number);
      right[row] = (right[row] as number) - factor * (right[pivot] as number);
    }
  }
  const solution: [number, number, number, number] = [0, 0, 0, 0];
  for (let row = 3; row >= 0; row--) {
    let sum = right[row] as number;
    for (let column = row + 1; column < 4; column++)
      sum -= (matrix[row * 4 + column] as number) * (solution[column] as number);
    solution[row] = sum / (matrix[row * 4 + row] as number);
  }
  return solution;
}

/** An axis whose picture is moved by `shiftPx` thumbnail pixels and stretched by `stretchPx` at its ends. */
function moved(axis: AxisPlacement, shift: number, stretch: number): AxisPlacement {
  const sourcePerPx = (axis.to - axis.from) / axis.lengthPx;
  return { ...axis, from: axis.from + (shift - stretch) * sourcePerPx, to: axis.to + (shift + stretch) * sourcePerPx };
}

function shiftPx(before: AxisPlacement, after: AxisPlacement): number {
  const sourcePerPx = (before.to - before.from) / before.lengthPx;
  return Math.max(Math.abs(after.from - before.from), Math.abs(after.to - before.to)) / sourcePerPx;
}

/** About the value that `share` of the others do not exceed, by Hoare's selection: a full sort costs four times as much. */
function quantile(values: Float32Array, share: number): number {
  const every = Math.max(1, Math.floor(values.length / BLOCKS_LOOKED_AT));
  const left = new Float32Array(Math.ceil(values.length / every));
  for (let i = 0; i < left.length; i++) left[i] = values[i * every] as number;
  const rank = Math.min(left.length - 1, Math.floor(left.length * share));
  let [low, high] = [0, left.length - 1];
  while (low < high) {
    const pivot = left[(low + high) >> 1] as number;
    let [up, down] = [low, high];
    while (up <= down) {
      while ((left[up] as number) < pivot) up++;
      while ((left[down] as number) > pivot) down--;
      if (up > down) break;
      const moved = left[up] as number;
      left[up++] = left[down] as number;
      left[down--] = moved;
    }
    if (rank <= down) high = down;
    else if (rank >= up) low = up;
    else break;
  }
  return left[rank] ?? 0;
}
