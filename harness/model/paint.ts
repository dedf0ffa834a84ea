// From a signature to luma at any size. Painting the expected thumbnail straight from the plan, at thumbnail size,
// keeps every decoder and resizer that could share a bug with the thumbnailer out of the judgement.
// A cell's edge is softened by a Gaussian: with hard edges the result of a resize depends on its kernel.

/** Standard deviation of the softened edge, in fine cells (oracles.md §2). */
export const EDGE_BLUR_CELLS = 0.35;

/**
 * How much each cell along one axis adds to each pixel. Pixel i is the sum over t below `taps` of
 * `weights[i * taps + t]` × cell `first[i] + t`; the weights of one pixel sum to 1.
 */
export type AxisWeights = {
  readonly lengthPx: number;
  readonly taps: number;
  readonly first: Int32Array;
  readonly weights: Float32Array;
};

/** One Gaussian-softened look at an axis: `weight` of the mixture, `blurCells` its standard deviation in cells. */
export type BlurPart = { readonly weight: number; readonly blurCells: number };

/** Pixels 0 to `lengthPx` cover the cells from `from` to `to` (fractions allowed) of an axis of `cells` cells. */
export type Axis = { readonly cells: number; readonly lengthPx: number; readonly from: number; readonly to: number };

/** How many cells a pixel can show under a blur. */
export function axisTaps({ cells, lengthPx, from, to }: Axis, blur: readonly BlurPart[]): number {
  return Math.min(cells, Math.ceil((to - from) / lengthPx + 2 * reachOf(blur)) + 1);
}

/** The weights of an axis as `writeAxisWeights` gives them. */
export function axisWeights(
  cells: number,
  lengthPx: number,
  from: number,
  to: number,
  blur: readonly BlurPart[],
): AxisWeights {
  const axis = { cells, lengthPx, from, to };
  const taps = axisTaps(axis, blur);
  const into = { lengthPx, taps, first: new Int32Array(lengthPx), weights: new Float32Array(lengthPx * taps) };
  writeAxisWeights(axis, blur, into);
  return into;
}

/**
 * Each pixel averages the blurred cells over its own width. Cells beyond the ends repeat the outermost one.
 * `blur` is a mixture whose weights sum to 1; a negative weight sharpens. `into` has `axisTaps` taps.
 */
export function writeAxisWeights(
  { cells, lengthPx, from, to }: Axis,
  blur: readonly BlurPart[],
  into: AxisWeights,
): void {
  const { taps, first, weights } = into;
  const cellsPerPx = (to - from) / lengthPx;
  const reach = reachOf(blur);
  const { shown, stepsPerCell } = shownBeforeEdge(cellsPerPx, reach, blur);
  weights.fill(0);
  for (let i = 0; i < lengthPx; i++) {
    const start = from + i * cellsPerPx;
    const low = Math.floor(start - reach);
    const high = Math.floor(start + cellsPerPx + reach);
    const lowest = Math.min(Math.max(low, 0), cells - taps);
    first[i] = lowest;
    let shownBefore = 0;
    let position = (low + 1 - start + reach) * stepsPerCell;
    for (let cell = low; cell <= high; cell++) {
      // Not Math.floor: this is a whole number at half the cost, and positions are positive.
      const step = position | 0;
      const below = shown[step] as number;
      const shownUpTo = cell === high ? 1 : below + (position - step) * ((shown[step + 1] as number) - below);
      const tap = i * taps + (cell <= lowest ? 0 : Math.min(cell - lowest, taps - 1));
      weights[tap] = (weights[tap] as number) + shownUpTo - shownBefore;
      shownBefore = shownUpTo;
      position += stepsPerCell;
    }
  }
}

/**
 * Luma offsets of `columns` × `rows` cells at the pixels of both axes, into `out` (row-major, x.lengthPx × y.lengthPx).
 * Separable: every row of cells is stretched once, then rows are mixed.
 */
export function paintOffsets(
  offsets: Int8Array,
  columns: number,
  rows: number,
  x: AxisWeights,
  y: AxisWeights,
  out: Float32Array,
): void {
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

/** A blurred edge is taken as complete where less than this is left of it: three standard deviations of a single part. */
const TAIL = 0.00135;
const REACH = 3;
const REACH_STEP = 0.125;

/** Cells to either side of an edge in which each part of the blur comes to all but `TAIL`: a faint part needs fewer. */
function reachOf(blur: readonly BlurPart[]): number {
  let widest = 0;
  for (const { weight, blurCells } of blur) {
    let deviations = REACH;
    while (deviations > 0 && Math.abs(weight) * normalDistribution(REACH_STEP - deviations) < TAIL)
      deviations -= REACH_STEP;
    widest = Math.max(widest, deviations * blurCells);
  }
  return widest;
}

/** An error of the interpolated share below 3e-4, a twentieth of a luma level where contrasts are greatest. */
const STEPS_PER_CELL = 32;
/** Overwritten by each call: allocating it each time would cost a tenth of judging a thumbnail. */
let edgeScratch = new Float64Array(1024);

/**
 * The share of a pixel that shows what lies before a cell's edge, once that edge is blurred, for edges from `reach`
 * before the pixel's start to `reach` beyond its end; valid until the next call. All pixels of an axis are equally wide, so one table serves all.
 */
function shownBeforeEdge(
  cellsPerPx: number,
  reach: number,
  blur: readonly BlurPart[],
): { readonly shown: Float64Array; readonly stepsPerCell: number } {
  const stepsPerPx = Math.ceil(cellsPerPx * STEPS_PER_CELL);
  const stepsPerCell = stepsPerPx / cellsPerPx;
  const length = Math.ceil(2 * reach * stepsPerCell) + 2 * stepsPerPx + 2;
  if (edgeScratch.length < length) edgeScratch = new Float64Array(length);
  const shown = edgeScratch;
  shown.fill(0, 0, length);
  for (const { weight, blurCells } of blur) {
    const scale = weight * blurCells;
    const stepsPerDeviation = stepsPerCell * blurCells;
    const zero = stepsPerPx + reach * stepsPerCell;
    for (let step = 0; step < length; step++) {
      shown[step] = (shown[step] as number) + scale * normalIntegralIntegral((step - zero) / stepsPerDeviation);
    }
  }
  // So far from minus infinity to the edge; a pixel sees the part between its two ends.
  for (let step = 0; step < length - stepsPerPx; step++)
    shown[step] = ((shown[step + stepsPerPx] as number) - (shown[step] as number)) / cellsPerPx;
  return { shown, stepsPerCell };
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
  const index = position | 0;
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
