// Breaking a file on purpose, in the ways in which files reach a thumbnailer broken: cut off while they were uploaded,
// or made by somebody to see what lies in its memory. The same plan breaks the same bytes.

import type { Damage } from '../model/damage.ts';
import type { SourceFormat } from '../model/plan.ts';
import { gifFewerPixels, gifPixelsFrom, gifSmallFrames, gifWithoutPalette } from './damage-gif.ts';
import { jpegFewerPixels, jpegFirstScan, jpegHeaders, jpegPixelsFrom } from './damage-jpeg.ts';
import { PNG_PIXELS_FROM, pngBomb, pngFewerPixels } from './damage-png.ts';

/** The damaged file; of `wrong-extension` and `other-preview`, which are made differently, it is whole. */
export function damageFile(file: Uint8Array, format: SourceFormat, damage: Damage): Uint8Array {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  switch (damage.kind) {
    case 'truncated': {
      const from = pixelsFrom(bytes, format);
      return bytes.subarray(0, from + Math.floor(((bytes.length - from) * damage.percent) / 100));
    }
    case 'absent-pixels':
      return fewerPixels(bytes, format, damage.percent / 100);
    case 'no-picture':
      return Buffer.from(ERROR_PAGE);
    case 'empty':
      return Buffer.alloc(0);
    case 'zero-scan':
      return jpegHeaders(bytes);
    case 'missing-scans':
      return jpegFirstScan(bytes);
    case 'no-palette':
      return gifWithoutPalette(bytes);
    case 'small-frame':
      return gifSmallFrames(bytes, damage.disposal);
    case 'bomb':
      return pngBomb();
    case 'wrong-extension':
    case 'other-preview':
      return bytes;
    default:
      return damage satisfies never;
  }
}

const ERROR_PAGE = '<!doctype html>\n<title>404</title>\n<p>The photo that you look for is not here.</p>\n';

/** RIFF, VP8 chunk and frame header, and the first partition's beginning (RFC 9649 §2.5, RFC 6386 §9.1). */
const WEBP_PIXELS_FROM = 40;

/** Where the picture's data begins, behind headers that every reader needs before it knows that there is a picture. */
function pixelsFrom(bytes: Buffer, format: SourceFormat): number {
  switch (format) {
    case 'jpeg':
      return jpegPixelsFrom(bytes);
    case 'png':
      return PNG_PIXELS_FROM;
    case 'gif':
      return gifPixelsFrom(bytes);
    case 'webp':
      return WEBP_PIXELS_FROM;
    case 'avif':
      throw new RangeError('Expected a format that is truncated in trials, got avif.');
    default:
      return format satisfies never;
  }
}

function fewerPixels(bytes: Buffer, format: SourceFormat, share: number): Buffer {
  switch (format) {
    case 'jpeg':
      return jpegFewerPixels(bytes, share);
    case 'png':
      return pngFewerPixels(bytes, share);
    case 'gif':
      return gifFewerPixels(bytes, share);
    case 'webp':
    case 'avif':
      throw new RangeError(`Expected a format whose pixels can be left out, got ${format}.`);
    default:
      return format satisfies never;
  }
}
