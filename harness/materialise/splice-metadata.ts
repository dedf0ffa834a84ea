// Metadata is put into files that are encoded already: no pixel is touched, and a photo with all of it costs hardly more
// to make than one with none.

import { crc32, deflateSync } from 'node:zlib';
import type { SourceFormat } from '../model/plan.ts';
import { NO_METADATA, type FileMetadata } from './file-metadata.ts';

/** The picture as stored. */
type Canvas = { readonly widthPx: number; readonly heightPx: number };

/**
 * The file with what its format can hold of the metadata. It must hold none yet, and be as this stage encodes it: a
 * JPEG that begins with JFIF, a lossy WebP, a GIF with a global palette.
 */
export function spliceMetadata(
  file: Uint8Array,
  format: SourceFormat,
  canvas: Canvas,
  metadata: FileMetadata,
): Uint8Array {
  if (Object.values(metadata).every((part) => part === null)) return file;
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  switch (format) {
    case 'jpeg':
      return inJpeg(bytes, metadata);
    case 'png':
      return inPng(bytes, metadata);
    case 'webp':
      return inWebp(bytes, canvas, metadata);
    case 'avif':
      return inAvif(bytes, metadata);
    case 'gif':
      return inGif(bytes, metadata);
    default:
      return format satisfies never;
  }
}

/** The JPEG with a comment. */
export function insertComment(jpeg: Buffer, comment: string): Buffer {
  return inJpeg(jpeg, { ...NO_METADATA, comment: Buffer.from(comment, 'latin1') });
}

/** Segments after JFIF's APP0 where there is one, in the order in which cameras and editors write them. */
function inJpeg(jpeg: Buffer, { exif, xmp, icc, iptc, comment, trailing }: FileMetadata): Buffer {
  const at = jpeg.readUInt16BE(2) === 0xffe0 ? 4 + jpeg.readUInt16BE(4) : 2;
  return Buffer.concat([
    jpeg.subarray(0, at),
    ...segment(0xe1, 'Exif\0\0', exif),
    ...segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', xmp),
    ...segment(0xe2, 'ICC_PROFILE\0\u{01}\u{01}', icc),
    ...segment(0xed, 'Photoshop 3.0\0', iptc),
    ...segment(0xfe, '', comment),
    jpeg.subarray(at),
    trailing ?? Buffer.alloc(0),
  ]);
}

function segment(marker: number, name: string, content: Buffer | null): Buffer[] {
  if (content === null) return [];
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(2 + name.length + content.length, 2);
  return [head, Buffer.from(name, 'latin1'), content];
}

const PNG_AFTER_HEADER = 8 + 25;

/** Chunks right after IHDR, before which only the signature stands (PNG third edition §5.6, §11.3). */
function inPng(png: Buffer, { exif, xmp, icc, text, trailing }: FileMetadata): Buffer {
  return Buffer.concat([
    png.subarray(0, PNG_AFTER_HEADER),
    ...(icc === null ? [] : [pngChunk('iCCP', Buffer.from('Photo\0\0', 'latin1'), deflateSync(icc))]),
    ...(exif === null ? [] : [pngChunk('eXIf', exif)]),
    ...(xmp === null ? [] : [pngChunk('iTXt', Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), xmp)]),
    ...(text === null
      ? []
      : [
          pngChunk('tEXt', Buffer.from('Author\0', 'latin1'), text),
          pngChunk('zTXt', Buffer.from('Description\0\0', 'latin1'), deflateSync(text)),
        ]),
    png.subarray(PNG_AFTER_HEADER),
    trailing ?? Buffer.alloc(0),
  ]);
}

/** One chunk with its length and checksum (PNG third edition §5.3). */
export function pngChunk(type: string, ...content: readonly Buffer[]): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), ...content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(typed.length - 4);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}

const RIFF_HEADER_BYTES = 12;
const VP8X_BYTES = 18;
/** Flags of the extended header (RFC 9649 §2.7.1). */
const WITH_ICC = 0x20;
const WITH_EXIF = 0x08;
const WITH_XMP = 0x04;

/** Chunks around the picture, in their order (RFC 9649 §2.7), made extended (VP8X) first if it is not. */
function inWebp(webp: Buffer, canvas: Canvas, { exif, xmp, icc, box, trailing }: FileMetadata): Buffer {
  const isExtended = webp.toString('latin1', RIFF_HEADER_BYTES, RIFF_HEADER_BYTES + 4) === 'VP8X';
  const picture = webp.subarray(RIFF_HEADER_BYTES + (isExtended ? VP8X_BYTES : 0));
  const header = isExtended
    ? Buffer.from(webp.subarray(RIFF_HEADER_BYTES, RIFF_HEADER_BYTES + VP8X_BYTES))
    : extendedHeader(canvas);
  const flags = (icc === null ? 0 : WITH_ICC) | (exif === null ? 0 : WITH_EXIF) | (xmp === null ? 0 : WITH_XMP);
  header.writeUInt8(header.readUInt8(8) | flags, 8);
  const body = Buffer.concat([
    header,
    ...riffChunk('ICCP', icc),
    picture,
    ...riffChunk('EXIF', exif),
    ...riffChunk('XMP ', xmp),
    ...riffChunk('TPBX', box),
  ]);
  const riff = Buffer.from(webp.subarray(0, RIFF_HEADER_BYTES));
  riff.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([riff, body, trailing ?? Buffer.alloc(0)]);
}

/** A canvas is described by its size less one, in three bytes. */
function extendedHeader(canvas: Canvas): Buffer {
  const payload = Buffer.alloc(10);
  payload.writeUIntLE(canvas.widthPx - 1, 4, 3);
  payload.writeUIntLE(canvas.heightPx - 1, 7, 3);
  return Buffer.concat(riffChunk('VP8X', payload));
}

function riffChunk(name: string, payload: Buffer | null): Buffer[] {
  if (payload === null) return [];
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(payload.length, 4);
  return [head, payload, Buffer.alloc(payload.length % 2)];
}

/** An extended type of our own: readers skip boxes that they do not know (ISO/IEC 14496-12 §4.2). */
const BOX_UUID = '9c4ef0a2-7f3b-4d1e-8c55-74702d6d6172';

/** A box at the end, where it moves nothing that the item table points at. */
function inAvif(avif: Buffer, { box }: FileMetadata): Buffer {
  if (box === null) return avif;
  const head = Buffer.from('\0\0\0\0uuid', 'latin1');
  const uuid = Buffer.from(BOX_UUID.replaceAll('-', ''), 'hex');
  head.writeUInt32BE(head.length + uuid.length + box.length, 0);
  return Buffer.concat([avif, head, uuid, box]);
}

const GIF_HEADER_BYTES = 13;

/** Extensions before the picture, after the global palette (GIF89a §15, §24, §26). */
function inGif(gif: Buffer, { xmp, comment, trailing }: FileMetadata): Buffer {
  const packed = gif.readUInt8(10);
  const at = GIF_HEADER_BYTES + (packed >= 0x80 ? 3 * 2 ** (1 + (packed & 7)) : 0);
  // A packet lies bare, not in sub-blocks: the magic trailer catches readers that skip by lengths wherever they land.
  const magic = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]);
  return Buffer.concat([
    gif.subarray(0, at),
    ...(xmp === null ? [] : [Buffer.from('\u{21}\u{ff}\u{0b}XMP DataXMP', 'latin1'), xmp, magic]),
    ...(comment === null ? [] : [Buffer.from([0x21, 0xfe, comment.length]), comment, Buffer.from([0])]),
    gif.subarray(at),
    trailing ?? Buffer.alloc(0),
  ]);
}
