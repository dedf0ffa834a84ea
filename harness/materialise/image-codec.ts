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

/** Red, green and blue of each pixel, row-major; or a sentence fragment that says why there are none. */
export type DecodedPhotograph =
  | { readonly kind: 'decoded'; readonly widthPx: number; readonly heightPx: number; readonly pixels: Uint8Array }
  | { readonly kind: 'unusable'; readonly why: string };

/** A picture beyond this is not decoded, whatever it would shrink to. */
const DECODED_PX_MAX = 120_000_000;
const DECODING_SECONDS_MAX = 20;
/** The first bytes of what cameras and phones write, at an offset: libvips knows many formats more, which nobody photographs in. */
const SIGNATURES: readonly (readonly [offset: number, bytes: string])[] = [
  [0, '\xff\xd8\xff'],
  [0, '\x89PNG\r\n\x1a\n'],
  [0, 'GIF8'],
  [8, 'WEBP'],
  [4, 'ftypavi'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
];

/** `turned`: as its EXIF orientation says, or as its pixels are stored. `damaged`: what is left of it counts, or nothing. */
export type DecodingWay = { readonly turned: boolean; readonly damaged: 'shown' | 'unusable' };

const STRICTLY: DecodingWay = { turned: true, damaged: 'unusable' };

/** A stranger's file, shrunk to a long side of at most `longSidePx`. Never rejects for what the bytes are. */
export async function decodedAtMost(
  bytes: Uint8Array,
  longSidePx: number,
  { turned, damaged }: DecodingWay = STRICTLY,
): Promise<DecodedPhotograph> {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (!SIGNATURES.some(([offset, start]) => head.startsWith(start, offset)))
    return { kind: 'unusable', why: 'not a picture of a known format' };
  try {
    const failOn = damaged === 'shown' ? 'none' : 'error';
    const input = { limitInputPixels: DECODED_PX_MAX, failOn, sequentialRead: true } as const;
    const { width, height } = await sharp(bytes, input).metadata();
    if (width * height > DECODED_PX_MAX)
      return { kind: 'unusable', why: `${width}×${height} px, more than ${DECODED_PX_MAX} pixels` };
    const stored = sharp(bytes, input);
    const { data, info } = await (turned ? stored.rotate() : stored)
      .resize(longSidePx, longSidePx, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#808080' })
      .toColourspace('srgb')
      .timeout({ seconds: DECODING_SECONDS_MAX })
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) return { kind: 'unusable', why: `${info.channels} channels, not red, green and blue` };
    return { kind: 'decoded', widthPx: info.width, heightPx: info.height, pixels: data };
  } catch (error) {
    const [why = 'unreadable'] = (error instanceof Error ? error.message : String(error)).trim().split('\n');
    return { kind: 'unusable', why };
  }
}
