// A photograph is not of one tint. What colour it has at each place is mixed like its luma, and added so that luma
// stays where the signature put it.

import { croppedTo, type CarrierOf } from '../model/carrier.ts';
import type { PhotoPlan } from '../model/plan.ts';
import { storedGrid } from '../model/shown-photo.ts';
import { coarseLattice, FINE_CELLS_PER_COARSE, type SignatureGrid } from '../model/signature.ts';

/** Colour differences Cb and Cr of a photo as it is stored, in cells as coarse as those of the signature. */
export type SourceChroma = { readonly blue: SignatureGrid; readonly red: SignatureGrid };

/** Channel offsets by colour difference + 128, ITU-R BT.601 as in JFIF; Cb and Cr share what green loses. */
export const RED_OF_RED = levels(1.402);
export const GREEN_OF_RED = levels(-0.714136);
export const GREEN_OF_BLUE = levels(-0.344136);
export const BLUE_OF_BLUE = levels(1.772);

/** The colours of the photograph that a photo is painted over. */
export function sourceChroma(
  photo: Pick<PhotoPlan, 'widthPx' | 'heightPx' | 'orientationExif'>,
  crop: NonNullable<PhotoPlan['carrier']>,
  carrierOf: CarrierOf,
): SourceChroma {
  const { chromaWidthPx: widthPx, chromaHeightPx: heightPx, blue, red } = carrierOf(crop.digest);
  const lattice = coarseLattice(photo.widthPx, photo.heightPx);
  const cells = { columns: lattice.columns * FINE_CELLS_PER_COARSE, rows: lattice.rows * FINE_CELLS_PER_COARSE };
  const plane = (values: Int8Array): SignatureGrid => {
    const offsets = Int8Array.from(croppedTo({ values, widthPx, heightPx }, crop, photo, cells), (difference) =>
      crop.marked ? paled(difference) : Math.round(difference),
    );
    return storedGrid({ ...cells, offsets }, photo.orientationExif);
  };
  return { blue: plane(blue), red: plane(red) };
}

/** Under a signature colours are as pale as contrasts. */
const MARKED_COLOUR = 0.5;
/** Cb and Cr this far from 0 move no channel by more than 28 levels: none is clipped between luma 35 and 221. */
const MARKED_CHROMA_MAX = 15;

function paled(difference: number): number {
  return Math.round(Math.min(MARKED_CHROMA_MAX, Math.max(-MARKED_CHROMA_MAX, MARKED_COLOUR * difference)));
}

function levels(factor: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, at) => factor * (at - 128));
}
