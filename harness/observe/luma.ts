// Decoders hand out colours in many layouts; identity lives in luma alone, so all of them are brought to it here.

import { createLumaKernel } from '../model/kernel/luma-kernel.ts';

/** What lies behind a translucent pixel: mid grey, so that transparency is neither dark nor light. */
const BACKDROP = 128;

/** BT.601 luma in 16-bit fixed point, rounded as libjpeg does, so that a grey JPEG and its RGB decode agree. */
const RED = 19595;
const GREEN = 38470;
const BLUE = 7471;
const HALF = 32768;

/**
 * How the samples of one pixel lie in memory: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.
 * `sampleBytes` is 1 or 2; of two bytes (native order) the more significant one is kept.
 */
export type PixelLayout = { readonly channels: 1 | 2 | 3 | 4; readonly sampleBytes: 1 | 2 };

/** Where the luma of so many pixels may be written; every byte of it will be. */
export type LumaSpace = (pixelCount: number) => Uint8Array;

export const freshSpace: LumaSpace = (pixelCount) => new Uint8Array(pixelCount);

const ofRgb = createLumaKernel();

const HIGH_BYTE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/**
 * Luma of each pixel, row-major, one byte per pixel (ITU-R BT.601), composited over mid grey where alpha is below 255.
 * `pixels` holds at least `pixelCount` pixels of the layout, row-major without padding; null when it does not.
 */
export function lumaOf(
  pixels: Uint8Array,
  pixelCount: number,
  layout: PixelLayout,
  space: LumaSpace = freshSpace,
): Uint8Array | null {
  const { channels, sampleBytes } = layout;
  if (pixels.length !== pixelCount * channels * sampleBytes) return null;
  const samples = sampleBytes === 1 ? pixels : highBytes(pixels);
  const luma = space(pixelCount);
  writeLuma(samples, pixelCount, channels, luma);
  return luma;
}

/** One loop for each layout: a loop that asks for every pixel how it lies in memory takes three times as long. */
function writeLuma(samples: Uint8Array, pixelCount: number, channels: PixelLayout['channels'], luma: Uint8Array): void {
  switch (channels) {
    case 1:
      luma.set(samples);
      return;
    case 2:
      for (let i = 0; i < pixelCount; i++) luma[i] = over(samples[2 * i] as number, samples[2 * i + 1] as number);
      return;
    case 3:
      ofRgb(samples, luma.subarray(0, pixelCount));
      return;
    case 4:
      for (let i = 0, at = 0; i < pixelCount; i++, at += 4)
        luma[i] = over(greyAt(samples, at), samples[at + 3] as number);
      return;
    default:
      channels satisfies never;
  }
}

function greyAt(samples: Uint8Array, at: number): number {
  const red = samples[at] as number;
  const green = samples[at + 1] as number;
  const blue = samples[at + 2] as number;
  return (RED * red + GREEN * green + BLUE * blue + HALF) >> 16;
}

function over(grey: number, alpha: number): number {
  return alpha === 255 ? grey : Math.round((grey * alpha + BACKDROP * (255 - alpha)) / 255);
}

function highBytes(pixels: Uint8Array): Uint8Array {
  const high = new Uint8Array(pixels.length / 2);
  for (let i = 0; i < high.length; i++) high[i] = pixels[2 * i + HIGH_BYTE] as number;
  return high;
}
