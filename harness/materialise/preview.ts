// A camera embeds a small picture of each photo in its EXIF, and whoever copies the block copies that picture. It is
// painted at its own size, so that it shows what the photo shows and nothing of how it was encoded.

import { NO_CARRIERS, type CarrierOf } from '../model/carrier.ts';
import { markOf } from '../model/metadata-mark.ts';
import type { PhotoPlan } from '../model/plan.ts';
import { painted } from './image-codec.ts';
import { paintSource } from './paint-source.ts';
import { insertComment } from './splice-metadata.ts';

const LONG_SIDE_PX = 64;
/** A panorama's preview is stretched rather than left without a line for each row of cells. */
const SHORT_SIDE_PX_MIN = 8;
const QUALITY = 85;

/** A JPEG of about 3 kB, lying as the photo is stored, with the mark of its channel as a comment. */
export async function makePreview(
  nonce: string,
  photo: PhotoPlan,
  carrierOf: CarrierOf = NO_CARRIERS,
): Promise<Uint8Array> {
  const scale = LONG_SIDE_PX / Math.max(photo.widthPx, photo.heightPx);
  const side = (px: number) => Math.max(SHORT_SIDE_PX_MIN, Math.round(px * scale));
  const size = { widthPx: side(photo.widthPx), heightPx: side(photo.heightPx) };
  const source = paintSource(nonce, { ...photo, format: 'jpeg' }, carrierOf, size);
  const jpeg = await painted(source).jpeg({ quality: QUALITY, optimiseCoding: false }).toBuffer();
  return insertComment(jpeg, markOf(nonce, photo, 'preview'));
}
