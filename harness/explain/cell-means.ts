// The mean luma of each cell of a lattice that lies under a region, in any pitch and at any fraction of a pixel.

import type { AxisPlacement } from '../model/placement.ts';
import type { Sight } from './sight.ts';

/**
 * Edges between the cells along one axis of a lattice, in pixels of the region and clipped to it; cells `first` to
 * `end` overlap it. A cell is `cellPx` pixels long.
 */
export type Edges = {
  readonly at: Float64Array;
  readonly first: number;
  readonly end: number;
  readonly cellPx: number;
};

/** Edges of `cells` cells over a source of `sourcePx` pixels, under the pixels `from` to `from + lengthPx` of a thumbnail. */
export function edgesOf(axis: AxisPlacement, cells: number, sourcePx: number, from: number, lengthPx: number): Edges {
  const cellPx = (axis.lengthPx * sourcePx) / ((axis.to - axis.from) * cells);
  const origin = axis.start - (axis.from * cells * cellPx) / sourcePx - from;
  // Of a photo that fills less than the region, only what it fills.
  const low = Math.max(0, axis.start - from);
  const high = Math.max(low, Math.min(lengthPx, axis.start + axis.lengthPx - from));
  const at = new Float64Array(cells + 1);
  for (let edge = 0; edge <= cells; edge++) at[edge] = Math.max(low, Math.min(high, origin + edge * cellPx));
  const first = Math.max(0, Math.floor((low - origin) / cellPx));
  const end = Math.max(first, Math.min(cells, Math.ceil((high - origin) / cellPx)));
  return { at, first, end, cellPx };
}

/** The same lattice with cells `times` as long. */
export function coarser({ at, first, end, cellPx }: Edges, times: number): Edges {
  const coarse = new Float64Array((at.length - 1) / times + 1);
  for (let edge = 0; edge < coarse.length; edge++) coarse[edge] = at[edge * times] as number;
  return { at: coarse, first: Math.floor(first / times), end: Math.ceil(end / times), cellPx: cellPx * times };
}

/** Cells `left` to `left + width`, `top` to `top + height` of a lattice: one value each, row-major, 0 where too little of it is seen. */
export type CellWindow = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
};

/** Mean luma of the cells of which at least `seenShareMin` is seen. */
export function meanLuma({ region, sums }: Sight, across: Edges, down: Edges, seenShareMin: number): CellWindow {
  const { first: left, end: right } = across;
  const { first: top, end: bottom } = down;
  const width = right - left;
  const values = new Float32Array(width * (bottom - top));
  const stride = region.width + 1;
  const least = Math.max(AREA_MIN_PX, seenShareMin * across.cellPx * down.cellPx);
  // The sums left of each edge, above the upper edge of a row of cells and above its lower one.
  let above = new Float64Array(width + 1);
  let below = new Float64Array(width + 1);
  for (let row = top; row <= bottom; row++) {
    const y = down.at[row] as number;
    const line = Math.min(Math.floor(y), region.height - 1);
    const downShare = y - line;
    for (let column = 0; column <= width; column++) {
      const x = across.at[left + column] as number;
      const pixel = Math.min(Math.floor(x), region.width - 1);
      const share = x - pixel;
      const at = line * stride + pixel;
      const upper = (1 - share) * (sums[at] as number) + share * (sums[at + 1] as number);
      const lower = (1 - share) * (sums[at + stride] as number) + share * (sums[at + stride + 1] as number);
      below[column] = upper + downShare * (lower - upper);
    }
    const height = row > top ? y - (down.at[row - 1] as number) : 0;
    for (let column = 0; column < width && row > top; column++) {
      const area = height * ((across.at[left + column + 1] as number) - (across.at[left + column] as number));
      if (area < least) continue;
      const sum =
        (below[column + 1] as number) -
        (below[column] as number) -
        (above[column + 1] as number) +
        (above[column] as number);
      values[(row - 1 - top) * width + column] = sum / area;
    }
    [above, below] = [below, above];
  }
  return { left, top, width, height: bottom - top, values };
}

/** Of less than this of a cell, its neighbours' blur leaves nothing. */
const AREA_MIN_PX = 0.5;
