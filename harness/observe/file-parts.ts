// Where in a file a byte lies: a finding that names the chunk can be checked with any tool that lists chunks. The bytes
// are hostile: every walk goes forward, and ends where the bytes do.

import { u32be, u32le, u8, u16be, hasText } from './byte-reader.ts';
import { sniffFormat } from './image-header.ts';

/** `from` and `to` bound the whole part, its header included; `to` is never beyond the file. */
export type FilePart = { readonly name: string; readonly from: number; readonly to: number };

/** The parts side by side, and where the picture ends; what follows belongs to no part. */
export type FileParts = { readonly parts: readonly FilePart[]; readonly end: number };

/** More parts than this are not told apart: no thumbnail has a tenth as many. */
const PARTS_MAX = 1000;

/** The parts of a JPEG, PNG, WebP or AVIF by its content; none for anything else, which ends where its bytes do. */
export function filePartsOf(bytes: Uint8Array): FileParts {
  switch (sniffFormat(bytes)) {
    case 'jpeg':
      return jpegParts(bytes);
    case 'png':
      return walk(bytes, 8, pngChunkAt, (name) => name === 'IEND chunk');
    case 'webp':
      return webpParts(bytes);
    case 'avif':
      return walk(bytes, 0, boxAt, () => false);
    case 'gif':
    case null:
      return { parts: [], end: bytes.length };
  }
}

/** The place of a byte in words: `its APP1 segment, byte 24`. */
export function placeOf({ parts, end }: FileParts, at: number): string {
  if (at >= end) return `the bytes after its end, byte ${at}`;
  const part = parts.find(({ from, to }) => at >= from && at < to);
  return part === undefined ? `byte ${at}` : `its ${part.name}, byte ${at}`;
}

type PartAt = (bytes: Uint8Array, at: number) => { readonly name: string; readonly lengthBytes: number } | null;

/** Ends after the part that `isLast` says, or where a part is none; one that is cut short reaches to the end. */
function walk(bytes: Uint8Array, start: number, partAt: PartAt, isLast: (name: string) => boolean): FileParts {
  const parts: FilePart[] = [];
  let at = start;
  while (at < bytes.length && parts.length < PARTS_MAX) {
    const part = partAt(bytes, at);
    if (part === null) break;
    const to = Math.min(bytes.length, at + part.lengthBytes);
    parts.push({ name: part.name, from: at, to });
    at = to;
    if (isLast(part.name)) break;
  }
  return { parts, end: at };
}

function pngChunkAt(bytes: Uint8Array, at: number) {
  const lengthBytes = u32be(bytes, at) + 12;
  return Number.isNaN(lengthBytes) ? null : { name: `${typeAt(bytes, at + 4)} chunk`, lengthBytes };
}

/** Chunks are padded to an even length. */
function riffChunkAt(bytes: Uint8Array, at: number) {
  const payloadBytes = u32le(bytes, at + 4);
  if (Number.isNaN(payloadBytes)) return null;
  return { name: `${typeAt(bytes, at).trimEnd()} chunk`, lengthBytes: 8 + payloadBytes + (payloadBytes % 2) };
}

function webpParts(bytes: Uint8Array): FileParts {
  const declared = 8 + u32le(bytes, 4);
  const end = Math.min(bytes.length, declared + (declared % 2));
  return { parts: walk(bytes.subarray(0, end), 12, riffChunkAt, () => false).parts, end };
}

/** A box whose type is no word of printable characters is none, but what follows the last one. */
function boxAt(bytes: Uint8Array, at: number) {
  const type = typeAt(bytes, at + 4);
  const declared = u32be(bytes, at);
  if (!/^[ -~]{4}$/.test(type) || !(declared === 0 || declared === 1 || declared >= 8)) return null;
  const large = declared === 1 ? u32be(bytes, at + 8) * 2 ** 32 + u32be(bytes, at + 12) : declared;
  const lengthBytes = declared === 0 ? bytes.length - at : large;
  return lengthBytes >= 8 ? { name: `${type} box`, lengthBytes } : null;
}

const START_OF_SCAN = 0xda;

/** Segments up to the first scan, the scans as one part, and the end-of-image marker. */
function jpegParts(bytes: Uint8Array): FileParts {
  const { parts } = walk(bytes, 2, segmentAt, (name) => name === SCAN);
  const scan = parts.at(-1);
  if (scan === undefined || scan.name !== SCAN) return { parts, end: bytes.length };
  // No marker but a true one can stand in entropy-coded data: a byte 0xff in it is followed by a zero.
  const marker = endOfImage(bytes, scan.from);
  const end = marker === -1 ? bytes.length : marker + 2;
  return { parts: [...parts.slice(0, -1), { ...scan, to: end }], end };
}

const SCAN = 'scan';

function segmentAt(bytes: Uint8Array, at: number) {
  const marker = u8(bytes, at + 1);
  if (u8(bytes, at) !== 0xff || !(marker > 0 && marker < 0xff)) return null;
  if (marker === START_OF_SCAN) return { name: SCAN, lengthBytes: 2 };
  const lengthBytes = 2 + u16be(bytes, at + 2);
  return lengthBytes >= 4 ? { name: `${segmentName(marker)} segment`, lengthBytes } : null;
}

function segmentName(marker: number): string {
  if (marker >= 0xe0 && marker <= 0xef) return `APP${marker - 0xe0}`;
  return marker === 0xfe ? 'COM' : `0x${marker.toString(16)}`;
}

const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** The offset of the first end-of-image marker from `from` on; -1 for none. */
export function endOfImage(bytes: Uint8Array, from: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(END_OF_IMAGE, from);
}

/** True when a file that begins as its format does also ends there, for nearly all answers in a microsecond. */
export function endsPlainly(bytes: Uint8Array): boolean {
  if (hasText(bytes, 0, '\xff\xd8\xff')) return endOfImage(bytes, 2) === bytes.length - 2;
  if (hasText(bytes, 0, '\x89PNG')) return hasText(bytes, bytes.length - 8, 'IEND\xae\x42\x60\x82');
  if (hasText(bytes, 0, 'RIFF')) return u32le(bytes, 4) + 8 === bytes.length;
  return false;
}

function typeAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
