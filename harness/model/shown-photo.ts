// A photo as a thumbnailer shows it: upright, or lying as it is stored when the orientation tag is not obeyed.

import { storedSize, toStoredGrid, type OrientationPolicy } from './orientation.ts';
import type { Size } from './placement.ts';
import type { PhotoPlan } from './plan.ts';
import { signatureGrid, type SignatureGrid } from './signature.ts';

export type ShownPhoto = { readonly size: Size; readonly grid: SignatureGrid };

/** Gives the shown photos of one nonce. The last `capacity` are remembered: a photo is asked for in several recipes. */
export function createShownPhotos(
  nonce: string,
  capacity: number,
): (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto {
  const remembered = new Map<string, ShownPhoto>();
  return (photo, policy) => {
    const turned = policy !== 'rotate' && photo.orientationExif !== 1;
    const key = `${photo.id}|${photo.version}|${turned}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const shown = turned
      ? asStored(nonce, photo)
      : { size: { widthPx: photo.widthPx, heightPx: photo.heightPx }, grid: signatureGrid(nonce, photo) };
    remembered.set(key, shown);
    if (remembered.size > capacity) {
      const oldest = remembered.keys().next();
      if (oldest.done !== true) remembered.delete(oldest.value);
    }
    return shown;
  };
}

function asStored(nonce: string, photo: PhotoPlan): ShownPhoto {
  const upright = signatureGrid(nonce, photo);
  const cells = storedSize(upright.columns, upright.rows, photo.orientationExif);
  const size = storedSize(photo.widthPx, photo.heightPx, photo.orientationExif);
  return {
    size: { widthPx: size.width, heightPx: size.height },
    grid: {
      columns: cells.width,
      rows: cells.height,
      offsets: toStoredGrid(upright.offsets, upright.columns, upright.rows, photo.orientationExif),
    },
  };
}
