import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CELLS_MAX,
  coarser,
  edgesOf,
  meanLuma,
  middleOf,
  type CellWindow,
  type Edges,
} from '../../harness/explain/cell-means.ts';
import { sightOfStrange } from '../../harness/explain/sight.ts';
import type { Sight } from '../../harness/explain/sight.ts';

const room = () => new Float64Array(CELLS_MAX + 1);

/** Edges of four cells of 2.5 px that begin a pixel before the region, which is 6 px long. */
const FOUR = edgesOf({ start: 0, lengthPx: 10, from: 0, to: 100 }, 4, 100, 1, 6, room());

function edges(first: number, end: number): Edges {
  return { at: room(), step: 1, first, end, cellPx: 2 };
}

/** The sight of a region whose luma is given row by row, none of it the victim's own. */
function sightOf(width: number, luma: readonly number[]): Sight {
  const pixels = {
    x: Int32Array.from(luma, (_, i) => i % width),
    y: Int32Array.from(luma, (_, i) => Math.floor(i / width)),
    seen: Float32Array.from(luma),
    own: Float32Array.from(luma, () => -1000),
    apart: Float32Array.from(luma, (level) => level + 1000),
  };
  return sightOfStrange(pixels, { x: 0, y: 0, width, height: luma.length / width });
}

function valuesOf({ width, height, values }: CellWindow): readonly number[] {
  return [...values.subarray(0, width * height)];
}

describe('edges of cells', () => {
  it('lie a cell apart, clipped to the region, and tell which cells lie in it', () => {
    expect([...FOUR.at.subarray(0, 5)]).toEqual([0, 1.5, 4, 6, 6]);
    expect(FOUR).toMatchObject({ step: 1, first: 0, end: 3, cellPx: 2.5 });
  });

  it('are those of the cells under a region far from the corner', () => {
    const far = edgesOf({ start: 0, lengthPx: 10, from: 0, to: 100 }, 4, 100, 5, 5, room());
    expect([...far.at.subarray(0, 5)]).toEqual([0, 0, 0, 2.5, 5]);
    expect(far).toMatchObject({ first: 2, end: 4 });
  });

  it('begin before the thumbnail where the photo was cropped', () => {
    // Pixels 0 to 10 show the source from 50 to 100: its cells are 5 px long, and two of them lie before.
    const cropped = edgesOf({ start: 0, lengthPx: 10, from: 50, to: 100 }, 4, 100, 0, 10, room());
    expect([...cropped.at.subarray(0, 5)]).toEqual([0, 0, 0, 5, 10]);
    expect(cropped).toMatchObject({ first: 2, end: 4, cellPx: 5 });
  });

  it('lie within what the photo fills of the region, between bars', () => {
    const between = edgesOf({ start: 4, lengthPx: 8, from: 0, to: 100 }, 4, 100, 2, 20, room());
    expect([...between.at.subarray(0, 5)]).toEqual([2, 4, 6, 8, 10]);
    expect(between).toMatchObject({ first: 0, end: 4, cellPx: 2 });
  });

  it('end where what is shown of a photo does, though its lattice goes on', () => {
    const cut = edgesOf({ start: 4, lengthPx: 8, from: 0, to: 50 }, 4, 100, 2, 20, room());
    expect([...cut.at.subarray(0, 5)]).toEqual([2, 6, 10, 10, 10]);
    expect(cut).toMatchObject({ first: 0, end: 2 });
  });

  it('enclose no cell where the photo lies beside the region', () => {
    const beyond = edgesOf({ start: 20, lengthPx: 8, from: 0, to: 100 }, 4, 100, 0, 10, room());
    expect(beyond.end - beyond.first).toBe(0);
    const before = edgesOf({ start: 0, lengthPx: 8, from: 0, to: 100 }, 4, 100, 12, 10, room());
    expect(before.at[before.end]).toBe(0);
  });
});

describe('a coarser lattice', () => {
  it('takes in every coarse cell that the fine ones touch', () => {
    expect(coarser(edges(3, 9), 4)).toMatchObject({ step: 4, first: 0, end: 3, cellPx: 8 });
    expect(coarser(edges(4, 8), 4)).toMatchObject({ step: 4, first: 1, end: 2 });
    expect(coarser(coarser(edges(8, 17), 2), 2)).toMatchObject({ step: 4, first: 2, end: 5, cellPx: 8 });
  });
});

describe('the middle of a region', () => {
  const kept = (across: Edges, down: Edges, most: number) =>
    middleOf(across, down, most).map(({ first, end }) => [first, end]);

  it('is all of it where there are no more cells than are wanted', () => {
    const [across, down] = [edges(2, 14), edges(0, 10)];
    expect(middleOf(across, down, 120)).toEqual([across, down]);
  });

  it('is a square of it where it is large both ways', () => {
    expect(kept(edges(0, 64), edges(0, 64), 256)).toEqual([
      [24, 40],
      [24, 40],
    ]);
    expect(kept(edges(10, 74), edges(20, 84), 256)).toEqual([
      [34, 50],
      [44, 60],
    ]);
  });

  it('is longer where it is flat or narrow', () => {
    expect(kept(edges(0, 20), edges(0, 10), 120)).toEqual([
      [5, 15],
      [0, 10],
    ]);
    expect(kept(edges(0, 64), edges(0, 8), 256)).toEqual([
      [16, 48],
      [0, 8],
    ]);
    expect(kept(edges(0, 8), edges(0, 64), 256)).toEqual([
      [0, 8],
      [16, 48],
    ]);
    expect(kept(edges(0, 20), edges(0, 13), 256)).toEqual([
      [0, 19],
      [0, 13],
    ]);
    expect(kept(edges(0, 20), edges(0, 16), 256)).toEqual([
      [2, 18],
      [0, 16],
    ]);
  });
});

describe('the mean luma of cells', () => {
  it('is that of the pixels in them, in whole pixels', () => {
    const sight = sightOf(4, [1, 3, 10, 20, 5, 7, 30, 40]);
    const across = edgesOf({ start: 0, lengthPx: 4, from: 0, to: 4 }, 2, 4, 0, 4, room());
    const down = edgesOf({ start: 0, lengthPx: 2, from: 0, to: 2 }, 1, 2, 0, 2, room());
    const cells = meanLuma(sight, across, down, 0.5, new Float32Array(9));
    expect(cells).toMatchObject({ left: 0, top: 0, width: 2, height: 1 });
    expect(valuesOf(cells)).toEqual([4, 25]);
  });

  it('is 0 where less of a cell is seen than is wanted, and where that is less than half a pixel', () => {
    const sight = sightOf(4, [1, 3, 10, 20, 5, 7, 30, 40]);
    // Cells of 3 px: the second shows a third of itself.
    const across = edgesOf({ start: 0, lengthPx: 6, from: 0, to: 6 }, 2, 6, 0, 4, room());
    const down = edgesOf({ start: 0, lengthPx: 2, from: 0, to: 2 }, 1, 2, 0, 2, room());
    const second = (share: number) => valuesOf(meanLuma(sight, across, down, share, new Float32Array(9)))[1];
    expect([second(0.3), second(0.34)]).toEqual([30, 0]);
    // Cells of a quarter of a pixel.
    const tiny = edgesOf({ start: 0, lengthPx: 4, from: 0, to: 4 }, 8, 4, 0, 4, room());
    const low = edgesOf({ start: 0, lengthPx: 2, from: 0, to: 2 }, 4, 2, 0, 2, room());
    expect(new Set(valuesOf(meanLuma(sight, tiny, low, 0, new Float32Array(99))))).toEqual(new Set([0]));
    const larger = edgesOf({ start: 0, lengthPx: 2, from: 0, to: 2 }, 2, 2, 0, 2, room());
    expect(valuesOf(meanLuma(sight, tiny, larger, 0, new Float32Array(99))).slice(0, 3)).toEqual([1, 1, 3]);
  });

  it('is that of the area, whatever fractions of pixels lie in a cell, in any lattice over any region', () => {
    const axis = fc.record({
      cells: fc.constantFrom(4, 8, 12),
      start: fc.integer({ min: 0, max: 3 }),
      lengthPx: fc.integer({ min: 6, max: 20 }),
      from: fc.integer({ min: 0, max: 20 }),
      to: fc.integer({ min: 60, max: 100 }),
      at: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(
        axis,
        axis,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (x, y, width, height, isCoarse) => {
          const luma = Array.from({ length: width * height }, (_, i) => ((i * 37) % 91) - 45);
          const of = ({ cells, start, lengthPx, from, to, at }: typeof x, length: number) =>
            edgesOf({ start, lengthPx, from, to }, cells, 100, at, length, room());
          const fine = [of(x, width), of(y, height)] as const;
          const [across, down] = isCoarse ? [coarser(fine[0], 4), coarser(fine[1], 4)] : fine;
          const cells = meanLuma(sightOf(width, luma), across, down, 0, new Float32Array(CELLS_MAX ** 2));
          expect([cells.left, cells.top, cells.width, cells.height]).toEqual([
            across.first,
            down.first,
            across.end - across.first,
            down.end - down.first,
          ]);
          valuesOf(cells).forEach((value, i) => {
            const column = across.first + (i % cells.width);
            const row = down.first + Math.floor(i / cells.width);
            expect(value).toBeCloseTo(plainMean(luma, width, sideOf(across, column), sideOf(down, row)), 3);
          });
        },
      ),
      { seed: 7 },
    );
  });
});

type Side = readonly [from: number, to: number];

function sideOf({ at, step }: Edges, cell: number): Side {
  return [at[cell * step] ?? Number.NaN, at[(cell + 1) * step] ?? Number.NaN];
}

/** The mean over a rectangle, pixel by pixel; 0 where it is less than half a pixel large. */
function plainMean(luma: readonly number[], width: number, [left, right]: Side, [top, bottom]: Side): number {
  const area = (right - left) * (bottom - top);
  if (area < 0.5) return 0;
  const sum = luma.reduce((total, level, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const covered =
      Math.max(0, Math.min(right, x + 1) - Math.max(left, x)) * Math.max(0, Math.min(bottom, y + 1) - Math.max(top, y));
    return total + level * covered;
  }, 0);
  return sum / area;
}
