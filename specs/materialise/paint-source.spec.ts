import { describe, expect, it } from 'vitest';
import { paintSource } from '../../harness/materialise/paint-source.ts';
import { largestDifference, plannedLuma } from './luma.ts';
import { NONCE, photoPlan } from './photo-plan.ts';

const SIZES = [
  [16, 16],
  [17, 400],
  [63, 64],
  [640, 480],
  [2000, 250],
] as const;

describe('a painted source', () => {
  it.each(SIZES)('of %i × %i is what the judge expects, rounded to whole levels', (widthPx, heightPx) => {
    const photo = photoPlan({ widthPx, heightPx, colour: 'grey', format: 'png' });
    const { pixels } = paintSource(NONCE, photo);
    const painted = { widthPx, heightPx, levels: Float32Array.from(pixels) };
    expect(largestDifference(painted, plannedLuma(NONCE, photo))).toBeLessThanOrEqual(0.51);
  });

  it('keeps luma where decoders agree, within 38 to 218', () => {
    for (const [widthPx, heightPx] of SIZES) {
      const { pixels } = paintSource(NONCE, photoPlan({ widthPx, heightPx, colour: 'grey' }));
      expect(pixels.reduce((low, level) => Math.min(low, level))).toBeGreaterThanOrEqual(38);
      expect(pixels.reduce((high, level) => Math.max(high, level))).toBeLessThanOrEqual(218);
    }
  });

  it('lies in the file as its orientation tag says: 6 has the right side on top', () => {
    const upright = paintSource(NONCE, photoPlan({ widthPx: 40, heightPx: 30, colour: 'grey' }));
    const turned = paintSource(NONCE, photoPlan({ widthPx: 40, heightPx: 30, colour: 'grey', orientationExif: 6 }));
    expect([turned.widthPx, turned.heightPx]).toEqual([30, 40]);
    const rightColumn = Array.from({ length: 30 }, (_, y) => upright.pixels[y * 40 + 39]);
    const topRow = Array.from(turned.pixels.subarray(0, 30));
    expect(topRow).toEqual(rightColumn);
  });

  it('has one channel for grey and for GIF, three for colour, four for alpha where the format has it', () => {
    const channels = (colour: 'colour' | 'grey' | 'alpha', format: 'jpeg' | 'png' | 'gif') =>
      paintSource(NONCE, photoPlan({ colour, format })).channels;
    expect([channels('grey', 'png'), channels('colour', 'gif'), channels('alpha', 'gif')]).toEqual([1, 1, 1]);
    expect([channels('colour', 'png'), channels('alpha', 'jpeg')]).toEqual([3, 3]);
    expect(channels('alpha', 'png')).toBe(4);
  });

  it('is nearly opaque everywhere when it has alpha', () => {
    const { pixels } = paintSource(NONCE, photoPlan({ colour: 'alpha', format: 'png' }));
    expect(new Set(pixels.filter((_, i) => i % 4 === 3))).toEqual(new Set([254]));
  });

  it('differs between versions of a photo and between runs, and not between twins', () => {
    const painted = (nonce: string, about = {}) =>
      Buffer.from(paintSource(nonce, photoPlan(about)).pixels).toString('hex');
    expect(painted(NONCE, { version: 2 })).not.toBe(painted(NONCE));
    expect(painted('another run')).not.toBe(painted(NONCE));
    expect(painted(NONCE, { album: 'winter', name: 'IMG_2.jpg' })).toBe(painted(NONCE));
  });
});
