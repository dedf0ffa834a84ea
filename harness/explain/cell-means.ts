// The mean luma of each cell of a lattice that lies under a region, in any pitch and at any fraction of a pixel. A region
// is read in hundreds of ways for one answer, so nothing here is allocated anew.

import { cellPxAlong, type AxisPlacement } from '../model/placement.ts';
import { COARSE_CELLS_LONG_SIDE, FINE_CELLS_PER_COARSE } from '../model/signature.ts';
import type { Sight } from './sight.ts';

/** The most cells along one axis. */
export const CELLS_MAX = COARSE_CELLS_LONG_SIDE * FINE_CELLS_PER_COARSE;

/**
 * Edges between the cells along one axis of a lattice, in pixels of the region and clipped to it: edge i is
 * `at[i * step]`. Cells `first` to `end` overlap the region. A cell is `cellPx` pixels long.
 */
export type Edges = {
  readonly at: Float64Array;
  readonly step: number;
  readonly first: number;
  readonly end: number;
  readonly cellPx: number;
};

/** Edges, written into `at`, of `cells` cells over a source of `sourcePx` pixels, under the pixels `from` to `from + lengthPx` of a thumbnail. */
export function edgesOf(
  axis: AxisPlacement,
  cells: number,
  sourcePx: number,
  from: number,
  lengthPx: number,
  at: Float64Array,
): Edges {
  const cellPx = cellPxAlong(axis, cells, sourcePx);
  const origin = axis.start - (axis.from * cells * cellPx) / sourcePx - from;
  // Of a photo that fills less than the region, only what it fills.
  const low = Math.max(0, axis.start - from);
  const high = Math.max(low, Math.min(lengthPx, axis.start + axis.lengthPx - from));
  for (let edge = 0; edge <= cells; edge++) at[edge] = Math.max(low, Math.min(high, origin + edge * cellPx));
  const first = Math.max(0, Math.floor((low - origin) / cellPx));
  const end = Math.max(first, Math.min(cells, Math.ceil((high - origin) / cellPx)));
  return { at, step: 1, first, end, cellPx };
}

/** The same lattice with cells `times` as long. */
export function coarser({ at, step, first, end, cellPx }: Edges, times: number): Edges {
  return {
    at,
    step: step * times,
    first: Math.floor(first / times),
    end: Math.ceil(end / times),
    cellPx: cellPx * times,
  };
}

/** At most so many of the cells, those in the middle of the region. */
export function middleOf(across: Edges, down: Edges, cellsMax: number): readonly [Edges, Edges] {
  const [width, height] = [across.end - across.first, down.end - down.first];
  if (width * height <= cellsMax) return [across, down];
  const side = Math.floor(Math.sqrt(cellsMax));
  const keptAcross = height < side ? Math.floor(cellsMax / height) : Math.min(width, side);
  const keptDown = Math.min(height, Math.floor(cellsMax / keptAcross));
  return [shortened(across, keptAcross), shortened(down, keptDown)];
}

function shortened(edges: Edges, cells: number): Edges {
  const first = edges.first + Math.floor((edges.end - edges.first - cells) / 2);
  return { ...edges, first, end: first + cells };
}

/**
 * Cells `left` to `left + width`, `top` to `top + height` of a lattice: one value each at the beginning of `values`,
 * row-major, 0 where too little of it is seen.
 */
export type CellWindow = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
};

/** Mean luma, written into `values`, of the cells of which at least `seenShareMin` is seen. */
export function meanLuma(
  { region, sums }: Sight,
  across: Edges,
  down: Edges,
  seenShareMin: number,
  values: Float32Array,
): CellWindow {
  const { first: left, end: right } = across;
  const { first: top, end: bottom } = down;
  const width = right - left;
  const stride = region.width + 1;
  const least = Math.max(AREA_MIN_PX, seenShareMin * across.cellPx * down.cellPx);
  let upperY = 0;
  for (let row = top; row <= bottom; row++) {
    const y = down.at[row * down.step] as number;
    const line = Math.min(y | 0, region.height - 1);
    const downShare = y - line;
    const height = y - upperY;
    const valuesAt = (row - 1 - top) * width;
    let beforeAbove = 0;
    let beforeBelow = 0;
    let beforeX = 0;
    for (let column = 0; column <= width; column++) {
      const x = across.at[(left + column) * across.step] as number;
      const pixel = Math.min(x | 0, region.width - 1);
      const share = x - pixel;
      const at = line * stride + pixel;
      const upper = (1 - share) * (sums[at] as number) + share * (sums[at + 1] as number);
      const lower = (1 - share) * (sums[at + stride] as number) + share * (sums[at + stride + 1] as number);
      const below = upper + downShare * (lower - upper);
      const above = edgeSums[column] as number;
      edgeSums[column] = below;
      if (row > top && column > 0) {
        const area = height * (x - beforeX);
        values[valuesAt + column - 1] = area < least ? 0 : (below - beforeBelow - above + beforeAbove) / area;
      }
      beforeAbove = above;
      beforeBelow = below;
      beforeX = x;
    }
    upperY = y;
  }
  return { left, top, width, height: bottom - top, values };
}

/** The sums above and left of each edge, of the upper edge of a row of cells: overwritten by the lower one's. */
const edgeSums = new Float64Array(CELLS_MAX + 1);
/** Of less than this of a cell, its neighbours' blur leaves nothing. */
const AREA_MIN_PX = 0.5;
