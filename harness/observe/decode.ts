// From an answer's bytes to the luma that is judged, by decoders the thumbnailer does not use. The header is read first
// and held against caps, so that an answer of a hundred megapixels costs microseconds.

import type { Orientation } from '../model/plan.ts';
import { readImageHeader } from './image-header.ts';
import type { ImageFormat, ImageHeader } from './image-header.ts';
import { decodeJpegLuma } from './jpeg-decoder.ts';
import { decodeLuma } from './napi-decoder.ts';
import { freshSpace, type LumaSpace } from './luma.ts';
import { decodePngLuma } from './png-decoder.ts';

/** `maxBytes` of the encoded answer, `maxPixels` of the picture its header declares; both inclusive. */
export type DecodeCaps = { readonly maxBytes: number; readonly maxPixels: number };

/** Which library made the pixels: a confirmation counts only when it comes from another one. */
export type DecoderName = 'jpeg-turbo' | 'napi-image' | 'pngjs';

/**
 * `luma` is row-major, `widthPx` × `heightPx` bytes, as stored: the orientation is reported, not applied.
 * `oversized` answers were never decoded. `why` is a sentence fragment for reports.
 */
export type Decoded =
  | {
      readonly kind: 'decoded';
      readonly format: ImageFormat;
      readonly widthPx: number;
      readonly heightPx: number;
      readonly orientationExif: Orientation | null;
      readonly luma: Uint8Array;
      readonly decoder: DecoderName;
    }
  | { readonly kind: 'oversized'; readonly widthPx: number; readonly heightPx: number; readonly why: string }
  | { readonly kind: 'undecodable'; readonly why: string };

export type LumaDecoder = {
  /**
   * The first opinion: fast, and almost always there at once. Never throws or rejects. Its luma lies in `space` when one
   * is lent: a load decodes more than its pixels' worth of memory each second, and collecting that costs a tenth of it.
   */
  readonly decode: (bytes: Uint8Array, space?: LumaSpace) => Decoded | Promise<Decoded>;
  /** By another decoder than `decode` used on these bytes, to confirm an alarm; `undecodable` where there is none. */
  readonly secondOpinion: (bytes: Uint8Array) => Decoded | Promise<Decoded>;
};

type Image = Extract<ImageHeader, { kind: 'image' }>;

/** Pixels decoded since the event loop last turned; beyond this the next answer waits for a turn. About 30 MB. */
const PIXELS_PER_TURN = 4_000_000;

export function createLumaDecoder(caps: DecodeCaps): LumaDecoder {
  let pixelsSinceTurn = 0;
  // @napi-rs/image frees a picture in a finaliser, which Node runs between turns of the event loop: decoding without
  // a pause, awaited promises or not, held 2 GB after 20 000 thumbnails of 128 px.
  const turnWhenDue = (image: Image, decoded: Decoded): Decoded | Promise<Decoded> => {
    pixelsSinceTurn += image.widthPx * image.heightPx;
    if (pixelsSinceTurn < PIXELS_PER_TURN) return decoded;
    pixelsSinceTurn = 0;
    return new Promise((resolve) => setImmediate(resolve, decoded));
  };
  const decodeWithin = (
    bytes: Uint8Array,
    decodeImage: (bytes: Uint8Array, image: Image, space: LumaSpace) => Decoded,
    space: LumaSpace,
  ): Decoded | Promise<Decoded> => {
    const header = readImageHeader(bytes);
    if (header.kind === 'unknown') return { kind: 'undecodable', why: header.why };
    const { widthPx, heightPx } = header;
    if (widthPx * heightPx > caps.maxPixels) {
      return {
        kind: 'oversized',
        widthPx,
        heightPx,
        why: `Expected at most ${caps.maxPixels} pixels, got ${widthPx}x${heightPx}; it was not decoded.`,
      };
    }
    if (bytes.length > caps.maxBytes) {
      return {
        kind: 'oversized',
        widthPx,
        heightPx,
        why: `Expected at most ${caps.maxBytes} bytes, got ${bytes.length}; it was not decoded.`,
      };
    }
    return turnWhenDue(header, decodeImage(bytes, header, space));
  };
  return {
    decode: (bytes, space = freshSpace) => decodeWithin(bytes, firstOpinion, space),
    secondOpinion: (bytes) => decodeWithin(bytes, otherOpinion, freshSpace),
  };
}

function firstOpinion(bytes: Uint8Array, image: Image, space: LumaSpace): Decoded {
  switch (image.format) {
    case 'jpeg': {
      const fast = toDecoded(image, 'jpeg-turbo', decodeJpegLuma(bytes, image.widthPx, image.heightPx, space));
      // libjpeg-turbo gives up on CMYK and on mere warnings; what every viewer still shows must still be judged.
      return fast.kind === 'decoded' ? fast : napiOpinion(bytes, image, space);
    }
    case 'png':
    case 'webp':
    case 'avif':
      return napiOpinion(bytes, image, space);
    case 'gif':
      return { kind: 'undecodable', why: 'no decoder for gif, which no recipe asks for' };
    default:
      return image.format satisfies never;
  }
}

function otherOpinion(bytes: Uint8Array, image: Image): Decoded {
  switch (image.format) {
    case 'jpeg': {
      const fast = decodeJpegLuma(bytes, image.widthPx, image.heightPx, freshSpace);
      if (typeof fast === 'string') return { kind: 'undecodable', why: `no second decoder for this jpeg: ${fast}` };
      return napiOpinion(bytes, image, freshSpace);
    }
    case 'png':
      return toDecoded(image, 'pngjs', decodePngLuma(bytes, image.widthPx, image.heightPx));
    case 'webp':
    case 'avif':
    case 'gif':
      return { kind: 'undecodable', why: `no second decoder for ${image.format}` };
    default:
      return image.format satisfies never;
  }
}

function napiOpinion(bytes: Uint8Array, image: Image, space: LumaSpace): Decoded {
  return toDecoded(image, 'napi-image', decodeLuma(bytes, image.widthPx, image.heightPx, space));
}

function toDecoded(image: Image, decoder: DecoderName, luma: Uint8Array | string): Decoded {
  if (typeof luma === 'string') return { kind: 'undecodable', why: luma };
  const { format, widthPx, heightPx, orientationExif } = image;
  return { kind: 'decoded', format, widthPx, heightPx, orientationExif, luma, decoder };
}
