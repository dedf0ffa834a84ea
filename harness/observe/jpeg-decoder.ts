// The fastest way from a JPEG to its luma: libjpeg-turbo without colour conversion. The door to @julusian/jpeg-turbo.
// It always uses the fast DCT, which is wrong by up to 255 levels on full-contrast black and white, yet never by more
// than 8 within luma 32 to 224: an alarm raised on its pixels is to be confirmed by another decoder.

// A default import: Node cannot tell the names that this CommonJS package exports at run time.
import turbo from '@julusian/jpeg-turbo';
import type { LumaSpace } from './luma.ts';

const LUMA_ONLY = { format: turbo.FORMAT_GRAY };

/**
 * The luma of a JPEG of the given size, row-major. A string says why there is none: broken bytes, CMYK, arithmetic
 * coding, or merely a warning (stray or missing bytes), which the library does not tell from an error.
 */
export function decodeJpegLuma(
  bytes: Uint8Array,
  widthPx: number,
  heightPx: number,
  space: LumaSpace,
): Uint8Array | string {
  const luma = space(widthPx * heightPx);
  try {
    // Given the output, the library refuses a picture larger than the header promised instead of allocating for it.
    const decoded = turbo.decompressSync(asBuffer(bytes), asBuffer(luma), LUMA_ONLY);
    if (decoded.width === widthPx && decoded.height === heightPx) return luma;
    return `the header says ${widthPx}x${heightPx}, libjpeg-turbo found ${decoded.width}x${decoded.height}`;
  } catch (error) {
    return `libjpeg-turbo: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
