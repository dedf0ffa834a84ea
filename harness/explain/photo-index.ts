// Comparing a region with a million photos takes milliseconds only when their codewords lie packed side by side, photos
// of one shape together: what a region shows of a codeword depends on the photo's shape alone.

import { createCodewordScan, type CodewordScan } from '../model/kernel/scan-kernel.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import { CODEWORD_WORDS, packCodeword } from '../model/signature.ts';

/** Photos of one upright size, orientation tag and stored format, such as `photo`: codewords `first` to `first + count`. */
export type Shape = {
  readonly photo: PhotoPlan;
  readonly format: SourceFormat;
  readonly first: number;
  readonly count: number;
};

export type PhotoIndex = {
  readonly photos: readonly PhotoPlan[];
  /** Shapes of like aspect and orientation lie side by side. */
  readonly shapes: readonly Shape[];
  /** Index into `photos` by codeword. */
  readonly positions: Int32Array;
  readonly scan: CodewordScan['scan'];
};

/** More hits than anybody could look at: beyond these, too little was seen to tell photos apart. */
export const HITS_MAX = 16_384;

/** An index of the photos, made in a few seconds per million; `storedFormat` tells what a photo's file holds. */
export function createPhotoIndex(
  nonce: string,
  photos: readonly PhotoPlan[],
  storedFormat: (photo: PhotoPlan) => SourceFormat,
): PhotoIndex {
  const { scan, put } = createCodewordScan(photos.length, HITS_MAX);
  const positions = new Int32Array(photos.length);
  const codeword = new Uint32Array(CODEWORD_WORDS);
  let next = 0;
  const shapes = ordered(photos, storedFormat).map(({ photo, format, members }): Shape => {
    const first = next;
    for (const position of members) {
      packCodeword(nonce, photos[position] as PhotoPlan, codeword);
      put(next, codeword);
      positions[next++] = position;
    }
    return { photo, format, first, count: members.length };
  });
  return { photos, shapes, positions, scan };
}

/** Photos of one shape, as indexes; `kind` is common to all shapes of an orientation and a format. */
type Group = {
  readonly photo: PhotoPlan;
  readonly format: SourceFormat;
  readonly aspect: number;
  readonly kind: number;
  readonly members: number[];
};

/** Aspects closer than a thousandth count as one, so that they do not keep photos of one orientation apart. */
const ASPECT_STEPS = 1024;
const FORMATS: readonly SourceFormat[] = ['jpeg', 'png', 'webp', 'avif', 'gif'];
const KINDS = 64;
/** No side of a picture that anybody decodes is longer. */
const SIDE_LIMIT_PX = 2 ** 20;

function ordered(photos: readonly PhotoPlan[], storedFormat: (photo: PhotoPlan) => SourceFormat): readonly Group[] {
  const groups = new Map<number, Group>();
  photos.forEach((photo, position) => {
    const { widthPx, heightPx, orientationExif } = photo;
    const format = storedFormat(photo);
    const kind = (orientationExif - 1) * 8 + FORMATS.indexOf(format);
    const key = (widthPx * SIDE_LIMIT_PX + heightPx) * KINDS + kind;
    const group = groups.get(key);
    if (group !== undefined) group.members.push(position);
    else {
      const aspect = Math.round(ASPECT_STEPS * Math.log(widthPx / heightPx));
      groups.set(key, { photo, format, aspect, kind, members: [position] });
    }
  });
  return [...groups.values()].sort(
    (a, b) => a.aspect - b.aspect || a.kind - b.kind || a.photo.widthPx - b.photo.widthPx,
  );
}
