// From a signature to luma at any size. Painting the expected thumbnail straight from the plan, at thumbnail size,
// keeps every decoder and resizer that could share a bug with the thumbnailer out of the judgement.
// A cell's edge is softened by a Gaussian: with hard edges the result of a resize depends on its kernel.

/** Standard deviation of the softened edge, in fine cells (oracles.md §2). */
export const EDGE_BLUR_CELLS = 0.35;

/**
 * How much each cell along one axis adds to each pixel. Pixel i is the sum over t below `taps` of
 * `weights[i * taps + t]` × cell `first[i] + t`; the weights of one pixel sum to 1.
 */
export type AxisWeights = { readonly lengthPx: number; readonly taps: number; readonly first: Int32Array; readonly weights: Float32Array };

/** One Gaussian-softened look at an axis: `weight` of the mixture, `blurCells` its standard deviation in cells. */
export type BlurPart = { readonly weight: number; readonly blurCells: number };

/**
 * Pixels 0 to `lengthPx` cover the cells from `from` to `to` (fractions allowed) of an axis of `cells` cells.
 * Each pixel averages the blurred cells over its own width. Cells beyond the ends repeat the outermost one.
 * `blur` is a mixture whose weights sum to 1; a negative weight sharpens.
 */
export function axisWeights(cells: number, lengthPx: number, from: number, to: number, blur: readonly BlurPart[]): AxisWeights {
  const cellsPerPx = (to - from) / lengthPx;
  const reach = REACH * Math.max(...blur.map((part) => part.blurCells));
  const taps = Math.min(cells, Math.ceil(cellsPerPx + 2 * reach) + 1);
  const first = new Int32Array(lengthPx);
  const weights = new Float32Array(lengthPx * taps);
  for (let i = 0; i < lengthPx; i++) {
    const start = from + i * cellsPerPx;
    const end = start + cellsPerPx;
    const low = Math.floor(start - reach);
    const lowest = Math.min(Math.max(low, 0), cells - taps);
    first[i] = lowest;
    let shownBefore = 0;
    for (let cell = low; cell <= end + reach; cell++) {
      const shownUpTo = cell + 1 > end + reach ? 1 : shareBelow(cell + 1, start, end, blur);
      const tap = Math.min(Math.max(cell - lowest, 0), taps - 1);
      weights[i * taps + tap] = (weights[i * taps + tap] as number) + shownUpTo - shownBefore;
      shownBefore = shownUpTo;
    }
  }
  return { lengthPx, taps, first, weights };
}

/**
 * Luma offsets of `columns` × `rows` cells at the pixels of both axes, into `out` (row-major, x.lengthPx × y.lengthPx).
 * Separable: every row of cells is stretched once, then rows are mixed.
 */
export function paintOffsets(offsets: Float32Array, columns: number, rows: number, x: AxisWeights, y: AxisWeights, out: Float32Array): void {
  const stretched = new Float32Array(rows * x.lengthPx);
  for (let row = 0; row < rows; row++) {
    const cells = offsets.subarray(row * columns, (row + 1) * columns);
    for (let i = 0; i < x.lengthPx; i++) {
      const first = x.first[i] as number;
      const base = i * x.taps;
      let sum = 0;
      for (let tap = 0; tap < x.taps; tap++) sum += (x.weights[base + tap] as number) * (cells[first + tap] as number);
      stretched[row * x.lengthPx + i] = sum;
    }
  }
  out.fill(0);
  for (let j = 0; j < y.lengthPx; j++) {
    const line = out.subarray(j * x.lengthPx, (j + 1) * x.lengthPx);
    for (let tap = 0; tap < y.taps; tap++) {
      const weight = y.weights[j * y.taps + tap] as number;
      if (weight === 0) continue;
      const from = ((y.first[j] as number) + tap) * x.lengthPx;
      for (let i = 0; i < x.lengthPx; i++) line[i] = (line[i] as number) + weight * (stretched[from + i] as number);
    }
  }
}

/** Standard deviations beyond which a blurred edge is taken as complete. */
const REACH = 3;

/** The share of pixel [start, end] that shows cells below `edge`, once that edge is blurred. */
function shareBelow(edge: number, start: number, end: number, blur: readonly BlurPart[]): number {
  let share = 0;
  for (const part of blur) {
    const upTo = normalIntegralIntegral((edge - start) / part.blurCells) - normalIntegralIntegral((edge - end) / part.blurCells);
    share += part.weight * part.blurCells * upTo;
  }
  return share / (end - start);
}

const TABLE_REACH = 6;
const TABLE_STEPS = 256;
const table = Float64Array.from({ length: 2 * TABLE_REACH * TABLE_STEPS + 2 }, (_, i) => {
  const z = i / TABLE_STEPS - TABLE_REACH;
  return z * normalDistribution(z) + Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
});

/** The antiderivative of the standard normal distribution function, z Φ(z) + φ(z), from a table: error below 1e-6. */
function normalIntegralIntegral(z: number): number {
  if (z <= -TABLE_REACH) return 0;
  if (z >= TABLE_REACH) return z;
  const position = (z + TABLE_REACH) * TABLE_STEPS;
  const index = Math.floor(position);
  const below = table[index] as number;
  return below + (position - index) * ((table[index + 1] as number) - below);
}

/** Φ(z), absolute error below 1.5e-7 (Abramowitz and Stegun 7.1.26). */
export function normalDistribution(z: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(z) / Math.SQRT2));
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - polynomial * Math.exp((-z * z) / 2);
  return z >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}
