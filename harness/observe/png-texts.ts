// A PNG may compress its texts and its colour profile, and ImageMagick writes other blocks into texts as hexadecimal
// digits: what hides in them is unpacked before it is searched. A few bytes can unpack to gigabytes, so all of it
// together is held to a cap.

import { inflateSync, constants } from 'node:zlib';
import { hasText } from './byte-reader.ts';
import type { FilePart } from './file-parts.ts';

/** Of all chunks of an answer together; a profile has kilobytes, the largest preview a few hundred. */
const UNPACKED_BYTES_MAX = 4 * 1024 * 1024;
const CHUNK_HEADER_BYTES = 8;
const CHECKSUM_BYTES = 4;

/** Content that a search of the file's own bytes would not see, with the chunk it came from. */
export type UnpackedText = { readonly name: string; readonly from: number; readonly bytes: Buffer };

/** What the text and profile chunks among `parts` hold; never throws. A chunk beyond the cap, or broken, gives nothing. */
export function unpackedTexts(png: Buffer, parts: readonly FilePart[]): readonly UnpackedText[] {
  let leftBytes = UNPACKED_BYTES_MAX;
  return parts.flatMap(({ name, from, to }) => {
    const body = bodyOf(png.subarray(from, to));
    if (body === null || leftBytes <= 0) return [];
    const inflated = body.isDeflated ? inflateWithin(body.content, leftBytes) : body.content;
    // What failed may have cost as much as it was allowed to.
    leftBytes = inflated === null ? 0 : leftBytes - inflated.length;
    if (inflated === null) return [];
    const bytes = body.isHex ? fromHex(inflated) : inflated;
    return [{ name, from, bytes }];
  });
}

type ChunkBody = { readonly content: Buffer; readonly isDeflated: boolean; readonly isHex: boolean };

/** The content behind keyword and flags (PNG third edition §11.3.2, §11.3.3); null where the file's own bytes say it all. */
function bodyOf(chunk: Buffer): ChunkBody | null {
  const data = chunk.subarray(CHUNK_HEADER_BYTES, Math.max(CHUNK_HEADER_BYTES, chunk.length - CHECKSUM_BYTES));
  const keywordEnd = data.indexOf(0);
  if (keywordEnd === -1) return null;
  const isHex = hasText(data, 0, 'Raw profile type ');
  if (hasText(chunk, 4, 'tEXt'))
    return isHex ? { content: data.subarray(keywordEnd + 1), isDeflated: false, isHex } : null;
  if (hasText(chunk, 4, 'zTXt') || hasText(chunk, 4, 'iCCP'))
    return { content: data.subarray(keywordEnd + 2), isDeflated: true, isHex };
  if (!hasText(chunk, 4, 'iTXt') || data[keywordEnd + 1] !== 1) return null;
  const languageEnd = data.indexOf(0, keywordEnd + 3);
  const translatedEnd = languageEnd === -1 ? -1 : data.indexOf(0, languageEnd + 1);
  return translatedEnd === -1 ? null : { content: data.subarray(translatedEnd + 1), isDeflated: true, isHex };
}

/** As much as there is of a stream that was cut off; null when it is none, or would become longer than allowed. */
function inflateWithin(content: Buffer, maxOutputLength: number): Buffer | null {
  try {
    return inflateSync(content, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
}

/** ImageMagick's form: an empty line, the name, the length, then digits in lines. */
function fromHex(text: Buffer): Buffer {
  const digits = text.toString('latin1').split('\n').slice(3).join('').replace(/\s/g, '');
  return Buffer.from(digits, 'hex');
}
