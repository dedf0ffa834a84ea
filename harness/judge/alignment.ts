// Decoders that shrink while they load move a picture by a fraction of a pixel, differently for each source size.
// Before a thumbnail is doubted, its placement is fitted once more: a shift and a stretch per axis explain such a
// difference, while no shift explains foreign pixels, which are left out of the fit.

import { BLOCK_PX, type LumaPicture, type Painter, type Residual, type Response, type Tone } from '../model/expectation.ts';
import type { AxisPlacement, Placement } from '../model/placement.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';

/** A fit that wanders farther than this, in thumbnail pixels, is not the rounding of a decoder. */
const SHIFT_MAX_PX = 1.5;
const ITERATIONS_MAX = 4;
/** A step smaller than this, in thumbnail pixels, changes no residual that is judged. */
const SETTLED_PX = 0.02;
/** Four unknowns need no more than every third pixel of every second line. */
const STEP_X = 3;
const STEP_Y = 2;
/**
 * Blocks louder than three times the quietest quarter may be foreign and do not take part. A shift makes all blocks
 * about equally loud, while a leak of less than three quarters leaves a quarter as quiet as it should be.
 */
const QUIETEST_SHARE = 0.25;
const LOUD_FACTOR = 9;

/** The placement nearest to `placement` under which the picture differs least, by least squares (Lucas and Kanade, 1981). */
export function align(painter: Painter, picture: LumaPicture, shown: ShownPhoto, placement: Placement, response: Response, tone: Tone): Placement {
  let best = placement;
  for (let iteration = 0; iteration < ITERATIONS_MAX; iteration++) {
    const painted = painter.paint(shown.grid, shown.size, best, response);
    const residual = painter.compare(picture, shown.grid, shown.size, best, response, tone);
    const step = leastSquares(picture, painted, residual, best, tone);
    if (step === null) return best;
    const next: Placement = { thumbnail: best.thumbnail, x: moved(best.x, step[0], step[1]), y: moved(best.y, step[2], step[3]) };
    if (shiftPx(placement.x, next.x) > SHIFT_MAX_PX || shiftPx(placement.y, next.y) > SHIFT_MAX_PX) return best;
    best = next;
    if (Math.max(...step.map(Math.abs)) < SETTLED_PX) break;
  }
  return best;
}

/** Shift and stretch of x, then of y. Positions run from −1 to 1 so that the unknowns are of one size. Null when nothing can be told. */
function leastSquares(picture: LumaPicture, painted: Float32Array, residual: Residual, placement: Placement, tone: Tone): [number, number, number, number] | null {
  const { widthPx: width, heightPx: height, blockColumns, blocks } = residual;
  const limit = LOUD_FACTOR * quantile(blocks, QUIETEST_SHARE);
  const normal = new Float64Array(16);
  const right = new Float64Array(4);
  const gradient = new Float64Array(4);
  for (let y = 1; y + 1 < height; y += STEP_Y) {
    const lumaLine = (placement.y.start + y) * picture.widthPx + placement.x.start;
    const alongY = (2 * y) / (height - 1) - 1;
    for (let x = 1; x + 1 < width; x += STEP_X) {
      if ((blocks[Math.floor(y / BLOCK_PX) * blockColumns + Math.floor(x / BLOCK_PX)] as number) > limit) continue;
      const at = y * width + x;
      const slopeX = (((painted[at + 1] as number) - (painted[at - 1] as number)) / 2) * tone.gain;
      const slopeY = (((painted[at + width] as number) - (painted[at - width] as number)) / 2) * tone.gain;
      gradient[0] = slopeX;
      gradient[1] = slopeX * ((2 * x) / (width - 1) - 1);
      gradient[2] = slopeY;
      gradient[3] = slopeY * alongY;
      const missing = (picture.luma[lumaLine + x] as number) - (tone.gain * (painted[at] as number) + tone.bias);
      for (let i = 0; i < 4; i++) {
        right[i] = (right[i] as number) + (gradient[i] as number) * missing;
        for (let j = i; j < 4; j++) normal[i * 4 + j] = (normal[i * 4 + j] as number) + (gradient[i] as number) * (gradient[j] as number);
      }
    }
  }
  for (let i = 0; i < 4; i++) for (let j = 0; j < i; j++) normal[i * 4 + j] = normal[j * 4 + i] as number;
  return solve(normal, right);
}

/** Gaussian elimination of a symmetric positive definite 4×4 system; null when it is singular. */
function solve(matrix: Float64Array, right: Float64Array): [number, number, number, number] | null {
  for (let pivot = 0; pivot < 4; pivot++) {
    const diagonal = matrix[pivot * 4 + pivot] as number;
    if (diagonal < 1e-6) return null;
    for (let row = pivot + 1; row < 4; row++) {
      const factor = (matrix[row * 4 + pivot] as number) / diagonal;
      for (let column = pivot; column < 4; column++) matrix[row * 4 + column] = (matrix[row * 4 + column] as number) - factor * (matrix[pivot * 4 + column] as number);
      right[row] = (right[row] as number) - factor * (right[pivot] as number);
    }
  }
  const solution: [number, number, number, number] = [0, 0, 0, 0];
  for (let row = 3; row >= 0; row--) {
    let sum = right[row] as number;
    for (let column = row + 1; column < 4; column++) sum -= (matrix[row * 4 + column] as number) * (solution[column] as number);
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

function quantile(values: Float32Array, share: number): number {
  const sorted = values.slice().sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
