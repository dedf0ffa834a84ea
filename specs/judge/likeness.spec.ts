import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { differencePicture, judgeLikeness, measureLikeness, PIXEL_METRIC } from '../../harness/judge/likeness.ts';
import { paintedPicture } from './pdq.golden.ts';

const SIDE_PX = 128;
const PROFILE = { mismatchShareMax: 0.01, pdqDistanceBitsMax: 8 };

const picture = (luma: Uint8Array) => ({ luma, widthPx: SIDE_PX, heightPx: SIDE_PX });
const painted = (seed: number) => paintedPicture({ widthPx: SIDE_PX, heightPx: SIDE_PX, seed, faint: false });
const flat = (level: number) => new Uint8Array(SIDE_PX * SIDE_PX).fill(level);

describe('measureLikeness', () => {
  it('finds nothing between a picture and itself', () => {
    const likeness = measureLikeness(picture(painted(1)), picture(painted(1)));
    expect(likeness).toEqual({ mismatchShare: 0, pdqDistanceBits: 0, pdqQuality: 100 });
  });

  it('finds half of the pixels and a random hash between two unrelated pictures', () => {
    const { mismatchShare, pdqDistanceBits } = measureLikeness(picture(painted(1)), picture(painted(2)));
    expect(mismatchShare).toBeGreaterThan(0.4);
    expect(pdqDistanceBits).toBeGreaterThan(90);
  });

  it('counts a pixel as different from 27 luma levels on, which is what YIQ makes of threshold 0.1', () => {
    expect(measureLikeness(picture(flat(100)), picture(flat(126))).mismatchShare).toBe(0);
    expect(measureLikeness(picture(flat(100)), picture(flat(127))).mismatchShare).toBe(1);
  });

  it('names the version of pixelmatch that is installed', async () => {
    const manifest = createRequire(import.meta.url).resolve('pixelmatch/package.json');
    expect(PIXEL_METRIC).toContain(`pixelmatch ${JSON.parse(await readFile(manifest, 'utf8')).version} `);
  });

  it('counts the pixels of a foreign row even where they could pass for anti-aliasing', () => {
    const torn = painted(1);
    torn.set(painted(2).subarray(64 * SIDE_PX, 65 * SIDE_PX), 64 * SIDE_PX);
    const { mismatchShare } = measureLikeness(picture(torn), picture(painted(1)));
    const foreign = painted(1).filter((level, i) => Math.abs(level - (torn[i] ?? 0)) >= 27).length;
    expect(foreign).toBeGreaterThan(SIDE_PX / 4);
    expect(mismatchShare).toBe(foreign / SIDE_PX ** 2);
  });

  it('counts and marks an edge that came softer than expected, as anti-aliasing would make it', () => {
    const edge = (between: number) =>
      flat(0).map((_, i) => (i % SIDE_PX < 64 ? 0 : i % SIDE_PX === 64 ? between : 255));
    const [soft, hard] = [picture(edge(128)), picture(edge(255))];
    expect(measureLikeness(soft, hard).mismatchShare).toBe(1 / SIDE_PX);
    const { rgba } = differencePicture(soft, hard);
    const at = 4 * (10 * SIDE_PX + 64);
    expect([...rgba.subarray(at, at + 4)]).toEqual([255, 0, 0, 255]);
  });

  it('takes an expectation with fractions and beyond the range of a byte', () => {
    const expected = Float32Array.from(flat(0), () => 254.6);
    const beyond = Float32Array.from(flat(0), () => 400);
    expect(measureLikeness(picture(flat(255)), { ...picture(flat(0)), luma: expected }).mismatchShare).toBe(0);
    expect(measureLikeness(picture(flat(255)), { ...picture(flat(0)), luma: beyond }).mismatchShare).toBe(0);
  });

  it('takes luma that begins at an odd byte', () => {
    const shifted = new Uint8Array(SIDE_PX * SIDE_PX + 1);
    shifted.set(painted(1), 1);
    expect(measureLikeness(picture(shifted.subarray(1)), picture(painted(1))).mismatchShare).toBe(0);
  });

  it('refuses pictures of different sizes', () => {
    const smaller = { luma: new Uint8Array(4), widthPx: 2, heightPx: 2 };
    expect(() => measureLikeness(smaller, picture(painted(1)))).toThrow(
      new RangeError('Expected pictures of one size, got 2x2 beside 128x128; judge the geometry first.'),
    );
    expect(() => measureLikeness({ ...smaller, luma: new Uint8Array(3) }, smaller)).toThrow(
      new RangeError('Expected 4 luma values for 2x2, got 3.'),
    );
  });
});

describe('judgeLikeness', () => {
  it('finds alike what stays within the profile, its limits included', () => {
    const atTheLimit = { mismatchShare: 0.01, pdqDistanceBits: 8, pdqQuality: 50 };
    expect(judgeLikeness(atTheLimit, PROFILE)).toEqual({ kind: 'alike' });
  });

  it('finds too many differing pixels unlike, even in a flat picture', () => {
    expect(judgeLikeness({ mismatchShare: 0.25, pdqDistanceBits: 0, pdqQuality: 3 }, PROFILE)).toEqual({
      kind: 'unlike',
      says: 'expected at most 1.00 % of the pixels to differ from the painted expectation (the most seen alone), got 25.00 %',
    });
  });

  it('finds a distant hash unlike and says what is usual', () => {
    expect(judgeLikeness({ mismatchShare: 0, pdqDistanceBits: 9, pdqQuality: 100 }, PROFILE)).toEqual({
      kind: 'unlike',
      says:
        'expected a PDQ distance of at most 8 of 256 bits from the painted expectation ' +
        '(the most seen alone; 31 is the published match distance), got 9',
    });
  });

  it('cannot tell flat pictures apart, and says so instead of calling them alike', () => {
    expect(judgeLikeness({ mismatchShare: 0, pdqDistanceBits: 0, pdqQuality: 49 }, PROFILE)).toEqual({
      kind: 'cannot-tell',
      why: 'expected a picture of PDQ quality 50 or more, got 49: it is too flat for its hash to mean anything',
    });
  });
});

describe('differencePicture', () => {
  it('marks the differing pixels red and leaves the others grey', () => {
    const actual = flat(100);
    actual[5] = 200;
    const { rgba, widthPx, heightPx } = differencePicture(picture(actual), picture(flat(100)));
    expect([widthPx, heightPx, rgba.length]).toEqual([SIDE_PX, SIDE_PX, 4 * SIDE_PX * SIDE_PX]);
    expect([...rgba.subarray(20, 24)]).toEqual([255, 0, 0, 255]);
    const [red, green, blue] = rgba.subarray(24, 27);
    expect([green, blue]).toEqual([red, red]);
  });
});
