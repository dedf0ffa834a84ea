// Most thumbnails of a run have been seen before, byte for byte. A digest is how that is noticed in microseconds,
// without decoding. Two digests: a fast one to look answers up by, and one that a stranger can check, for evidence.

import { createHash } from 'node:crypto';
import { xxh3 } from '@node-rs/xxhash';
import { createDigestKernel } from '../model/kernel/digest-kernel.ts';

const digestByKernel = createDigestKernel();
const words = new DataView(new ArrayBuffer(16));
const wordBytes = Buffer.from(words.buffer);

/**
 * XXH3-128 of the bytes as 32 hexadecimal digits, in the canonical order of `xxhsum -H2`.
 * Two different thumbnails share one by accident with probability 2^-128; it resists no one who wants them to.
 * Hexadecimal, because as a Map key it costs 0.1 µs more than the bigint itself and reads well in a history.
 */
export function fastDigest(bytes: Uint8Array): string {
  return digestByKernel(bytes) ?? digestByLibrary(bytes);
}

/** For any number of bytes, at a third of the speed. */
export function digestByLibrary(bytes: Uint8Array): string {
  const digest = xxh3.xxh128(bytes);
  words.setBigUint64(0, digest >> 64n);
  words.setBigUint64(8, digest & 0xffff_ffff_ffff_ffffn);
  return wordBytes.toString('hex', 0, 16);
}

/** SHA-256 of the bytes as 64 hexadecimal digits: the name of evidence, comparable with `sha256sum`. */
export function evidenceDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
