// From luma to bits: how surely each cell under a region shows a one. The codeword is there twice: in coarse cells that
// are legible at any size, and in fine ones that repeat it where the thumbnail is large enough.

import { EDGE_BLUR_CELLS } from '../model/paint.ts';
import type { Placement, Size } from '../model/placement.ts';
import type { ReadableProfile } from '../model/profile.ts';
import { COARSE_AMPLITUDE, FINE_AMPLITUDE_MEAN, FINE_CELLS_PER_COARSE as FINE } from '../model/signature.ts';
import { CELLS_MAX, coarser, edgesOf, meanLuma, middleOf, type CellWindow } from './cell-means.ts';
import type { Sight } from './sight.ts';

/** Coarse `columns` × `rows` of a photo's lattice as shown, and where it lies in the thumbnail. */
export type PlacedLattice = {
  readonly columns: number;
  readonly rows: number;
  readonly source: Size;
  readonly placement: Placement;
};

/**
 * Per cell about the natural logarithm of the odds that its bit is a one, 0 where the region does not show it. `fine`
 * is null where fine cells are not legible, or not needed.
 */
export type CellReading = { readonly coarse: CellWindow; readonly fine: CellWindow | null };

/** A coarse cell that is seen clearly is wrong once in 400 (oracles.md §2). */
const COARSE_SURENESS = 6;
/** Luma levels, tone taken out, at which a coarse cell is seen clearly. */
const COARSE_CLEAR = 40;
/** A cell counts when this much of it is seen. No texture outweighs a coarse cell's sign, so a sliver of it is enough. */
const SEEN_SHARE_MIN = { coarse: 0.1, fine: 0.4 } as const;
/** With so many coarse cells seen, photos are told apart by them alone: 20 bits for a million, as many again to be sure. */
const COARSE_SUFFICE = 56;
/** So many are read of a region that shows more. */
const COARSE_CELLS_MAX = 120;
/** Else so many fine cells are read besides, in the middle of the region: more when they are hard to read. */
const FINE_SUFFICE = 256;
/** Sureness of a fine cell by its side in thumbnail pixels (error rates in oracles.md §2): none from 0.8 px down, full at 2 px. */
const FINE_SURENESS = 3.5;
const FINE_SIDE_PX = { least: 0.8, full: 2 } as const;

/** What a region shows of the cells of one lattice; valid until the next reading. */
export function readCells(sight: Sight, lattice: PlacedLattice, profile: ReadableProfile): CellReading {
  const { columns, rows, source, placement } = lattice;
  const { region } = sight;
  const across = edgesOf(placement.x, columns * FINE, source.widthPx, region.x, region.width, acrossAt);
  const down = edgesOf(placement.y, rows * FINE, source.heightPx, region.y, region.height, downAt);
  const coarseEdges = middleOf(coarser(across, FINE), coarser(down, FINE), COARSE_CELLS_MAX);
  const coarse = meanLuma(sight, ...coarseEdges, SEEN_SHARE_MIN.coarse, coarseValues);
  const { gain } = profile.tone;
  const seen = weighed(coarse, COARSE_SURENESS, gain * COARSE_CLEAR);
  // A source shows nothing finer than its own pixels, however large its thumbnail.
  const sourceCellPx = Math.min(source.widthPx / columns, source.heightPx / rows) / FINE;
  const side = Math.min(across.cellPx, down.cellPx, sourceCellPx);
  const legible = Math.min(1, (side - FINE_SIDE_PX.least) / (FINE_SIDE_PX.full - FINE_SIDE_PX.least));
  if (legible <= 0 || seen >= COARSE_SUFFICE) return { coarse, fine: null };
  const fineEdges = middleOf(across, down, FINE_SUFFICE / Math.max(LEGIBLE_LEAST, legible));
  const fine = meanLuma(sight, ...fineEdges, SEEN_SHARE_MIN.fine, fineValues);
  takeCoarseAway(fine, coarse, leakOf(across.cellPx, profile), leakOf(down.cellPx, profile), gain);
  weighed(fine, FINE_SURENESS * legible, gain * FINE_AMPLITUDE_MEAN);
  return { coarse, fine };
}

/** Cells that are ever so hard to read are not read in any number. */
const LEGIBLE_LEAST = 0.25;
const acrossAt = new Float64Array(CELLS_MAX + 1);
const downAt = new Float64Array(CELLS_MAX + 1);
const coarseValues = new Float32Array(COARSE_CELLS_MAX);
const fineValues = new Float32Array(FINE_SUFFICE / LEGIBLE_LEAST);

/** Luma becomes sureness: `sureness` where a cell is as far from grey as `clear` or farther, less where it is nearer. Gives the number of cells seen. */
function weighed({ width, height, values }: CellWindow, sureness: number, clear: number): number {
  let seen = 0;
  for (let at = 0; at < width * height; at++) {
    const luma = values[at] as number;
    if (luma === 0) continue;
    values[at] = sureness * Math.max(-1, Math.min(1, luma / clear));
    seen++;
  }
  return seen;
}

/** The share of a fine cell at the edge of its coarse cell that shows the next one instead. */
function leakOf(cellPx: number, { response }: ReadableProfile): number {
  const blurCells = Math.hypot(EDGE_BLUR_CELLS, response.blurPx / cellPx, PIXEL_DEVIATION_PX / cellPx);
  return Math.min(LEAK_MAX, LEAK_PER_BLUR * blurCells);
}

const PIXEL_DEVIATION_PX = 0.29;
/** A normal law's mean distance to one side of its middle, in standard deviations: so far an edge leaks. */
const LEAK_PER_BLUR = 0.4;
const LEAK_MAX = 0.3;
/** A fine cell at the edge of its coarse cell is less sure where the next one is not seen: what leaks in is not known. */
const UNSURE_AT_RIM = 0.4;

/** Leaves of `fine` what its coarse cell and, at an edge, the next ones do not explain. */
function takeCoarseAway(fine: CellWindow, coarse: CellWindow, leakX: number, leakY: number, gain: number): void {
  const level = gain * COARSE_AMPLITUDE;
  for (let row = 0; row < fine.height; row++) {
    const coarseRow = Math.floor((fine.top + row) / FINE) - coarse.top;
    const beyondRow = coarseRow + stepBeyond(fine.top + row);
    for (let column = 0; column < fine.width; column++) {
      const at = row * fine.width + column;
      const luma = fine.values[at] as number;
      if (luma === 0) continue;
      const coarseColumn = Math.floor((fine.left + column) / FINE) - coarse.left;
      const own = signAt(coarse, coarseColumn, coarseRow);
      const beside = signAt(coarse, coarseColumn + stepBeyond(fine.left + column), coarseRow);
      const beyond = signAt(coarse, coarseColumn, beyondRow);
      const leaked = (beside === 0 ? 0 : leakX * (beside - own)) + (beyond === 0 ? 0 : leakY * (beyond - own));
      const sure = beside === 0 || beyond === 0 ? UNSURE_AT_RIM : 1;
      fine.values[at] = own === 0 ? 0 : sure * (luma - level * (own + leaked));
    }
  }
}

/** Coarse cells from a fine cell's own to the one that it touches; 0 where it touches none. */
function stepBeyond(cell: number): number {
  const within = cell % FINE;
  return within === 0 ? -1 : within === FINE - 1 ? 1 : 0;
}

/** 0 where the cell is not seen. */
function signAt({ width, height, values }: CellWindow, column: number, row: number): number {
  if (column < 0 || column >= width || row < 0 || row >= height) return 0;
  return Math.sign(values[row * width + column] as number);
}
