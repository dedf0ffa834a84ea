// JPEG, PNG and WebP carry the orientation of a picture in the same small TIFF structure, each wrapped in its own way.

import type { Orientation } from '../model/plan.ts';
import { hasText, u16be, u16le, u32be, u32le } from './byte-reader.ts';

const ORIENTATION_TAG = 0x0112;
const TYPE_SHORT = 3;
const ENTRY_BYTES = 12;

/**
 * The orientation in the first directory of an EXIF block (EXIF 2.32 §4.6.4), 1 to 8; null when none can be trusted.
 * `exif` may begin with the six bytes `Exif\0\0` or with the TIFF header itself.
 */
export function exifOrientation(exif: Uint8Array): Orientation | null {
  const tiff = hasText(exif, 0, 'Exif\0\0') ? exif.subarray(6) : exif;
  const bigEndian = hasText(tiff, 0, 'MM');
  if (!bigEndian && !hasText(tiff, 0, 'II')) return null;
  const u16 = bigEndian ? u16be : u16le;
  const u32 = bigEndian ? u32be : u32le;
  if (u16(tiff, 2) !== 42) return null;
  const directory = u32(tiff, 4);
  const entries = u16(tiff, directory);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > tiff.length) return null;
    if (u16(tiff, entry) !== ORIENTATION_TAG) continue;
    if (u16(tiff, entry + 2) !== TYPE_SHORT || u32(tiff, entry + 4) < 1) return null;
    return toOrientation(u16(tiff, entry + 8));
  }
  return null;
}

/** The number as an orientation, or null when it is not one of the eight. */
export function toOrientation(value: number): Orientation | null {
  switch (value) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
      return value;
    default:
      return null;
  }
}
