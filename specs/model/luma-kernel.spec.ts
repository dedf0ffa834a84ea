import { describe, expect, it } from 'vitest';
import { createLumaKernel } from '../../harness/model/kernel/luma-kernel.ts';

/** ITU-R BT.601 in 16-bit fixed point, rounded: what libjpeg does. */
const formula = (red: number, green: number, blue: number) => (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16;

function expected(pixels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: pixels.length / 3 }, (_, at) =>
    formula(pixels[3 * at] ?? 0, pixels[3 * at + 1] ?? 0, pixels[3 * at + 2] ?? 0),
  );
}

function lumaOf(pixels: Uint8Array): Uint8Array {
  const luma = new Uint8Array(pixels.length / 3).fill(77);
  createLumaKernel()(pixels, luma);
  return luma;
}

describe('the luma of red, green and blue', () => {
  it('is that of the formula for every sixth level of each, and for the first and the last', () => {
    const levels = [...Array.from({ length: 43 }, (_, i) => 6 * i), 1, 254, 255];
    const pixels = levels.flatMap((red) => levels.flatMap((green) => levels.flatMap((blue) => [red, green, blue])));
    expect(lumaOf(Uint8Array.from(pixels))).toEqual(expected(Uint8Array.from(pixels)));
  });

  it.each([0, 1, 15, 16, 17, 31, 33, 65_535, 65_536, 65_537, 140_000])('is written for %d pixels, no more', (count) => {
    const pixels = Uint8Array.from({ length: 3 * count }, (_, i) => (i * 7919) % 251);
    expect(Buffer.from(lumaOf(pixels)).equals(expected(pixels))).toBe(true);
    const room = new Uint8Array(count + 32).fill(77);
    createLumaKernel()(pixels, room.subarray(16, 16 + count));
    expect([...room.subarray(0, 16), ...room.subarray(16 + count)].every((byte) => byte === 77)).toBe(true);
  });

  it('does not depend on what came before', () => {
    const kernel = createLumaKernel();
    const [large, small] = [new Uint8Array(300).fill(255), Uint8Array.of(10, 20, 30, 40, 50, 60)];
    const luma = new Uint8Array(2);
    kernel(large, new Uint8Array(100));
    kernel(small, luma);
    expect(luma).toEqual(expected(small));
  });
});
