// A library writes EXIF only together with a picture that it encodes once more, and converts to sRGB first. So the few
// hundred bytes of the block are laid out here, and put by hand where each container keeps them.

import type { Orientation } from '../model/plan.ts';

/** What the block holds besides the orientation; null is left out. `preview` is a whole JPEG. */
export type ExifContent = {
  readonly orientation: Orientation;
  readonly description: string | null;
  readonly gpsArea: string | null;
  readonly preview: Uint8Array | null;
};

const BYTE = 1;
const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const UNDEFINED = 7;

/** A directory entry whose value is encoded already: `count` values of `type`. */
type Entry = { readonly tag: number; readonly type: number; readonly count: number; readonly value: Buffer };

const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;
const INLINE_BYTES = 4;
/** Every file stands at this place, in degrees: what a photo gives away is told by its mark. */
const LATITUDE = 35;
const LONGITUDE = 139;
const JPEG_COMPRESSION = 6;

/**
 * A TIFF header, IFD0 with the orientation and the description, the GPS directory, and IFD1 with the preview (EXIF 2.32
 * §4.5.4, §4.6). Little-endian, entries in ascending order of their tags; empty when there is nothing to say.
 */
export function exifBlock({ orientation, description, gpsArea, preview }: ExifContent): Buffer {
  if (orientation === 1 && description === null && gpsArea === null && preview === null) return Buffer.alloc(0);
  const upright = orientation === 1 ? [] : [short(0x0112, orientation)];
  const own = [...(description === null ? [] : [text(0x010e, description)]), ...upright];
  const gps = gpsArea === null ? [] : gpsEntries(gpsArea);
  // The pointer to the GPS directory is a LONG, inline, so the length of IFD0 does not depend on its value.
  const ifd0 = (gpsAt: number) => [...own, ...(gps.length === 0 ? [] : [long(0x8825, gpsAt)])];
  const gpsAt = HEADER_BYTES + directoryBytes(ifd0(0));
  const previewAt = gpsAt + (gps.length === 0 ? 0 : directoryBytes(gps));
  const ifd1 = preview === null ? [] : previewEntries(preview, previewAt);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('II*\0', 'latin1');
  header.writeUInt32LE(HEADER_BYTES, 4);
  return Buffer.concat([
    header,
    directory(ifd0(gpsAt), HEADER_BYTES, preview === null ? 0 : previewAt),
    ...(gps.length === 0 ? [] : [directory(gps, gpsAt, 0)]),
    ...(preview === null ? [] : [directory(ifd1, previewAt, 0), preview]),
  ]);
}

/** GPSVersionID, latitude, longitude, and the name of the place. */
function gpsEntries(area: string): Entry[] {
  const degrees = (value: number) => numbers(4, [value, 1, 0, 1, 0, 1]);
  const named = Buffer.from(`ASCII\0\0\0${area}`, 'latin1');
  return [
    { tag: 0x00, type: BYTE, count: 4, value: Buffer.from([2, 3, 0, 0]) },
    text(0x01, 'N'),
    { tag: 0x02, type: RATIONAL, count: 3, value: degrees(LATITUDE) },
    text(0x03, 'E'),
    { tag: 0x04, type: RATIONAL, count: 3, value: degrees(LONGITUDE) },
    { tag: 0x1c, type: UNDEFINED, count: named.length, value: named },
  ];
}

/** IFD1 stands at `at` and its JPEG right behind it. */
function previewEntries(preview: Uint8Array, at: number): Entry[] {
  const entries = (startsAt: number) => [
    short(0x0103, JPEG_COMPRESSION),
    long(0x0201, startsAt),
    long(0x0202, preview.length),
  ];
  return entries(at + directoryBytes(entries(0)));
}

function short(tag: number, value: number): Entry {
  return { tag, type: SHORT, count: 1, value: numbers(2, [value]) };
}

function long(tag: number, value: number): Entry {
  return { tag, type: LONG, count: 1, value: numbers(4, [value]) };
}

function text(tag: number, content: string): Entry {
  const value = Buffer.from(`${content}\0`, 'latin1');
  return { tag, type: ASCII, count: value.length, value };
}

function numbers(bytesEach: 2 | 4, values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(bytesEach * values.length);
  values.forEach((value, index) => bytes.writeUIntLE(value, bytesEach * index, bytesEach));
  return bytes;
}

/** With the values that do not fit into their entries, each at an even offset. */
function directoryBytes(entries: readonly Entry[]): number {
  const beyond = entries.map(({ value }) => (value.length > INLINE_BYTES ? value.length + (value.length % 2) : 0));
  return 2 + ENTRY_BYTES * entries.length + 4 + beyond.reduce((sum, bytes) => sum + bytes, 0);
}

/** The directory as it stands at `at` in the block; `next` is the offset of the one after it, 0 for none. */
function directory(entries: readonly Entry[], at: number, next: number): Buffer {
  const bytes = Buffer.alloc(directoryBytes(entries));
  bytes.writeUInt16LE(entries.length, 0);
  let free = 2 + ENTRY_BYTES * entries.length;
  bytes.writeUInt32LE(next, free);
  free += 4;
  entries.forEach(({ tag, type, count, value }, index) => {
    const entry = 2 + ENTRY_BYTES * index;
    bytes.writeUInt16LE(tag, entry);
    bytes.writeUInt16LE(type, entry + 2);
    bytes.writeUInt32LE(count, entry + 4);
    if (value.length <= INLINE_BYTES) {
      value.copy(bytes, entry + 8);
      return;
    }
    bytes.writeUInt32LE(at + free, entry + 8);
    value.copy(bytes, free);
    free += value.length + (value.length % 2);
  });
  return bytes;
}
