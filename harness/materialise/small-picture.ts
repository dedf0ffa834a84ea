// Evidence is whatever a thumbnailer answered and whatever it was given: giant, damaged or hostile. What a page shows of it
// is made anew, small, and of pixels only.

import { decodedAtMost, painted } from './image-codec.ts';

/** WebP; the sizes are its own, in pixels. */
export type SmallPicture = { readonly bytes: Uint8Array; readonly widthPx: number; readonly heightPx: number };

/** `exact` keeps every pixel value; otherwise what the eye would not miss is left out. */
export type Fidelity = 'exact' | 'close';

const CLOSE = { quality: 80, effort: 3 } as const;
const EXACT = { lossless: true, effort: 3 } as const;

/**
 * The picture of a file, its long side at most `longSidePx`; null for what is none. `turned`: as its EXIF orientation says,
 * or as its pixels are stored. Never rejects for what the bytes are.
 */
export async function smallPicture(
  bytes: Uint8Array,
  longSidePx: number,
  turned: boolean,
  fidelity: Fidelity,
): Promise<SmallPicture | null> {
  const decoded = await decodedAtMost(bytes, longSidePx, { turned, damaged: 'shown' });
  if (decoded.kind === 'unusable') return null;
  const { pixels, widthPx, heightPx } = decoded;
  const picture = painted({ pixels, widthPx, heightPx, channels: 3 });
  return { bytes: await picture.webp(fidelity === 'exact' ? EXACT : CLOSE).toBuffer(), widthPx, heightPx };
}
