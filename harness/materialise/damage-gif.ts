// A GIF's canvas, its frames and its palette are told apart from its pixels, and each may be missing or too small.

import type { Disposal } from '../model/damage.ts';

const HEADER_BYTES = 13;
const DESCRIPTOR_BYTES = 10;
const SEPARATOR = 0x2c;
const EXTENSION = 0x21;
const TRAILER = Buffer.from([0x3b]);
const BLOCK_BYTES_MAX = 255;
/** The canvas is so much larger than its frames, along both sides. */
const CANVAS_SCALE = 1.5;
const SHOWN_FOR_HUNDREDTHS = 10;

/** Where the pixels of the first frame begin, behind the smallest code's length. */
export function gifPixelsFrom(gif: Buffer): number {
  return descriptorFrom(gif) + DESCRIPTOR_BYTES + 1;
}

/** Its pixels still number 256 colours, and there are none (CVE-2017-15277, "gifoeb"). */
export function gifWithoutPalette(gif: Buffer): Buffer {
  const header = Buffer.from(gif.subarray(0, HEADER_BYTES));
  header.writeUInt8((gif[10] ?? 0) & 0x7f, 10);
  return Buffer.concat([header, gif.subarray(HEADER_BYTES + paletteBytes(gif))]);
}

/** The first share, 0 to 1, of the frame's data, in blocks that end as they should. */
export function gifFewerPixels(gif: Buffer, share: number): Buffer {
  const from = gifPixelsFrom(gif);
  const data = blocksAt(gif, from);
  return Buffer.concat([gif.subarray(0, from), inBlocks(data.subarray(0, Math.floor(data.length * share))), TRAILER]);
}

/** The picture twice, at opposite corners of a larger canvas; each is removed as `disposal` says. */
export function gifSmallFrames(gif: Buffer, disposal: Disposal): Buffer {
  const at = descriptorFrom(gif);
  const larger = (px: number) => Math.round(px * CANVAS_SCALE);
  const [widthPx, heightPx] = [gif.readUInt16LE(at + 5), gif.readUInt16LE(at + 7)];
  const header = Buffer.from(gif.subarray(0, HEADER_BYTES + paletteBytes(gif)));
  header.write('GIF89a', 'latin1');
  header.writeUInt16LE(larger(widthPx), 6);
  header.writeUInt16LE(larger(heightPx), 8);
  const control = Buffer.from([EXTENSION, 0xf9, 4, disposal << 2, SHOWN_FOR_HUNDREDTHS, 0, 0, 0]);
  const pixels = Buffer.concat([
    gif.subarray(at + DESCRIPTOR_BYTES, at + DESCRIPTOR_BYTES + 1),
    inBlocks(blocksAt(gif, gifPixelsFrom(gif))),
  ]);
  const frameAt = (x: number, y: number) => {
    const descriptor = Buffer.from(gif.subarray(at, at + DESCRIPTOR_BYTES));
    descriptor.writeUInt16LE(x, 1);
    descriptor.writeUInt16LE(y, 3);
    return [control, descriptor, pixels];
  };
  const corner = [larger(widthPx) - widthPx, larger(heightPx) - heightPx] as const;
  return Buffer.concat([header, ...frameAt(0, 0), ...frameAt(...corner), TRAILER]);
}

function paletteBytes(gif: Buffer): number {
  const packed = gif[10] ?? 0;
  return packed >= 0x80 ? 3 * 2 ** (1 + (packed & 7)) : 0;
}

/** The descriptor of the first frame, behind palette and extensions. Throws a RangeError for a file without one. */
function descriptorFrom(gif: Buffer): number {
  let at = HEADER_BYTES + paletteBytes(gif);
  while (gif[at] === EXTENSION) {
    at += 2;
    while ((gif[at] ?? 0) > 0) at += 1 + (gif[at] ?? 0);
    at += 1;
  }
  if (gif[at] !== SEPARATOR) throw new RangeError('Expected a GIF with a frame, got none.');
  return at;
}

/** The bytes of the sub-blocks from `from` on (GIF89a §15). */
function blocksAt(gif: Buffer, from: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = from; (gif[at] ?? 0) > 0; at += 1 + (gif[at] ?? 0))
    parts.push(gif.subarray(at + 1, at + 1 + (gif[at] ?? 0)));
  return Buffer.concat(parts);
}

function inBlocks(data: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += BLOCK_BYTES_MAX) {
    const part = data.subarray(at, at + BLOCK_BYTES_MAX);
    blocks.push(Buffer.from([part.length]), part);
  }
  return Buffer.concat([...blocks, Buffer.from([0])]);
}
