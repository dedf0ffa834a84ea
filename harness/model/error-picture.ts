// Whoever does not look at the status of an answer takes the body of an error for the photo. To see that, errors carry a
// picture that nobody could have uploaded, and that is known again in a thumbnail of any shape.

import type { LumaPicture } from './expectation.ts';

/** A PNG of 64×64 px: the left half black, the right half white. */
export const ERROR_PICTURE: Uint8Array = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAKklEQVRYw+3MQREAAAwCIPuX3iL49yAASXFFBAKBQCAQCAQCgUAgEKwHD1Qt+GqsrUG4AAAAAElFTkSuQmCC',
    'base64',
  ),
);

/** Luma from 0 to 255; codecs leave a little of each in the other. */
const BLACK_MAX = 40;
const WHITE_MIN = 215;
/** Away from the edge between the two, and from whatever a thumbnailer puts around a picture: shares of both sides. */
const FROM = 0.3;
const TO = 0.45;

/** Whether a thumbnail plainly is one of the error's picture, cropped, fitted or stretched. */
export function showsErrorPicture({ widthPx, heightPx, luma }: LumaPicture): boolean {
  const isAll = (fromX: number, toX: number, fits: (level: number) => boolean) => {
    let seen = 0;
    for (let y = Math.ceil(FROM * heightPx); y < (1 - FROM) * heightPx; y++) {
      for (let x = Math.ceil(fromX * widthPx); x < toX * widthPx; x++) {
        if (!fits(luma[y * widthPx + x] ?? 0)) return false;
        seen++;
      }
    }
    return seen > 0;
  };
  return isAll(FROM, TO, (level) => level <= BLACK_MAX) && isAll(1 - TO, 1 - FROM, (level) => level >= WHITE_MIN);
}
