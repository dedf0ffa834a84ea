// A WebP says its size in the lossy or the lossless bitstream, and once more in the extended header if it has one.
// Where the two disagree a decoder may allocate by the larger one, so such a file is not trusted at all.

import type { Orientation } from '../model/plan.ts';
import { hasText, u16le, u24le, u32le, u8 } from './byte-reader.ts';
import { exifOrientation } from './exif-orientation.ts';
import type { SizeAndOrientation } from './image-header.ts';

const FIRST_CHUNK = 12;
const CHUNK_HEADER_BYTES = 8;

type Size = { readonly widthPx: number; readonly heightPx: number };

/** Walks the chunks of the RIFF container (RFC 9649 §2); null when no whole, consistent size is found. */
export function readWebpHeader(bytes: Uint8Array): SizeAndOrientation | null {
  let canvas: Size | null = null;
  let frame: Size | null = null;
  let animated = false;
  let orientationExif: Orientation | null = null;
  let at = FIRST_CHUNK;
  while (at + CHUNK_HEADER_BYTES <= bytes.length) {
    const lengthBytes = u32le(bytes, at + 4);
    const from = at + CHUNK_HEADER_BYTES;
    if (hasText(bytes, at, 'VP8X'))
      canvas ??= { widthPx: 1 + u24le(bytes, from + 4), heightPx: 1 + u24le(bytes, from + 7) };
    else if (hasText(bytes, at, 'VP8 ')) frame ??= lossySize(bytes, from);
    else if (hasText(bytes, at, 'VP8L')) frame ??= losslessSize(bytes, from);
    else if (hasText(bytes, at, 'ANIM')) animated = true;
    else if (hasText(bytes, at, 'EXIF')) orientationExif ??= exifOrientation(bytes.subarray(from, from + lengthBytes));
    // Chunks are padded to an even length.
    at = from + lengthBytes + (lengthBytes % 2);
  }
  if (animated) return canvas === null ? null : { ...canvas, orientationExif };
  if (frame === null) return null;
  if (canvas !== null && (canvas.widthPx !== frame.widthPx || canvas.heightPx !== frame.heightPx)) return null;
  return { ...frame, orientationExif };
}

/** The first key frame of a lossy picture (RFC 6386 §9.1); the upper two bits of each side are a scale, not a size. */
function lossySize(bytes: Uint8Array, from: number): Size | null {
  if (from + 10 > bytes.length || !hasText(bytes, from + 3, '\x9d\x01\x2a')) return null;
  return { widthPx: u16le(bytes, from + 6) & 0x3fff, heightPx: u16le(bytes, from + 8) & 0x3fff };
}

/** The header of a lossless picture (RFC 9649 §3.4): 14 bits for each side less one. */
function losslessSize(bytes: Uint8Array, from: number): Size | null {
  if (from + 5 > bytes.length || u8(bytes, from) !== 0x2f) return null;
  const bits = u32le(bytes, from + 1);
  return { widthPx: 1 + (bits & 0x3fff), heightPx: 1 + ((bits >>> 14) & 0x3fff) };
}
