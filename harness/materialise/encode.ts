// Thousands of photos are made before the first thumbnail is asked for, so every format is written with the least
// effort it allows: the thumbnailer decodes a file all the same whether it is small or not.

import type { PhotoPlan } from '../model/plan.ts';
import { encodeGif } from './gif.ts';
import { animated, inFourInks, ofSixteenBits, painted } from './image-codec.ts';
import { sourceTint, type PaintedSource } from './paint-source.ts';

/** Raise it with any change to these settings or to the metadata: files cached from before are then left alone. */
export const ENCODER_VERSION = 3;

type EncodedPlan = Pick<PhotoPlan, 'format' | 'quality' | 'progressive' | 'colour' | 'oddity' | 'tintHue'>;

/**
 * A painted photo encoded, without metadata: the same bytes for the same picture and plan, whatever else runs. `frames`
 * follow the first picture of an animation, as large as it is.
 */
export async function encodeSource(
  source: PaintedSource,
  photo: EncodedPlan,
  frames: readonly PaintedSource[] = [],
): Promise<Uint8Array> {
  const { quality, progressive, oddity } = photo;
  switch (photo.format) {
    case 'jpeg':
      // The standard Huffman tables: optimising them makes files 8 % smaller and takes 2.5 times as long.
      return (oddity === 'cmyk' ? inFourInks(painted(source)) : painted(source))
        .jpeg({ quality, progressive, optimiseCoding: false })
        .toBuffer();
    case 'png':
      return (oddity === '16-bit' ? ofSixteenBits(source) : painted(source))
        .png({ compressionLevel: 1, progressive })
        .toBuffer();
    case 'webp':
      return animated([source, ...frames])
        .webp({ quality, effort: 0 })
        .toBuffer();
    case 'avif':
      return painted(source).avif({ quality, effort: 0, chromaSubsampling: '4:2:0' }).toBuffer();
    case 'gif':
      return encodeGif([source, ...frames], sourceTint(photo));
    default:
      return photo.format satisfies never;
  }
}
