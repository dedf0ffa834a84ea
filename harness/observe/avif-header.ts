// An AVIF keeps size, rotation and mirroring as properties that a table assigns to items; the picture is one of them.
// Only the boxes on that path are walked, each once, and tables are read no further than their own box reaches.

import type { Orientation } from '../model/plan.ts';
import { hasText, u16be, u32be, u8 } from './byte-reader.ts';
import type { SizeAndOrientation } from './image-header.ts';

/** `from` and `to` bound a box's content, its header left out. */
type Box = { readonly type: string; readonly from: number; readonly to: number };

/** A version byte and three bytes of flags begin the content of a full box. */
const FULL_BOX_BYTES = 4;

/** The primary item's size and how it is to be turned (ISO/IEC 23008-12 §6.5); null when that path is broken. */
export function readAvifHeader(bytes: Uint8Array): SizeAndOrientation | null {
  const top = boxesIn(bytes, 0, bytes.length);
  const brands = top.find((box) => box.type === 'ftyp');
  const meta = top.find((box) => box.type === 'meta');
  if (brands === undefined || meta === undefined || !namesAvif(bytes, brands)) return null;
  const parts = boxesIn(bytes, meta.from + FULL_BOX_BYTES, meta.to);
  const primary = parts.find((box) => box.type === 'pitm');
  const itemProperties = parts.find((box) => box.type === 'iprp');
  if (primary === undefined || itemProperties === undefined) return null;
  const tables = boxesIn(bytes, itemProperties.from, itemProperties.to);
  const container = tables.find((box) => box.type === 'ipco');
  const associations = tables.find((box) => box.type === 'ipma');
  if (container === undefined || associations === undefined) return null;
  const properties = boxesIn(bytes, container.from, container.to);
  const item =
    u8(bytes, primary.from) === 0
      ? u16be(bytes, primary.from + FULL_BOX_BYTES)
      : u32be(bytes, primary.from + FULL_BOX_BYTES);
  const own = propertyNumbers(bytes, associations, item).flatMap((number) => properties[number - 1] ?? []);
  const extent = own.find((box) => box.type === 'ispe');
  if (extent === undefined || extent.from + 12 > extent.to) return null;
  return {
    widthPx: u32be(bytes, extent.from + FULL_BOX_BYTES),
    heightPx: u32be(bytes, extent.from + FULL_BOX_BYTES + 4),
    orientationExif: orientationOf(bytes, own),
  };
}

/** The boxes side by side between two offsets (ISO/IEC 14496-12 §4.2); stops where one is cut short or malformed. */
function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  let at = from;
  while (at + 8 <= to) {
    const declared = u32be(bytes, at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const headerBytes = declared === 1 ? 16 : 8;
    // 0 means "to the end"; 1 means that a 64-bit size follows.
    const sizeBytes =
      declared === 0 ? to - at : declared === 1 ? u32be(bytes, at + 8) * 2 ** 32 + u32be(bytes, at + 12) : declared;
    if (!(sizeBytes >= headerBytes) || at + sizeBytes > to) {
      // Pixels cut off at the end of the file still leave the boxes before them readable.
      break;
    }
    boxes.push({ type, from: at + headerBytes, to: at + sizeBytes });
    at += sizeBytes;
  }
  return boxes;
}

/** The major brand, or one of the compatible ones, is that of a still or moving AVIF. */
function namesAvif(bytes: Uint8Array, brands: Box): boolean {
  for (let at = brands.from; at + 4 <= brands.to; at += 4) {
    if (hasText(bytes, at, 'avif') || hasText(bytes, at, 'avis')) return true;
  }
  return false;
}

/** The one-based numbers of an item's properties, in the order they apply. */
function propertyNumbers(bytes: Uint8Array, associations: Box, item: number): number[] {
  const wideItems = u8(bytes, associations.from) >= 1;
  const wideNumbers = u8(bytes, associations.from + 3) % 2 === 1;
  const entries = u32be(bytes, associations.from + FULL_BOX_BYTES);
  let at = associations.from + FULL_BOX_BYTES + 4;
  for (let entry = 0; entry < entries && at < associations.to; entry++) {
    const id = wideItems ? u32be(bytes, at) : u16be(bytes, at);
    at += wideItems ? 4 : 2;
    const count = u8(bytes, at);
    at += 1;
    const numberBytes = wideNumbers ? 2 : 1;
    if (!(at + count * numberBytes <= associations.to)) return [];
    if (id === item) {
      // The top bit says that the property is essential.
      return Array.from({ length: count }, (_, i) =>
        wideNumbers ? u16be(bytes, at + 2 * i) & 0x7fff : u8(bytes, at + i) & 0x7f,
      );
    }
    at += count * numberBytes;
  }
  return [];
}

/** By angle (counted anticlockwise in quarter turns), then by mirroring: none, top with bottom, left with right. */
const ORIENTATIONS: readonly (readonly Orientation[])[] = [
  [1, 4, 2],
  [8, 5, 7],
  [3, 2, 4],
  [6, 7, 5],
];

/** Rotation comes before mirroring, whatever their order in the table (ISO/IEC 23000-22 §7.3.6.7). */
function orientationOf(bytes: Uint8Array, properties: readonly Box[]): Orientation | null {
  const rotation = properties.find((box) => box.type === 'irot');
  const mirror = properties.find((box) => box.type === 'imir');
  if (rotation === undefined && mirror === undefined) return null;
  const angle = rotation === undefined ? 0 : u8(bytes, rotation.from) & 3;
  const mirroring = mirror === undefined ? 0 : 1 + (u8(bytes, mirror.from) & 1);
  return ORIENTATIONS[angle]?.[mirroring] ?? null;
}
