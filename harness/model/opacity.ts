// A photo that can be seen through shows what a tool lays behind it: its own background, or a canvas that nobody cleared.
// Two windows are cut along the cells of the signature, so that they are known wherever the photo is scaled and turned.

import { coarseLattice, FINE_CELLS_PER_COARSE, type SignatureGrid } from './signature.ts';

/** Alpha, 0 to 255: all but opaque, half, nothing left. Full opacity would be optimised away in a file of a single alpha. */
export const OPAQUE = 254;
export const HALF = 128;
export const CLEAR = 0;
/** Grids hold offsets from this, as they do for luma. */
export const OPACITY_ZERO = 128;

/** Of each side, from the left and the top; a crop to a square leaves both windows whole up to an aspect of 2. */
const CLEAR_SPAN = [0.25, 0.5] as const;
const HALF_SPAN = [0.5, 0.75] as const;

/** The alpha of an upright translucent photo, less OPACITY_ZERO, in the cells of its signature. */
export function opacityGrid(widthPx: number, heightPx: number): SignatureGrid {
  const lattice = coarseLattice(widthPx, heightPx);
  const [columns, rows] = [lattice.columns * FINE_CELLS_PER_COARSE, lattice.rows * FINE_CELLS_PER_COARSE];
  const offsets = new Int8Array(columns * rows).map((_, at) => {
    const place = [(at % columns) / columns, Math.floor(at / columns) / rows];
    const isWithin = ([from, to]: readonly [number, number]) => place.every((part) => part >= from && part < to);
    return (isWithin(CLEAR_SPAN) ? CLEAR : isWithin(HALF_SPAN) ? HALF : OPAQUE) - OPACITY_ZERO;
  });
  return { columns, rows, offsets };
}
