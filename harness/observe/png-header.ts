// The size of a PNG stands at a fixed place; its EXIF, if any, in a chunk of its own before or after the pixels.

import { hasText, u32be } from './byte-reader.ts';
import { exifOrientation } from './exif-orientation.ts';
import type { SizeAndOrientation } from './image-header.ts';

const SIGNATURE_BYTES = 8;
const HEADER_CHUNK_BYTES = 25;
/** Every chunk has a length, a type and a checksum of four bytes each. */
const CHUNK_FRAME_BYTES = 12;
/** PNG §5.3: lengths and sides are below 2^31. */
const LIMIT = 2 ** 31;

/** Reads IHDR and looks for eXIf (PNG third edition §11.2.1, §11.3.4.2); null when IHDR is not whole. */
export function readPngHeader(bytes: Uint8Array): SizeAndOrientation | null {
  if (bytes.length < SIGNATURE_BYTES + HEADER_CHUNK_BYTES || !hasText(bytes, SIGNATURE_BYTES + 4, 'IHDR')) return null;
  const widthPx = u32be(bytes, 16);
  const heightPx = u32be(bytes, 20);
  if (widthPx >= LIMIT || heightPx >= LIMIT) return null;
  let at = SIGNATURE_BYTES + HEADER_CHUNK_BYTES;
  while (at + CHUNK_FRAME_BYTES <= bytes.length && !hasText(bytes, at + 4, 'IEND')) {
    const lengthBytes = u32be(bytes, at);
    if (at + CHUNK_FRAME_BYTES + lengthBytes > bytes.length) break;
    if (hasText(bytes, at + 4, 'eXIf')) {
      return { widthPx, heightPx, orientationExif: exifOrientation(bytes.subarray(at + 8, at + 8 + lengthBytes)) };
    }
    at += CHUNK_FRAME_BYTES + lengthBytes;
  }
  return { widthPx, heightPx, orientationExif: null };
}
