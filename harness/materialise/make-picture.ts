// The one order in which a photo's bytes come about: painted from the plan, encoded, archived if it is old, and then
// given the metadata that cameras, editors and archivers leave in it.

import { NO_CARRIERS, type CarrierOf } from '../model/carrier.ts';
import { archivedChannels } from '../model/metadata-channel.ts';
import { storedSize } from '../model/orientation.ts';
import type { PhotoPlan } from '../model/plan.ts';
import { archivedForm, type ArchiveForm } from './archive.ts';
import { encodeSource } from './encode.ts';
import { fileMetadata } from './file-metadata.ts';
import { paintSource } from './paint-source.ts';
import { makePreview } from './preview.ts';
import { spliceMetadata } from './splice-metadata.ts';

/** The file of a photo; in the archived `form`, or as uploaded when that is null. */
export async function makePicture(
  nonce: string,
  photo: PhotoPlan,
  form: ArchiveForm | null,
  carrierOf: CarrierOf = NO_CARRIERS,
): Promise<Uint8Array> {
  const { format, orientationExif: orientation } = photo;
  if (orientation !== 1 && (format === 'avif' || format === 'gif')) {
    throw new RangeError(
      `Expected orientation 1 in a plan for ${format}, which cannot carry another, got ${orientation}.`,
    );
  }
  const encoded = await encodeSource(paintSource(nonce, photo, carrierOf), photo);
  const stored = form === null ? encoded : await archivedForm(encoded, photo.colour, form);
  const channels = form === null ? photo.metadata : archivedChannels(photo.metadata);
  const preview = channels.includes('preview') ? await makePreview(nonce, photo, carrierOf) : null;
  const { width: widthPx, height: heightPx } = storedSize(photo.widthPx, photo.heightPx, orientation);
  const metadata = fileMetadata(nonce, photo, channels, preview);
  return spliceMetadata(stored, form?.format ?? format, { widthPx, heightPx }, metadata);
}
