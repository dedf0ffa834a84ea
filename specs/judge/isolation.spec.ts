import { describe, expect, it } from 'vitest';
import { comparePixels, flatShare } from '../../harness/judge/isolation.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import type { ReadableProfile } from '../../harness/model/profile.ts';
import { paintedPicture } from './pdq.golden.ts';

const SIDE_PX = 64;

const PROFILE: ReadableProfile = {
  kind: 'readable',
  recipe: 0,
  sourceClass: 'fresh',
  placement: {
    fitting: 'cover',
    gravity: { x: 0.5, y: 0.5 },
    rounding: 'ceil',
    pitch: 'exact',
    enlarges: true,
    shiftPx: { x: 0, y: 0 },
  },
  orientation: {},
  orientationOtherwise: 'rotate',
  response: { blurPx: 0, sharpen: 0 },
  tone: { gain: 1, bias: 128 },
  noise: 2,
  thresholds: { block: 8, window: 6, row: 6, column: 6, haze: 1 },
  hazes: {},
  likeness: { mismatchShareMax: 0, pdqDistanceBitsMax: 4 },
  bars: { kind: 'none' },
  byteStable: true,
  odd: {},
  samples: 24,
};

function picture(seed: number): LumaPicture {
  return {
    widthPx: SIDE_PX,
    heightPx: SIDE_PX,
    luma: paintedPicture({ widthPx: SIDE_PX, heightPx: SIDE_PX, seed, faint: false }),
  };
}

/** The picture with other levels within a rectangle. */
function changed(
  own: LumaPicture,
  [x, y, width, height]: readonly [number, number, number, number],
  levelAt: (i: number) => number,
): LumaPicture {
  const luma = own.luma.map((level, i) => {
    const [column, row] = [i % SIDE_PX, Math.floor(i / SIDE_PX)];
    return column >= x && column < x + width && row >= y && row < y + height ? levelAt(i) : level;
  });
  return { ...own, luma };
}

const clamped = (level: number) => Math.min(255, Math.max(0, level));

/** Levels moved towards the middle, so that none leaves the range of a byte. */
function nudged(levels: number): (level: number) => number {
  return (level) => (level > 128 ? level - levels : level + levels);
}

describe('comparePixels', () => {
  it('finds the same picture the same', () => {
    expect(comparePixels(picture(1), picture(1), PROFILE)).toEqual({ kind: 'same-pixels' });
  });

  it('takes the rounding of a codec for the same', () => {
    const rounded = { ...picture(1), luma: picture(1).luma.map(nudged(1)) };
    expect(comparePixels(rounded, picture(1), PROFILE)).toEqual({ kind: 'same-pixels' });
  });

  it('notices a forty-fifth of another picture all over it, but not another tone', () => {
    const clear = { ...PROFILE, thresholds: { ...PROFILE.thresholds, haze: 0.5 } };
    const other = picture(2).luma;
    const thin = {
      ...picture(1),
      luma: picture(1).luma.map((level, i) => Math.round(level + ((other[i] ?? 0) - level) / 45)),
    };
    expect(comparePixels(thin, picture(1), clear)).toEqual({
      kind: 'differs',
      flat: false,
      rough: false,
      regions: [{ x: 0, y: 0, width: 64, height: 64 }],
    });
    const paler = { ...picture(1), luma: picture(1).luma.map((level) => Math.round(128 + 0.97 * (level - 128))) };
    expect(comparePixels(paler, picture(1), clear)).toEqual({ kind: 'same-pixels' });
  });

  it('names both sizes when they differ', () => {
    expect(comparePixels({ ...picture(1), widthPx: 32, heightPx: 128 }, picture(1), PROFILE)).toEqual({
      kind: 'other-size',
      says: 'Expected 64×64 px, as it makes alone, got 32×128 px under load.',
    });
    const cut = { ...picture(1), luma: picture(1).luma.slice(0, 64 * 60) };
    for (const size of [
      { widthPx: 64, heightPx: 60 },
      { widthPx: 60, heightPx: 64 },
    ])
      expect(comparePixels({ ...cut, ...size }, picture(1), PROFILE)).toMatchObject({ kind: 'other-size' });
  });

  it('takes the least of what its sources are hazy by alone for what none may be hazy by', () => {
    const other = picture(2).luma;
    const level = (own: number, i: number) => Math.round(own + ((other[i] ?? 0) - own) / 45);
    const thin = { ...picture(1), luma: picture(1).luma.map(level) };
    const strict = { ...PROFILE, thresholds: { ...PROFILE.thresholds, haze: 9 }, hazes: { jpeg: 0.5, png: 9 } };
    expect(comparePixels(thin, picture(1), strict)).toMatchObject({ kind: 'differs' });
  });

  it('tells the noise of an encoder that spends fewer bits from anything that lies over the picture', () => {
    // Up and down from pixel to pixel: loud in no block, and nothing in the mean of one.
    const rough = { ...picture(1), luma: picture(1).luma.map((level, i) => clamped(level + (i % 2 === 0 ? 5 : -5))) };
    expect(comparePixels(rough, picture(1), PROFILE)).toMatchObject({ kind: 'differs', rough: true });
    const torn = changed(rough, [16, 16, 8, 8], (i) => picture(2).luma[i] ?? 0);
    expect(comparePixels(torn, picture(1), PROFILE)).toMatchObject({ kind: 'differs', rough: false });
    const other = picture(2).luma;
    const hazy = { ...rough, luma: rough.luma.map((level, i) => Math.round(level + ((other[i] ?? 0) - level) / 10)) };
    expect(comparePixels(hazy, picture(1), PROFILE)).toMatchObject({ kind: 'differs', rough: false });
  });

  it('draws its rectangle around what differs, in whole blocks', () => {
    const other = picture(2).luma;
    const torn = changed(picture(1), [20, 32, 13, 9], (i) => other[i] ?? 0);
    expect(comparePixels(torn, picture(1), PROFILE)).toEqual({
      kind: 'differs',
      flat: false,
      rough: false,
      regions: [{ x: 20, y: 32, width: 16, height: 12 }],
    });
  });

  it('draws it around the loud part where a lossy codec spread a little of it everywhere', () => {
    const other = picture(2).luma;
    const torn = changed(picture(1), [0, 40, 64, 24], (i) => other[i] ?? 0);
    const spread = { ...torn, luma: torn.luma.map(nudged(5)) };
    expect(comparePixels(spread, picture(1), PROFILE)).toEqual({
      kind: 'differs',
      flat: false,
      rough: false,
      regions: [{ x: 0, y: 40, width: 64, height: 24 }],
    });
  });

  it('calls a part that lost its picture flat', () => {
    const half = changed(picture(1), [0, 32, 64, 32], () => 128);
    expect(comparePixels(half, picture(1), PROFILE)).toEqual({
      kind: 'differs',
      flat: true,
      rough: false,
      regions: [{ x: 0, y: 32, width: 64, height: 32 }],
    });
  });

  it('calls it flat too where the rectangle reaches into rows that are its own', () => {
    const cut = changed(picture(1), [0, 35, 64, 29], () => 128);
    expect(comparePixels(cut, picture(1), PROFILE)).toMatchObject({ kind: 'differs', flat: true, rough: false });
  });

  it('notices a difference that lies in the last, incomplete blocks of a picture', () => {
    const cut = (seed: number): LumaPicture => ({
      widthPx: SIDE_PX,
      heightPx: 63,
      luma: picture(seed).luma.subarray(0, SIDE_PX * 63),
    });
    const own = cut(1);
    const last = { ...own, luma: own.luma.map((level, i) => (i >= SIDE_PX * 62 ? 255 - level : level)) };
    expect(comparePixels(last, own, PROFILE)).toMatchObject({ kind: 'differs', regions: [{ y: 60, height: 3 }] });
  });

  it('allows a codec that is never byte-stable as much as it differs from its expectation alone', () => {
    const mild = { ...picture(1), luma: picture(1).luma.map((level) => 64 + level / 2) };
    const noisy = { ...mild, luma: mild.luma.map((level, i) => level + (i % 2 === 0 ? 7 : -7)) };
    expect(comparePixels(noisy, mild, { ...PROFILE, byteStable: false })).toEqual({ kind: 'same-pixels' });
    expect(comparePixels(noisy, mild, PROFILE)).toMatchObject({ kind: 'differs' });
  });
});

/** A picture of 4 px squares in one row, each of the levels that it takes in turn. */
function rowOf(...squares: readonly (readonly number[])[]): LumaPicture {
  const widthPx = 4 * squares.length;
  const luma = Uint8Array.from({ length: 4 * widthPx }, (_, i) => {
    const levels = squares[Math.floor((i % widthPx) / 4)] ?? [0];
    return levels[i % levels.length] ?? 0;
  });
  return { widthPx, heightPx: 4, luma };
}

describe('flatShare', () => {
  it('is the share of squares that carry nothing', () => {
    expect(flatShare(rowOf([200], [200], [200]))).toBe(1);
    expect(flatShare(rowOf([200], [200], [0, 255], [40, 90]))).toBe(0.5);
    expect(flatShare(rowOf([0, 255], [255, 0]))).toBe(0);
  });

  it('forgives a square eight levels of rounding, and no more', () => {
    expect(flatShare(rowOf([100, 108]))).toBe(1);
    expect(flatShare(rowOf([100, 109]))).toBe(0);
  });

  it('counts the four commonest levels alone: coarse noise has one for each square', () => {
    expect(flatShare(rowOf([0], [40], [80], [120], [160], [200]))).toBe(4 / 6);
    expect(flatShare(rowOf([0], [40], [80], [120], [160], [160], [200], [200]))).toBe(6 / 8);
  });

  it('is of the region that is asked about', () => {
    const row = rowOf([0, 255], [200]);
    expect(flatShare(row, { x: 4, y: 0, width: 4, height: 4 })).toBe(1);
    expect(flatShare(row, { x: 0, y: 0, width: 4, height: 4 })).toBe(0);
  });

  it('cuts squares off where the picture ends', () => {
    const luma = Uint8Array.from([0, 255, 0, 255, 9, 9, 0, 255, 0, 255, 9, 9]);
    expect(flatShare({ widthPx: 6, heightPx: 2, luma })).toBe(0.5);
  });
});
