// A photo as a thumbnailer shows it: upright, or lying as it is stored when the orientation tag is not obeyed.

import { storedSize, toStoredGrid, type OrientationPolicy } from './orientation.ts';
import type { Size } from './placement.ts';
import { versionName, type PhotoPlan } from './plan.ts';
import { oddSourceOf, oddityOf } from './odd-source.ts';
import { opacityGrid } from './opacity.ts';
import { signatureGrid, type SignatureGrid } from './signature.ts';

/**
 * `sourceKind` is `archived`, or the format of the upload. `oddSource` names the kind of file; null for an ordinary one. `opacity`
 * is of translucent photos: see opacity.ts.
 */
export type ShownPhoto = {
  readonly size: Size;
  readonly grid: SignatureGrid;
  readonly sourceKind: string;
  readonly oddSource: string | null;
  readonly opacity: SignatureGrid | null;
};

/** Gives the shown photos of one nonce. The last `capacity` are remembered: a photo is asked for in several recipes. */
export function createShownPhotos(
  nonce: string,
  capacity: number,
): (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto {
  const remembered = new Map<string, ShownPhoto>();
  return (photo, policy) => {
    const turned = policy !== 'rotate' && photo.orientationExif !== 1;
    const key = `${versionName(photo)}|${turned}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const shown = shownAs(nonce, photo, turned);
    remembered.set(key, shown);
    if (remembered.size > capacity) {
      const oldest = remembered.keys().next();
      if (oldest.done !== true) remembered.delete(oldest.value);
    }
    return shown;
  };
}

function shownAs(nonce: string, photo: PhotoPlan, turned: boolean): ShownPhoto {
  const { widthPx, heightPx, orientationExif } = photo;
  const size = turned ? storedSize(widthPx, heightPx, orientationExif) : { width: widthPx, height: heightPx };
  const laid = (upright: SignatureGrid): SignatureGrid => {
    if (!turned) return upright;
    const { width: columns, height: rows } = storedSize(upright.columns, upright.rows, orientationExif);
    return { columns, rows, offsets: toStoredGrid(upright.offsets, upright.columns, upright.rows, orientationExif) };
  };
  return {
    size: { widthPx: size.width, heightPx: size.height },
    grid: laid(signatureGrid(nonce, photo)),
    sourceKind: photo.archived ? 'archived' : photo.format,
    oddSource: oddSourceOf(photo),
    opacity: oddityOf(photo) === 'translucent' ? laid(opacityGrid(widthPx, heightPx)) : null,
  };
}
