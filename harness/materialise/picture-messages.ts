// What goes between the process that a run lives in and those that make its pictures.

import type { Carrier } from '../model/carrier.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { ArchiveForm } from './archive.ts';

/** All that a picture is made from: see makePicture. `carrier` is that of the photo, null for one without. */
export type PictureOrder = {
  readonly id: number;
  readonly nonce: string;
  readonly photo: PhotoPlan;
  readonly form: ArchiveForm | null;
  readonly carrier: Carrier | null;
};

/** One answer to each order. */
export type PictureMade =
  | { readonly kind: 'made'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly id: number; readonly name: string; readonly message: string };
