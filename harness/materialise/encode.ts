// Thousands of photos are made before the first thumbnail is asked for, so every format is written with the least
// effort it allows: the thumbnailer decodes a file all the same whether it is small or not.

import type { PhotoPlan } from '../model/plan.ts';
import { orientedJpeg, orientedPng, orientedWebp } from './exif-orientation.ts';
import { encodeGif } from './gif.ts';
import { painted } from './image-codec.ts';
import { sourceTint, type PaintedSource } from './paint-source.ts';

/** Raise it with any change to the settings below: cached files made with the old ones are then left alone. */
export const ENCODER_VERSION = 1;

type EncodedPlan = Pick<PhotoPlan, 'format' | 'quality' | 'progressive' | 'colour' | 'tintHue' | 'orientationExif'>;

/** The file of a painted photo: the same bytes for the same picture and plan, whatever else runs. */
export async function encodeSource(source: PaintedSource, photo: EncodedPlan): Promise<Uint8Array> {
  const { quality, progressive, orientationExif: orientation } = photo;
  if (orientation !== 1 && (photo.format === 'avif' || photo.format === 'gif')) {
    throw new RangeError(
      `Expected orientation 1 in a plan for ${photo.format}, which cannot carry another, got ${orientation}.`,
    );
  }
  switch (photo.format) {
    case 'jpeg': {
      // The standard Huffman tables: optimising them makes files 8 % smaller and takes 2.5 times as long.
      const jpeg = await painted(source).jpeg({ quality, progressive, optimiseCoding: false }).toBuffer();
      return orientation === 1 ? jpeg : orientedJpeg(jpeg, orientation);
    }
    case 'png': {
      const png = await painted(source).png({ compressionLevel: 1, progressive }).toBuffer();
      return orientation === 1 ? png : orientedPng(png, orientation);
    }
    case 'webp': {
      const webp = await painted(source).webp({ quality, effort: 0 }).toBuffer();
      return orientation === 1 ? webp : orientedWebp(webp, orientation, source);
    }
    case 'avif':
      return painted(source).avif({ quality, effort: 0, chromaSubsampling: '4:2:0' }).toBuffer();
    case 'gif':
      return encodeGif(source, sourceTint(photo));
    default:
      return photo.format satisfies never;
  }
}
