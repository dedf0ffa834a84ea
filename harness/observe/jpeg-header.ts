// The size of a JPEG stands in its frame header, behind any number of other segments, one of which may be EXIF.

import type { Orientation } from '../model/plan.ts';
import { hasText, u16be, u8 } from './byte-reader.ts';
import { exifOrientation } from './exif-orientation.ts';
import type { SizeAndOrientation } from './image-header.ts';

const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/** Walks the segments up to the first scan (ITU-T T.81, annex B.1.1); null when no frame header comes before it. */
export function readJpegHeader(bytes: Uint8Array): SizeAndOrientation | null {
  let size: { readonly widthPx: number; readonly heightPx: number } | null = null;
  let orientationExif: Orientation | null = null;
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = u8(bytes, at + 1);
    // Any number of 0xff may stand before a marker, and stray bytes between segments are skipped by every reader.
    if (u8(bytes, at) !== 0xff || marker === 0xff || marker === 0) {
      at += 1;
      continue;
    }
    if (standsAlone(marker)) {
      at += 2;
      continue;
    }
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE) break;
    const lengthBytes = u16be(bytes, at + 2);
    if (!(lengthBytes >= 2) || at + 2 + lengthBytes > bytes.length) return null;
    if (isFrameHeader(marker) && size === null) {
      if (lengthBytes < 8) return null;
      size = { widthPx: u16be(bytes, at + 7), heightPx: u16be(bytes, at + 5) };
    } else if (marker === APP1 && hasText(bytes, at + 4, 'Exif\0\0')) {
      orientationExif ??= exifOrientation(bytes.subarray(at + 4, at + 2 + lengthBytes));
    }
    at += 2 + lengthBytes;
  }
  return size === null ? null : { ...size, orientationExif };
}

/** Markers without a length: TEM and the restart markers. */
function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** SOF0 to SOF15, of which three numbers mean something else: DHT, JPG and DAC. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
