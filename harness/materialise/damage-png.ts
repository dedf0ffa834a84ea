// A PNG's header promises rows, and its data is a stream that may end before them, with every checksum in order.

import { deflateSync, inflateSync } from 'node:zlib';
import { pngChunk } from './splice-metadata.ts';

const SIGNATURE_BYTES = 8;
const HEADER_BYTES = 25;
/** Signature, header, and the length and name of the first chunk of data, where that follows at once. */
export const PNG_PIXELS_FROM = SIGNATURE_BYTES + HEADER_BYTES + 8;
const CHUNK_OVERHEAD_BYTES = 12;
const BOMB_SIDE_PX = 30_000;
const BOMB_ROWS = 4;

/** The first share, 0 to 1, of the rows, in a stream that ends as it should. Not for interlaced files. */
export function pngFewerPixels(png: Buffer, share: number): Buffer {
  const chunks = [...chunksOf(png)];
  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const heightPx = png.readUInt32BE(SIGNATURE_BYTES + 12);
  const rowBytes = rows.length / heightPx;
  const kept = rows.subarray(0, Math.floor(heightPx * share) * rowBytes);
  const before = chunks.filter(({ type }) => type !== 'IDAT' && type !== 'IEND');
  return Buffer.concat([
    png.subarray(0, SIGNATURE_BYTES),
    ...before.map(({ type, data }) => pngChunk(type, data)),
    pngChunk('IDAT', deflateSync(kept, { level: 1 })),
    pngChunk('IEND'),
  ]);
}

/** A grey PNG of 900 megapixels in a few hundred bytes, which hold four black rows. */
export function pngBomb(): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(BOMB_SIDE_PX, 0);
  header.writeUInt32BE(BOMB_SIDE_PX, 4);
  return Buffer.concat([
    Buffer.from('\u{89}PNG\r\n\u{1a}\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(BOMB_ROWS * (1 + BOMB_SIDE_PX)))),
    pngChunk('IEND'),
  ]);
}

function* chunksOf(png: Buffer): Iterable<{ readonly type: string; readonly data: Buffer }> {
  for (let at = SIGNATURE_BYTES; at + CHUNK_OVERHEAD_BYTES <= png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += CHUNK_OVERHEAD_BYTES + length;
  }
}
