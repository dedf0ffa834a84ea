import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  pixelsOf,
  pixelsWhere,
  sumsOf,
  taken,
  textureOf,
  without,
  type Painted,
  type Pixels,
} from '../../harness/explain/region-pixels.ts';
import { PROFILE } from './painted-scene.ts';

/** A painting of `width` × `height` pixels at (x, y) of a thumbnail. */
function painting(x: number, y: number, width: number, height: number, luma: readonly number[]): Painted {
  const axis = (start: number, lengthPx: number) => ({ start, lengthPx, from: 0, to: lengthPx });
  return {
    placement: { thumbnail: { widthPx: 4, heightPx: 3 }, x: axis(x, width), y: axis(y, height) },
    luma: Float32Array.from(luma),
  };
}

const PICTURE = { widthPx: 4, heightPx: 3, luma: Uint8Array.of(10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33) };

describe('the pixels of a region', () => {
  it('are those of its rows, with their places, less the bias', () => {
    const own = painting(0, 0, 4, 3, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const profile = { ...PROFILE, tone: { gain: 1, bias: 10 } };
    expect(pixelsOf(PICTURE, own, { x: 1, y: 1, width: 2, height: 2 }, profile)).toEqual({
      x: Int32Array.of(1, 2, 1, 2),
      y: Int32Array.of(1, 1, 2, 2),
      seen: Float32Array.of(11, 12, 21, 22),
      own: Float32Array.of(5, 6, 9, 10),
      apart: Float32Array.of(6, 6, 12, 12),
    });
  });

  it("count bars around the photo as the victim's own", () => {
    const own = painting(1, 1, 2, 1, [50, 60]);
    const profile = { ...PROFILE, tone: { gain: 1, bias: 10 }, bars: { kind: 'even', luma: 25, ringing: [] } as const };
    const ownOf = (about: Partial<typeof PROFILE>) =>
      [...pixelsOf(PICTURE, own, { x: 0, y: 0, width: 4, height: 3 }, { ...profile, ...about }).own].join(' ');
    expect(ownOf({})).toBe('15 15 15 15 15 50 60 15 15 15 15 15');
    expect(ownOf({ bars: { kind: 'none' } })).toBe('0 0 0 0 0 50 60 0 0 0 0 0');
  });
});

const PIXELS: Pixels = {
  x: Int32Array.of(0, 1, 2, 3),
  y: Int32Array.of(0, 0, 0, 0),
  seen: Float32Array.of(1, 2, 3, 5),
  own: Float32Array.of(1, 4, 7, 1),
  apart: Float32Array.of(0, 2, 4, 4),
};

/** The same, one line lower each, and one column on. */
const SLANTED: Pixels = { ...PIXELS, x: Int32Array.of(1, 2, 3, 4), y: Int32Array.of(2, 3, 4, 5) };

describe('some pixels of a region', () => {
  it('are bounded by the smallest rectangle that holds them, wherever they come in the list', () => {
    expect(boundsOf(PIXELS)).toEqual({ x: 0, y: 0, width: 4, height: 1 });
    expect(boundsOf(SLANTED)).toEqual({ x: 1, y: 2, width: 4, height: 4 });
    expect(boundsOf({ x: Int32Array.of(9, 3, 5), y: Int32Array.of(7, 20, 6) })).toEqual({
      x: 3,
      y: 6,
      width: 7,
      height: 15,
    });
    expect(boundsOf({ x: Int32Array.of(9), y: Int32Array.of(7) })).toEqual({ x: 9, y: 7, width: 1, height: 1 });
  });

  it('have no rectangle where there are none', () => {
    expect(boundsOf({ x: new Int32Array(0), y: new Int32Array(0) })).toEqual({ x: 0, y: 0, width: 0, height: 0 });
  });

  it('keep what is known of them', () => {
    expect(taken(SLANTED, (_, at) => at % 2 === 1)).toEqual({
      x: Int32Array.of(2, 4),
      y: Int32Array.of(3, 5),
      seen: Float32Array.of(2, 5),
      own: Float32Array.of(4, 1),
      apart: Float32Array.of(2, 4),
    });
  });

  it('are those where a map says so; beside the map it says nothing', () => {
    const map = painting(1, 2, 2, 2, [10, 0, 0, 30]);
    expect(pixelsWhere(SLANTED, map, (value) => value > 10)).toEqual(taken(SLANTED, (_, at) => at === 1));
    expect([...pixelsWhere(SLANTED, map, (value) => !(value > 10)).x]).toEqual([1, 3, 4]);
    expect([...pixelsWhere(SLANTED, map, Number.isNaN).x]).toEqual([3, 4]);
  });
});

describe('pixels without a picture', () => {
  it('are what was seen less the picture where it lies, in its weight', () => {
    const picture = painting(1, 0, 2, 1, [10, 20]);
    expect(without(PIXELS, picture, 1)).toEqual({ ...PIXELS, seen: Float32Array.of(1, -8, -17, 5) });
    expect([...without(PIXELS, picture, 0.1).seen].map(Math.round)).toEqual([1, 1, 1, 5]);
    expect([...without(SLANTED, painting(2, 3, 1, 1, [1]), 2).seen]).toEqual([1, 0, 3, 5]);
  });

  it('are as they were where there is none', () => {
    expect(without(PIXELS, null, 1)).toBe(PIXELS);
  });
});

describe('the sums over a region', () => {
  it('are those of all products', () => {
    expect(sumsOf(PIXELS, painting(0, 0, 4, 1, [2, 3, 5, 7]), 0)).toEqual({
      count: 4,
      seenSeen: 1 + 4 + 9 + 25,
      seenDonor: 2 + 6 + 15 + 35,
      donorDonor: 4 + 9 + 25 + 49,
      seenOwn: 1 + 8 + 21 + 5,
      ownOwn: 1 + 16 + 49 + 1,
      ownDonor: 2 + 12 + 35 + 7,
    });
  });

  it("leave out what is as the victim's own, but for the levels allowed", () => {
    const donor = painting(0, 0, 4, 1, [1, 1, 1, 1]);
    expect([0, 1, 2, 3, 4, 5].map((from) => sumsOf(PIXELS, donor, from).count)).toEqual([4, 3, 3, 2, 2, 0]);
  });

  it('leave out what the donor does not cover', () => {
    expect(sumsOf(PIXELS, painting(1, 0, 2, 1, [1, 1]), 0)).toMatchObject({ count: 2, seenDonor: 5 });
    expect(sumsOf(PIXELS, painting(0, 1, 4, 1, [1, 1, 1, 1]), 0).count).toBe(0);
    expect(sumsOf({ ...PIXELS, y: Int32Array.of(0, 1, 2, 3) }, painting(0, 1, 4, 2, Array(8).fill(1)), 0).count).toBe(
      2,
    );
  });
});

describe('a painting of a part of the thumbnail', () => {
  it('covers its own pixels and none beside, above or below them', () => {
    // One pixel of nine, with the whole picture looked at.
    const pixels: Pixels = {
      x: Int32Array.of(0, 1, 2, 0, 1, 2, 0, 1, 2),
      y: Int32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2),
      seen: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
      own: new Float32Array(9),
      apart: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
    };
    const few = painting(1, 1, 1, 1, [10, 20, 30, 40, 50, 60]);
    expect(sumsOf(pixels, few, 0)).toMatchObject({ count: 1, seenDonor: 50 });
    const wide = painting(0, 1, 2, 1, [10, 20, 30, 40, 50, 60]);
    expect(sumsOf(pixels, wide, 0)).toMatchObject({ count: 2, seenDonor: 4 * 10 + 5 * 20 });
    const high = painting(1, 1, 2, 2, [1, 10, 100, 1000, 7, 7]);
    expect(sumsOf(pixels, high, 0)).toMatchObject({ count: 4, seenDonor: 5 + 60 + 800 + 9000 });
  });
});

describe('the texture of a region', () => {
  const coarse = painting(0, 0, 4, 1, [10, 10, 20, 20]);
  const donor = painting(0, 0, 4, 1, [11, 9, 22, 18]);
  const seen = (...luma: readonly number[]): Pixels => ({
    ...PIXELS,
    seen: Float32Array.from(luma),
    own: Float32Array.of(0, 0, 0, 0),
    apart: Float32Array.from(luma),
  });
  const rounded = ({ correlation, count }: { readonly correlation: number; readonly count: number }) =>
    [Number(correlation.toFixed(6)), count] as const;

  it('is that of the donor where what is left of both goes together, whatever its strength and the level', () => {
    expect(rounded(textureOf(seen(11, 9, 22, 18), donor, coarse, 0))).toEqual([1, 4]);
    expect(rounded(textureOf(seen(18, 12, 31, 19), donor, coarse, 0))).toEqual([1, 4]);
    expect(rounded(textureOf(seen(9, 11, 18, 22), donor, coarse, 0))).toEqual([-1, 4]);
  });

  it('is a correlation about the means: half of it shows as half', () => {
    // Left of the picture: 3, 0, 1, 0; of the donor: 1, −1, 2, −2.
    const expected = (3 + 2) / Math.sqrt((9 + 1 - 16 / 4) * 10);
    expect(textureOf(seen(13, 10, 21, 20), donor, coarse, 0).correlation).toBeCloseTo(expected, 6);
    const lopsided = painting(0, 0, 4, 1, [11, 13, 22, 20]);
    const [fine, fine2, both] = [1 + 3 + 2, 1 + 9 + 4, 3 + 2];
    const tilted = (both - (4 * fine) / 4) / Math.sqrt((10 - 16 / 4) * (fine2 - (fine * fine) / 4));
    expect(textureOf(seen(13, 10, 21, 20), lopsided, coarse, 0).correlation).toBeCloseTo(tilted, 6);
  });

  it('is none where nothing varies', () => {
    expect(textureOf(seen(10, 10, 20, 20), donor, coarse, 0)).toEqual({ correlation: 0, count: 4 });
  });

  it("is looked for only where both are painted, and where it is not the victim's own", () => {
    expect(textureOf(seen(11, 9, 22, 18), donor, coarse, 18).count).toBe(2);
    expect(textureOf(seen(11, 9, 22, 18), donor, coarse, 18.5).count).toBe(1);
    expect(textureOf(seen(11, 9, 22, 18), painting(1, 0, 2, 1, [9, 22]), coarse, 0).count).toBe(2);
    expect(textureOf(seen(11, 9, 22, 18), donor, painting(0, 0, 3, 1, [10, 10, 20]), 0).count).toBe(3);
  });
});
