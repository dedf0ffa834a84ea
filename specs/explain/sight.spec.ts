import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../harness/explain/region-pixels.ts';
import { sightBesideOwn, sightOfStrange, type Sight } from '../../harness/explain/sight.ts';

function pixels(width: number, seen: readonly number[], own: readonly number[]): Pixels {
  return {
    x: Int32Array.from(seen, (_, i) => i % width),
    y: Int32Array.from(seen, (_, i) => Math.floor(i / width)),
    seen: Float32Array.from(seen),
    own: Float32Array.from(own),
    apart: Float32Array.from(seen, (luma, i) => Math.abs(luma - (own[i] ?? 0))),
  };
}

/** The luma that a sight holds, rounded, row by row: each the difference of four sums. */
function lumaOf({ region: { width, height }, sums }: Sight): readonly (readonly number[])[] {
  const at = (row: number, column: number) => sums[row * (width + 1) + column] ?? Number.NaN;
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_unused, column) =>
      Number((at(row + 1, column + 1) - at(row, column + 1) - at(row + 1, column) + at(row, column)).toFixed(4)),
    ),
  );
}

const REGION = { x: 10, y: 20, width: 4, height: 3 };
const NOTHING = Array<number>(12).fill(0);

describe('what is strange in a region', () => {
  it("is the whole of it where nothing is the victim's own", () => {
    const sight = sightOfStrange(pixels(4, [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9], Array(12).fill(-30)), REGION);
    expect(sight.region).toEqual(REGION);
    expect(lumaOf(sight)).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 9, 9, 9],
    ]);
  });

  it("leaves out the lines at its edges that are the victim's own", () => {
    const seen = [0, 0, 0, 0, 0, 50, 60, 0, 0, 0, 0, 0];
    const sight = sightOfStrange(pixels(4, seen, NOTHING), REGION);
    expect(sight.region).toEqual({ x: 11, y: 21, width: 2, height: 1 });
    expect(lumaOf(sight)).toEqual([[50, 60]]);
  });

  it('keeps lines of its own between strange ones', () => {
    const seen = [9, 0, 0, 9, 0, 0, 0, 0, 9, 0, 0, 9];
    expect(sightOfStrange(pixels(4, seen, NOTHING), REGION).region).toEqual(REGION);
  });

  it('begins where a line differs by four tenths of what the loudest one does', () => {
    const heightOf = (faint: number) =>
      sightOfStrange(pixels(1, [faint, 100, faint], [0, 0, 0]), { x: 0, y: 0, width: 1, height: 3 }).region;
    expect(heightOf(41)).toEqual({ x: 0, y: 0, width: 1, height: 3 });
    expect(heightOf(39)).toEqual({ x: 0, y: 1, width: 1, height: 1 });
  });

  it("judges columns by the strange rows alone, and by what differs from the victim's own", () => {
    // A tall faint column stands beside one strange row.
    const seen = [35, 0, 35, 0, 35, 0, 100, 100, 35, 0];
    const sight = sightOfStrange(pixels(2, seen, Array(10).fill(0)), { x: 0, y: 0, width: 2, height: 5 });
    expect(sight.region).toEqual({ x: 0, y: 3, width: 2, height: 1 });
    const own = sightOfStrange(pixels(2, [100, 0], [100, 0]), { x: 0, y: 0, width: 2, height: 1 });
    expect(own.region).toEqual({ x: 0, y: 0, width: 2, height: 1 });
    const shifted = sightOfStrange(pixels(2, [100, 0], [100, 90]), { x: 0, y: 0, width: 2, height: 1 });
    expect(shifted.region).toEqual({ x: 1, y: 0, width: 1, height: 1 });
  });
});

describe("what is left beside the victim's own", () => {
  const OWN = [10, -10, 10, -10];
  const OTHER = [30, 30, -30, -30];
  const two = { x: 0, y: 0, width: 2, height: 2 };

  it('is what another adds, as strong as if it were all there is', () => {
    const seen = OWN.map((own, i) => 0.8 * own + 0.2 * (OTHER[i] ?? 0));
    const sight = sightBesideOwn(pixels(2, seen, OWN), two);
    expect(sight.region).toEqual(two);
    // Both amplitudes of the signature together: the root of 60² + 22².
    const full = Number(Math.hypot(60, 22).toFixed(4));
    expect(lumaOf(sight)).toEqual([
      [full, full],
      [-full, -full],
    ]);
  });

  it('is not blown up where it is less than a level', () => {
    const faint = [0.5, 0.5, -0.5, -0.5];
    const seen = OWN.map((own, i) => own + (faint[i] ?? 0));
    const half = Number((0.5 * Math.hypot(60, 22)).toFixed(4));
    expect(lumaOf(sightBesideOwn(pixels(2, seen, OWN), two))[0]).toEqual([half, half]);
  });

  it('is all of it where the victim shows nothing', () => {
    const full = Number(Math.hypot(60, 22).toFixed(4));
    expect(lumaOf(sightBesideOwn(pixels(2, OTHER, [0, 0, 0, 0]), two))).toEqual([
      [full, full],
      [-full, -full],
    ]);
  });
});
