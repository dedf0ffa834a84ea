// What an answer claims to be, read without decoding it: a 100-megapixel answer must cost microseconds, not gigabytes,
// and geometry is judged even where no decoder reads the format. The bytes are hostile: nothing here throws,
// loops longer than the bytes last, or allocates by a declared size.

import type { Orientation } from '../model/plan.ts';
import { readAvifHeader } from './avif-header.ts';
import { hasText, u16le } from './byte-reader.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { readPngHeader } from './png-header.ts';
import { readWebpHeader } from './webp-header.ts';

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

/**
 * `widthPx` and `heightPx` are those of the stored picture, at least 1, before any orientation is applied.
 * `orientationExif` is null when the file says nothing; AVIF's own rotation and mirroring come as the tag they equal.
 */
export type ImageHeader =
  | {
      readonly kind: 'image';
      readonly format: ImageFormat;
      readonly widthPx: number;
      readonly heightPx: number;
      readonly orientationExif: Orientation | null;
    }
  | { readonly kind: 'unknown'; readonly why: string };

/** What a format's own reader gives back; null when the bytes end or contradict themselves before a size is known. */
export type SizeAndOrientation = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly orientationExif: Orientation | null;
};

/** Reads the header of a JPEG, PNG, WebP, AVIF or GIF by its content. Never throws. */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const format = sniffFormat(bytes);
  if (format === null)
    return { kind: 'unknown', why: `Expected a JPEG, PNG, WebP, AVIF or GIF, got ${describeStart(bytes)}.` };
  const read = readerOf(format)(bytes);
  if (read === null)
    return {
      kind: 'unknown',
      why: `Expected the header of a ${format}, got ${bytes.length} bytes that end or contradict themselves within it.`,
    };
  if (!(read.widthPx >= 1 && read.heightPx >= 1)) {
    return {
      kind: 'unknown',
      why: `Expected a ${format} of at least 1x1 pixels, got ${read.widthPx}x${read.heightPx}.`,
    };
  }
  return {
    kind: 'image',
    format,
    widthPx: read.widthPx,
    heightPx: read.heightPx,
    orientationExif: read.orientationExif,
  };
}

/** The format by its magic numbers, or null. */
export function sniffFormat(bytes: Uint8Array): ImageFormat | null {
  if (hasText(bytes, 0, '\xff\xd8\xff')) return 'jpeg';
  if (hasText(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (hasText(bytes, 0, 'RIFF') && hasText(bytes, 8, 'WEBP')) return 'webp';
  if (hasText(bytes, 4, 'ftyp')) return 'avif';
  if (hasText(bytes, 0, 'GIF87a') || hasText(bytes, 0, 'GIF89a')) return 'gif';
  return null;
}

function readerOf(format: ImageFormat): (bytes: Uint8Array) => SizeAndOrientation | null {
  switch (format) {
    case 'jpeg':
      return readJpegHeader;
    case 'png':
      return readPngHeader;
    case 'webp':
      return readWebpHeader;
    case 'avif':
      return readAvifHeader;
    case 'gif':
      return readGifHeader;
    default:
      return format satisfies never;
  }
}

/** The logical screen of a GIF (GIF89a specification §18); GIF knows no orientation. */
function readGifHeader(bytes: Uint8Array): SizeAndOrientation | null {
  if (bytes.length < 13) return null;
  return { widthPx: u16le(bytes, 6), heightPx: u16le(bytes, 8), orientationExif: null };
}

function describeStart(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'no bytes at all';
  const start = Array.from(bytes.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `${bytes.length} bytes beginning ${start}`;
}
