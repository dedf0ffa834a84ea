// A photo as a thumbnailer shows it: upright, or lying as it is stored when the orientation tag is not obeyed.

import { CARRIER_DETAIL, NO_CARRIERS, photoGrids, type CarrierOf, type PhotoGrids } from './carrier.ts';
import { storedSize, toStoredGrid, type OrientationPolicy } from './orientation.ts';
import type { Size } from './placement.ts';
import { oddSourceOf, oddityOf } from './odd-source.ts';
import { opacityGrid } from './opacity.ts';
import { versionName } from './photo-versions.ts';
import type { Orientation, PhotoPlan } from './plan.ts';
import type { SignatureGrid } from './signature.ts';

/**
 * `grid` is all that it shows, `signature` the marks alone: one and the same for a photo that is nothing but its marks.
 * `sourceKind` is `archived`, or the format of the upload. `oddSource` names the kind of file; null for an ordinary one.
 * `opacity` is of translucent photos: see opacity.ts.
 */
export type ShownPhoto = {
  readonly size: Size;
  readonly grid: SignatureGrid;
  readonly signature: SignatureGrid;
  readonly sourceKind: string;
  readonly oddSource: string | null;
  readonly opacity: SignatureGrid | null;
};

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
    const key = `${versionName(photo)}|${turned}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const shown = shownAs(photo, photoGrids(nonce, photo, carrierOf, detail), turned);
    remembered.set(key, shown);
    if (remembered.size > capacity) {
      const oldest = remembered.keys().next();
      if (oldest.done !== true) remembered.delete(oldest.value);
    }
    return shown;
  };
}

function shownAs(photo: PhotoPlan, { grid, signature }: PhotoGrids, turned: boolean): ShownPhoto {
  const { widthPx, heightPx, orientationExif } = photo;
  const size = turned ? storedSize(widthPx, heightPx, orientationExif) : { width: widthPx, height: heightPx };
  const laid = (upright: SignatureGrid) => (turned ? storedGrid(upright, orientationExif) : upright);
  const all = laid(grid);
  return {
    size: { widthPx: size.width, heightPx: size.height },
    grid: all,
    signature: signature === grid ? all : laid(signature),
    sourceKind: photo.archived ? 'archived' : photo.format,
    oddSource: oddSourceOf(photo),
    opacity: oddityOf(photo) === 'translucent' ? laid(opacityGrid(widthPx, heightPx)) : null,
  };
}

/** An upright grid as it lies in a file with this orientation tag. */
export function storedGrid({ columns, rows, offsets }: SignatureGrid, orientation: Orientation): SignatureGrid {
  const { width, height } = storedSize(columns, rows, orientation);
  return { columns: width, rows: height, offsets: toStoredGrid(offsets, columns, rows, orientation) };
}
