// From loud blocks to the rectangles that a person can look at: which part of the thumbnail is not its own.

import { BLOCK_PX, type Residual } from '../model/expectation.ts';
import type { Placement } from '../model/placement.ts';
import type { Thresholds } from '../model/profile.ts';
import type { Region } from '../model/verdict.ts';

/**
 * A foreign block can look like one's own by chance, so a region takes in neighbours that are only half as loud; but not
 * their neighbours, for half as loud is no louder than many a clean block.
 */
const GROWTH = 0.5;

/** Rectangles of what exceeds the thresholds, in pixels of the thumbnail, largest first. */
export function loudRegions(residual: Residual, placement: Placement, thresholds: Thresholds): readonly Region[] {
  const { blockColumns, blockRows } = residual;
  const loud = loudBlocks(residual, thresholds);
  const reached = new Uint8Array(loud.length);
  const regions: Region[] = [];
  for (let start = 0; start < loud.length; start++) {
    if (loud[start] !== SEED || reached[start] === 1) continue;
    let [left, right, top, bottom] = [blockColumns, 0, blockRows, 0];
    const waiting = [start];
    reached[start] = 1;
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const column = at % blockColumns;
      const row = Math.floor(at / blockColumns);
      for (let y = Math.max(0, row - 1); y <= Math.min(blockRows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(blockColumns - 1, column + 1); x++) {
          const next = y * blockColumns + x;
          if (loud[next] === QUIET) continue;
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
          if (loud[next] === GROWN || reached[next] === 1) continue;
          reached[next] = 1;
          waiting.push(next);
        }
      }
    }
    regions.push(toPixels(left, top, right, bottom, residual, placement));
  }
  return merged(regions).sort((a, b) => b.width * b.height - a.width * a.height);
}

const QUIET = 0;
const GROWN = 1;
const SEED = 2;

function loudBlocks(residual: Residual, thresholds: Thresholds): Uint8Array {
  const { blocks, blockColumns, blockRows } = residual;
  const marks = new Uint8Array(blocks.length);
  const blockLimit = thresholds.block ** 2 * BLOCK_PX ** 2;
  const windowLimit = thresholds.window ** 2 * 4 * BLOCK_PX ** 2;
  for (let at = 0; at < blocks.length; at++) {
    const energy = blocks[at] as number;
    if (energy > blockLimit) marks[at] = SEED;
    else if (energy > blockLimit * GROWTH ** 2) marks[at] = GROWN;
  }
  for (let row = 0; row + 1 < blockRows; row++) {
    for (let column = 0; column + 1 < blockColumns; column++) {
      const at = row * blockColumns + column;
      const square = [at, at + 1, at + blockColumns, at + blockColumns + 1];
      // A loud block makes every window around it loud, and its quiet neighbours would be taken for foreign.
      if (square.some((block) => (blocks[block] as number) > blockLimit)) continue;
      if (square.reduce((sum, block) => sum + (blocks[block] as number), 0) > windowLimit)
        for (const block of square) marks[block] = SEED;
    }
  }
  // A line is loud by itself only where its loud blocks do not explain it; else every tile would become a cross.
  const explained = { rows: new Float32Array(blockRows), columns: new Float32Array(blockColumns) };
  marks.forEach((mark, at) => {
    if (mark === QUIET) return;
    const [row, column] = [Math.floor(at / blockColumns), at % blockColumns];
    explained.rows[row] = (explained.rows[row] as number) + (blocks[at] as number);
    explained.columns[column] = (explained.columns[column] as number) + (blocks[at] as number);
  });
  for (const row of loudLines(residual.rows, explained.rows, thresholds.row ** 2 * residual.widthPx)) {
    marks.fill(SEED, row * blockColumns, (row + 1) * blockColumns);
  }
  for (const column of loudLines(residual.columns, explained.columns, thresholds.column ** 2 * residual.heightPx)) {
    for (let row = 0; row < blockRows; row++) marks[row * blockColumns + column] = SEED;
  }
  return marks;
}

/** The lines of blocks in which a line of pixels exceeds the limit by more than its blocks `explained`. */
function loudLines(energies: Float32Array, explained: Float32Array, limit: number): readonly number[] {
  const lines = Array.from(explained.keys());
  return lines.filter((line) =>
    energies
      .subarray(line * BLOCK_PX, (line + 1) * BLOCK_PX)
      .some((energy) => energy - (explained[line] as number) > limit),
  );
}

function toPixels(
  left: number,
  top: number,
  right: number,
  bottom: number,
  residual: Residual,
  placement: Placement,
): Region {
  const x = left * BLOCK_PX;
  const y = top * BLOCK_PX;
  return {
    x: x + placement.x.start,
    y: y + placement.y.start,
    width: Math.min(residual.widthPx, (right + 1) * BLOCK_PX) - x,
    height: Math.min(residual.heightPx, (bottom + 1) * BLOCK_PX) - y,
  };
}

/** Rectangles that overlap become one, so that a pixel belongs to one region only. */
function merged(regions: readonly Region[]): Region[] {
  const apart: Region[] = [];
  for (const region of regions) {
    let grown = region;
    for (
      let i = apart.findIndex((other) => overlap(other, grown));
      i >= 0;
      i = apart.findIndex((other) => overlap(other, grown))
    ) {
      grown = around(grown, ...apart.splice(i, 1));
    }
    apart.push(grown);
  }
  return apart;
}

function overlap(a: Region, b: Region): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function around(...regions: readonly Region[]): Region {
  const x = Math.min(...regions.map((region) => region.x));
  const y = Math.min(...regions.map((region) => region.y));
  return {
    x,
    y,
    width: Math.max(...regions.map((region) => region.x + region.width)) - x,
    height: Math.max(...regions.map((region) => region.y + region.height)) - y,
  };
}
