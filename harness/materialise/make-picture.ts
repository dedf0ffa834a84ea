// The one order in which a photo's bytes come about: painted from the plan, encoded, and archived if it is old.

import type { PhotoPlan } from '../model/plan.ts';
import { archivedForm, type ArchiveForm } from './archive.ts';
import { encodeSource } from './encode.ts';
import { paintSource } from './paint-source.ts';

/** The file of a photo; in the archived `form`, or as uploaded when that is null. */
export async function makePicture(nonce: string, photo: PhotoPlan, form: ArchiveForm | null): Promise<Uint8Array> {
  const uploaded = await encodeSource(paintSource(nonce, photo), photo);
  return form === null ? uploaded : archivedForm(uploaded, photo.colour, form);
}
