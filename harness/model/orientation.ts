// The eight ways a picture can lie in its file. The tag says which visual side the stored first row and column are
// (EXIF 2.32, tag 0x0112): 6, for instance, is stored with its right side on top and is shown turned by 90° clockwise.

import type { Orientation } from './plan.ts';

/** What a thumbnailer does with the tag: turn the pixels, drop the tag (shown sideways), or leave both as they are. */
export type OrientationPolicy = 'rotate' | 'drop' | 'keep';

export const ORIENTATIONS: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** True when width and height are exchanged between the shown and the stored picture. */
export function swapsSides(orientation: Orientation): boolean {
  return orientation >= 5;
}

/** The stored size of a picture that is shown as `width` × `height`. */
export function storedSize(
  width: number,
  height: number,
  orientation: Orientation,
): { readonly width: number; readonly height: number } {
  return swapsSides(orientation) ? { width: height, height: width } : { width, height };
}

/** The stored grid of an upright one: row-major in, row-major out, `columns` × `rows` cells as shown. */
export function toStoredGrid(upright: Int8Array, columns: number, rows: number, orientation: Orientation): Int8Array {
  if (orientation === 1) return upright;
  const stored = storedSize(columns, rows, orientation);
  const cells = new Int8Array(upright.length);
  for (let y = 0; y < stored.height; y++) {
    for (let x = 0; x < stored.width; x++) {
      const [shownX, shownY] = shownPosition(x, y, columns, rows, orientation);
      cells[y * stored.width + x] = upright[shownY * columns + shownX] ?? 0;
    }
  }
  return cells;
}

/** Where the stored position (x, y) is seen in an upright picture of `columns` × `rows`. */
function shownPosition(
  x: number,
  y: number,
  columns: number,
  rows: number,
  orientation: Orientation,
): [number, number] {
  const right = columns - 1;
  const bottom = rows - 1;
  switch (orientation) {
    case 1:
      return [x, y];
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [right - y, x];
    case 7:
      return [right - y, bottom - x];
    case 8:
      return [y, bottom - x];
  }
}
