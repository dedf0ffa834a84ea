// The door to sharp of this stage, so that its process-wide settings are made once, here, before its first use.

import { arch } from 'node:os';
import sharp, { type Sharp } from 'sharp';
import type { PaintedSource } from './paint-source.ts';

// Bytes must depend on the plan alone, and libaom's depend on its number of threads (oracles.md §6). Photos are encoded
// side by side anyway, so one thread each loses nothing.
sharp.concurrency(1);
// No picture is opened twice, so libvips' cache of operations would only hold on to decoded giants.
sharp.cache(false);

/** All that the bytes depend on besides plan and settings: libvips, its codecs, and their SIMD paths. */
export const CODEC_VERSIONS = JSON.stringify([arch(), sharp.versions]);

/** For people: what makes the photos. */
export const SHARP_VERSION = `sharp ${sharp.versions.sharp ?? '?'} on libvips ${sharp.versions.vips}`;

/** A picture to encode; greyscale stays one channel where the format has that. */
export function painted(source: PaintedSource): Sharp {
  const { widthPx: width, heightPx: height, channels } = source;
  const picture = sharp(source.pixels, { raw: { width, height, channels } });
  return channels === 1 ? picture.toColourspace('b-w') : picture;
}

/** Pictures of one size, one after the other; of a single one, the picture itself. */
export function animated(frames: readonly PaintedSource[]): Sharp {
  const [first] = frames;
  if (first === undefined) throw new RangeError('Expected at least one picture, got none.');
  if (frames.length === 1) return painted(first);
  const { widthPx: width, heightPx: pageHeight, channels } = first;
  const pixels = Buffer.concat(frames.map((frame) => frame.pixels));
  return sharp(pixels, { raw: { width, height: pageHeight * frames.length, channels, pageHeight } });
}

/** Separated into inks by libvips' own profile, which it does not embed. */
export function inFourInks(picture: Sharp): Sharp {
  return picture.toColourspace('cmyk');
}

/** Level 255 becomes 65535. */
export function ofSixteenBits({ widthPx: width, heightPx: height, channels, pixels }: PaintedSource): Sharp {
  const deep = Uint16Array.from(pixels, (level) => level * 257);
  return sharp(deep, { raw: { width, height, channels } }).toColourspace('rgb16');
}

/** A file to encode again, its pixels lying as they are stored. */
export function reopened(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: false });
}
