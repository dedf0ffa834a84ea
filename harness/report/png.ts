// Evidence is looked at by people, in whatever shows a PNG. The door to pngjs for writing.

import { PNG } from 'pngjs';

/** `rgba`: row-major, 4 × `widthPx` × `heightPx` bytes. Throws a RangeError when the bytes do not fit the size. */
export function encodePng(rgba: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  if (rgba.length !== 4 * widthPx * heightPx)
    throw new RangeError(`Expected ${4 * widthPx * heightPx} bytes for ${widthPx}x${heightPx}, got ${rgba.length}.`);
  const png = new PNG({ width: widthPx, height: heightPx });
  png.data.set(rgba);
  return PNG.sync.write(png);
}
