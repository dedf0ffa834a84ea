// Photos older than 35 days reach the thumbnailer in a compact long-term form under their old name. That form is where
// the fault of LINE Albums lived, so it is made from the photo's own file, as a real archiver would make it.

import type { Colour } from '../model/plan.ts';
import { reopened } from './image-codec.ts';

/** `quality` is 1 to 100. */
export type ArchiveForm = { readonly format: 'webp' | 'jpeg'; readonly quality: number };

/** The archived form of a photo's file, without its metadata: pixels as stored, alpha kept where WebP can. */
export async function archivedForm(original: Uint8Array, colour: Colour, form: ArchiveForm): Promise<Uint8Array> {
  const picture = colour === 'grey' ? reopened(original).toColourspace('b-w') : reopened(original);
  const { quality } = form;
  switch (form.format) {
    case 'webp':
      return picture.webp({ quality, effort: 0 }).toBuffer();
    case 'jpeg':
      // Left to itself sharp lays alpha over black, which darkens by 254/255.
      return picture.removeAlpha().jpeg({ quality, optimiseCoding: false }).toBuffer();
    default:
      return form.format satisfies never;
  }
}
