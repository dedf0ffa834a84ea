// PNG, WebP and AVIF without sharp, and a second opinion on JPEG, from other builds of other decoders than
// a thumbnailer on sharp uses. The door to @napi-rs/image. Used synchronously: the asynchronous form costs more processor time
// per picture, and the thumbnailer under load needs both cores.

import { JsColorType, Transformer } from '@napi-rs/image';
import { lumaOf } from './luma.ts';
import type { LumaSpace, PixelLayout } from './luma.ts';

/** The luma of a picture of the given size, row-major; a string says why there is none. */
export function decodeLuma(
  bytes: Uint8Array,
  widthPx: number,
  heightPx: number,
  space: LumaSpace,
): Uint8Array | string {
  try {
    const pixels = new Transformer(bytes).rawPixelsSync();
    const layout = layoutOf(bytes, pixels.length / (widthPx * heightPx));
    const luma = layout === null ? null : lumaOf(pixels, widthPx * heightPx, layout, space);
    return luma ?? `the header says ${widthPx}x${heightPx}, @napi-rs/image gave ${pixels.length} bytes of pixels`;
  } catch (error) {
    return `@napi-rs/image: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * The library gives pixels without their layout, and asking it for that decodes the picture once more (four times the
 * cost), so it is asked only where the bytes per pixel leave a doubt: two or four may be one 16-bit channel less.
 */
function layoutOf(bytes: Uint8Array, bytesPerPixel: number): PixelLayout | null {
  switch (bytesPerPixel) {
    case 1:
      return { channels: 1, sampleBytes: 1 };
    case 2:
      return colorType(bytes) === JsColorType.L16 ? { channels: 1, sampleBytes: 2 } : { channels: 2, sampleBytes: 1 };
    case 3:
      return { channels: 3, sampleBytes: 1 };
    case 4:
      return isDeepPng(bytes) ? { channels: 2, sampleBytes: 2 } : { channels: 4, sampleBytes: 1 };
    case 6:
      return { channels: 3, sampleBytes: 2 };
    case 8:
      return { channels: 4, sampleBytes: 2 };
    default:
      return null;
  }
}

function colorType(bytes: Uint8Array): JsColorType {
  return new Transformer(bytes).metadataSync(false).colorType;
}

/** Only a PNG of 16 bits a sample decodes to grey with alpha at four bytes a pixel; its bit depth is byte 24. */
function isDeepPng(bytes: Uint8Array): boolean {
  return bytes[0] === 0x89 && bytes[24] === 16;
}
