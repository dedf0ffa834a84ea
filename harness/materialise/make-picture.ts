// The one order in which a photo's bytes come about: painted from the plan, encoded, archived if it is old, and then
// given the metadata that cameras, editors and archivers leave in it; or broken, where the plan says so.

import { NO_CARRIERS, type CarrierOf } from '../model/carrier.ts';
import { previewIdentity, type Damage } from '../model/damage.ts';
import { archivedChannels } from '../model/metadata-channel.ts';
import { storedSize } from '../model/orientation.ts';
import { framesOf, oddityOf } from '../model/odd-source.ts';
import type { PhotoPlan } from '../model/plan.ts';
import { archivedForm, type ArchiveForm } from './archive.ts';
import { damageFile } from './damage-file.ts';
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
  return photo.damage === null
    ? soundPicture(nonce, photo, form, carrierOf)
    : damagedPicture(nonce, photo, photo.damage, carrierOf);
}

/** Damaged photos are uploads without metadata, but for the preview that is their damage. */
async function damagedPicture(
  nonce: string,
  photo: PhotoPlan,
  damage: Damage,
  carrierOf: CarrierOf,
): Promise<Uint8Array> {
  const format = damage.kind === 'wrong-extension' ? damage.holds : photo.format;
  const whole = await encodeSource(paintSource(nonce, { ...photo, format }, carrierOf), { ...photo, format });
  if (damage.kind !== 'other-preview') return damageFile(whole, format, damage);
  const preview = await makePreview(nonce, previewIdentity(photo), carrierOf);
  return spliceMetadata(whole, format, photo, fileMetadata(nonce, photo, ['preview'], preview));
}

async function soundPicture(
  nonce: string,
  photo: PhotoPlan,
  form: ArchiveForm | null,
  carrierOf: CarrierOf,
): Promise<Uint8Array> {
  const { format, orientationExif: orientation } = photo;
  if (orientation !== 1 && (format === 'avif' || format === 'gif')) {
    throw new RangeError(
      `Expected orientation 1 in a plan for ${format}, which cannot carry another, got ${orientation}.`,
    );
  }
  // An archiver has no use for inks, sixteen bits or later pictures.
  const read = { ...photo, archived: form !== null };
  const kept = { ...photo, oddity: oddityOf(read) };
  const frames = Array.from({ length: framesOf(read) - 1 }, (_, index) =>
    paintSource(nonce, { ...photo, frame: index + 1 }, carrierOf),
  );
  const encoded = await encodeSource(paintSource(nonce, kept, carrierOf), kept, frames);
  const stored = form === null ? encoded : await archivedForm(encoded, photo.colour, form);
  const channels = form === null ? photo.metadata : archivedChannels(photo.metadata);
  const preview = channels.includes('preview') ? await makePreview(nonce, photo, carrierOf) : null;
  const { width: widthPx, height: heightPx } = storedSize(photo.widthPx, photo.heightPx, orientation);
  const metadata = fileMetadata(nonce, photo, channels, preview);
  return spliceMetadata(stored, form?.format ?? format, { widthPx, heightPx }, metadata);
}
