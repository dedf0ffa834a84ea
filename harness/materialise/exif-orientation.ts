// sharp can write an orientation only together with an sRGB profile, for which it converts every pixel first. The tag
// alone is twenty-six bytes, put in by hand where each container keeps its EXIF.

import { crc32 } from 'node:zlib';
import type { Orientation } from '../model/plan.ts';

/** A VP8X canvas is described by its size less one, in three bytes. */
type CanvasSize = { readonly widthPx: number; readonly heightPx: number };

/** A TIFF header and one directory with one entry: tag 0x0112, a SHORT (EXIF 2.32 §4.6). Little-endian. */
function exifOf(orientation: Orientation): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  return tiff;
}

/** A JPEG with the tag in an APP1 segment, after JFIF's APP0 where there is one. */
export function orientedJpeg(jpeg: Buffer, orientation: Orientation): Buffer {
  const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifOf(orientation)]);
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(payload.length + 2, 2);
  const at = jpeg.readUInt16BE(2) === 0xffe0 ? 4 + jpeg.readUInt16BE(4) : 2;
  return Buffer.concat([jpeg.subarray(0, at), segment, payload, jpeg.subarray(at)]);
}

/** A PNG with the tag in an eXIf chunk right after IHDR (PNG third edition §11.3.4.5). */
export function orientedPng(png: Buffer, orientation: Orientation): Buffer {
  const typed = Buffer.concat([Buffer.from('eXIf', 'latin1'), exifOf(orientation)]);
  const chunk = Buffer.alloc(typed.length + 8);
  chunk.writeUInt32BE(typed.length - 4, 0);
  typed.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(typed), typed.length + 4);
  const afterHeader = 8 + 25;
  return Buffer.concat([png.subarray(0, afterHeader), chunk, png.subarray(afterHeader)]);
}

/** A WebP with the tag in an EXIF chunk, made extended (VP8X) first if it is not (RFC 9649 §2.7). */
export function orientedWebp(webp: Buffer, orientation: Orientation, canvas: CanvasSize): Buffer {
  const isExtended = webp.toString('latin1', 12, 16) === 'VP8X';
  const header = isExtended ? Buffer.from(webp.subarray(12, 30)) : extendedHeader(canvas);
  header.writeUInt8(header.readUInt8(8) | 0x08, 8);
  const body = Buffer.concat([header, webp.subarray(isExtended ? 30 : 12), riffChunk('EXIF', exifOf(orientation))]);
  const riff = Buffer.from(webp.subarray(0, 12));
  riff.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([riff, body]);
}

function extendedHeader(canvas: CanvasSize): Buffer {
  const payload = Buffer.alloc(10);
  payload.writeUIntLE(canvas.widthPx - 1, 4, 3);
  payload.writeUIntLE(canvas.heightPx - 1, 7, 3);
  return riffChunk('VP8X', payload);
}

/** `payload` has an even length, so it needs no padding. */
function riffChunk(name: string, payload: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(payload.length, 4);
  return Buffer.concat([head, payload]);
}
