// A photo as a thumbnailer shows it: upright, or lying as it is stored when the orientation tag is not obeyed.

import { CARRIER_DETAIL, NO_CARRIERS, photoGrids, type CarrierOf, type PhotoGrids } from './carrier.ts';
import { storedSize, toStoredGrid, type OrientationPolicy } from './orientation.ts';
import type { Size } from './placement.ts';
import type { Orientation, PhotoPlan } from './plan.ts';
import type { SignatureGrid } from './signature.ts';

/** `grid` is all that it shows, `signature` the marks alone: one and the same for a photo that is nothing but its marks. */
export type ShownPhoto = { readonly size: Size; readonly grid: SignatureGrid; readonly signature: SignatureGrid };

/**
 * Gives the shown photos of one nonce. The last `capacity` are remembered: a photo is asked for in several recipes.
 * Those over a photograph show it in `detail` cells along each side of a fine cell.
 */
export function createShownPhotos(
  nonce: string,
  capacity: number,
  carrierOf: CarrierOf = NO_CARRIERS,
  detail: number = CARRIER_DETAIL,
): (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto {
  const remembered = new Map<string, ShownPhoto>();
  return (photo, policy) => {
    const turned = policy !== 'rotate' && photo.orientationExif !== 1;
    const key = `${photo.id}|${photo.version}|${turned}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const upright = photoGrids(nonce, photo, carrierOf, detail);
    const shown = turned
      ? asStored(upright, photo)
      : { size: { widthPx: photo.widthPx, heightPx: photo.heightPx }, ...upright };
    remembered.set(key, shown);
    if (remembered.size > capacity) {
      const oldest = remembered.keys().next();
      if (oldest.done !== true) remembered.delete(oldest.value);
    }
    return shown;
  };
}

function asStored({ grid, signature }: PhotoGrids, photo: PhotoPlan): ShownPhoto {
  const size = storedSize(photo.widthPx, photo.heightPx, photo.orientationExif);
  const turned = storedGrid(grid, photo.orientationExif);
  return {
    size: { widthPx: size.width, heightPx: size.height },
    grid: turned,
    signature: signature === grid ? turned : storedGrid(signature, photo.orientationExif),
  };
}

/** An upright grid as it lies in a file with this orientation tag. */
export function storedGrid({ columns, rows, offsets }: SignatureGrid, orientation: Orientation): SignatureGrid {
  const { width, height } = storedSize(columns, rows, orientation);
  return { columns: width, rows: height, offsets: toStoredGrid(offsets, columns, rows, orientation) };
}
