// From a photograph's file to the few planes that a photo is painted over: small enough to keep hundreds of them.

import type { Carrier } from '../model/carrier.ts';
import { MID_LUMA } from '../model/signature.ts';
import { decodedAtMost } from './image-codec.ts';

/** Raise it with any change to how carriers are made: those kept from before are then left alone. */
export const CARRIER_VERSION = 1;

/** Twice the cells that a photo shows of it, so that crops stay sharp. */
const LONG_SIDE_PX = 512;
/** Of the side of luma: eyes and codecs keep no more. */
const CHROMA_SHRINK = 8;
/** Anything smaller is an icon. */
const SIDE_MIN_PX = 16;

export type MadeCarrier =
  | { readonly kind: 'carrier'; readonly carrier: Carrier }
  | { readonly kind: 'unusable'; readonly why: string };

/** The carrier that the bytes of a file show, upright. Never rejects for what the bytes are. */
export async function carrierFrom(bytes: Uint8Array): Promise<MadeCarrier> {
  const decoded = await decodedAtMost(bytes, LONG_SIDE_PX);
  if (decoded.kind === 'unusable') return decoded;
  const { widthPx, heightPx, pixels } = decoded;
  if (Math.min(widthPx, heightPx) < SIDE_MIN_PX) return { kind: 'unusable', why: `only ${widthPx}×${heightPx} px` };
  const luma = new Int8Array(widthPx * heightPx);
  const chromaWidthPx = Math.ceil(widthPx / CHROMA_SHRINK);
  const chromaHeightPx = Math.ceil(heightPx / CHROMA_SHRINK);
  const chroma = {
    blue: new Float32Array(chromaWidthPx * chromaHeightPx),
    red: new Float32Array(chromaWidthPx * chromaHeightPx),
  };
  const counts = new Float32Array(chroma.blue.length);
  for (let at = 0; at < luma.length; at++) {
    const red = pixels[3 * at] as number;
    const blue = pixels[3 * at + 2] as number;
    const level = 0.299 * red + 0.587 * (pixels[3 * at + 1] as number) + 0.114 * blue;
    luma[at] = Math.max(-LEVELS_MAX, Math.round(level - MID_LUMA));
    const cell =
      Math.floor(Math.floor(at / widthPx) / CHROMA_SHRINK) * chromaWidthPx + Math.floor((at % widthPx) / CHROMA_SHRINK);
    // ITU-R BT.601 as in JFIF.
    chroma.blue[cell] = (chroma.blue[cell] as number) + (blue - level) / 1.772;
    chroma.red[cell] = (chroma.red[cell] as number) + (red - level) / 1.402;
    counts[cell] = (counts[cell] as number) + 1;
  }
  const mean = (sums: Float32Array) =>
    Int8Array.from(sums, (sum, cell) => {
      const difference = Math.round(sum / (counts[cell] as number));
      return Math.min(LEVELS_MAX, Math.max(-LEVELS_MAX, difference));
    });
  return {
    kind: 'carrier',
    carrier: { widthPx, heightPx, luma, chromaWidthPx, chromaHeightPx, blue: mean(chroma.blue), red: mean(chroma.red) },
  };
}

const LEVELS_MAX = 127;
const SIDES = 4;

/** A carrier as bytes: its four sides, then its planes. */
export function packedCarrier({
  widthPx,
  heightPx,
  chromaWidthPx,
  chromaHeightPx,
  luma,
  blue,
  red,
}: Carrier): Uint8Array {
  const sides = Uint16Array.of(widthPx, heightPx, chromaWidthPx, chromaHeightPx);
  return Buffer.concat([sides, luma, blue, red].map((part) => new Uint8Array(part.buffer)));
}

/** A carrier from the bytes that were packed. */
export function unpackedCarrier(bytes: Uint8Array): Carrier {
  const own = Int8Array.from(bytes);
  const [widthPx = 0, heightPx = 0, chromaWidthPx = 0, chromaHeightPx = 0] = new Uint16Array(own.buffer, 0, SIDES);
  const planes = own.subarray(SIDES * Uint16Array.BYTES_PER_ELEMENT);
  const [luma, chroma] = [widthPx * heightPx, chromaWidthPx * chromaHeightPx];
  return {
    widthPx,
    heightPx,
    luma: planes.slice(0, luma),
    chromaWidthPx,
    chromaHeightPx,
    blue: planes.slice(luma, luma + chroma),
    red: planes.slice(luma + chroma, luma + 2 * chroma),
  };
}
