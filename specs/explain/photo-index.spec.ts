import { describe, expect, it } from 'vitest';
import { createPhotoIndex } from '../../harness/explain/photo-index.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { CODEWORD_BITS, packCodeword } from '../../harness/model/signature.ts';
import { NONCE, paintedPhoto } from './painted-scene.ts';

const formatOf = ({ archived, format }: PhotoPlan) => (archived ? 'webp' : format);
const wide = { widthPx: 800, heightPx: 600 };
const PHOTOS: readonly PhotoPlan[] = [
  paintedPhoto(0, wide),
  paintedPhoto(1, { ...wide, orientationExif: 6 }),
  paintedPhoto(2, wide),
  paintedPhoto(3, { widthPx: 400, heightPx: 300 }),
  paintedPhoto(4, { widthPx: 600, heightPx: 800 }),
  paintedPhoto(5, { ...wide, archived: true }),
  paintedPhoto(6, { ...wide, format: 'png' }),
  paintedPhoto(7, { ...wide, archived: true, format: 'gif' }),
  paintedPhoto(8, { widthPx: 800, heightPx: 599 }),
];
const index = createPhotoIndex(NONCE, PHOTOS, formatOf);

describe('an index of photos', () => {
  it('lays photos of one size, tag and stored format side by side, like aspects together, then tags and formats, small ones first', () => {
    expect(
      index.shapes.map(({ photo, format, first, count }) => [
        `${photo.widthPx}×${photo.heightPx} ${photo.orientationExif} ${format}`,
        [...index.positions.subarray(first, first + count)],
      ]),
    ).toEqual([
      ['600×800 1 jpeg', [4]],
      ['400×300 1 jpeg', [3]],
      ['800×600 1 jpeg', [0, 2]],
      ['800×600 1 png', [6]],
      ['800×600 1 webp', [5, 7]],
      ['800×600 6 jpeg', [1]],
      ['800×599 1 jpeg', [8]],
    ]);
    expect(index.photos).toBe(PHOTOS);
  });

  it('takes aspects within a thousandth for one, so that they do not keep tags apart', () => {
    const near = [
      paintedPhoto(0, { widthPx: 8000, heightPx: 6000, orientationExif: 6 }),
      paintedPhoto(1, { widthPx: 8000, heightPx: 5999 }),
    ];
    expect(createPhotoIndex(NONCE, near, formatOf).shapes.map(({ photo }) => photo)).toEqual([near[1], near[0]]);
  });

  it('keeps sizes apart, however long the sides are, and however far they differ', () => {
    const shapesOf = (...photos: readonly Partial<PhotoPlan>[]) =>
      createPhotoIndex(
        NONCE,
        photos.map((about, i) => paintedPhoto(i, about)),
        formatOf,
      ).shapes.length;
    expect(shapesOf({ ...wide, format: 'png' }, { widthPx: 800, heightPx: 664 })).toBe(2);
    const panorama = { widthPx: 400 + 2 ** 14, heightPx: 600 };
    expect(shapesOf({ widthPx: 400, heightPx: 600, format: 'png' }, panorama)).toBe(2);
  });

  it('keeps every size, tag and format apart, small ones of one aspect first', () => {
    const formats = ['gif', 'avif', 'webp', 'png', 'jpeg'] as const;
    const tags = [8, 2, 1] as const;
    const sides = [1200, 300, 600, 900];
    const all = sides.flatMap((widthPx) =>
      tags.flatMap((orientationExif) =>
        formats.map((format, i) => paintedPhoto(i, { widthPx, heightPx: widthPx / 2, orientationExif, format })),
      ),
    );
    const { shapes } = createPhotoIndex(NONCE, [...all, ...all], formatOf);
    const named = shapes.map(({ photo, format, count }) => [photo.orientationExif, format, photo.widthPx, count]);
    expect(named).toEqual(
      tags
        .toReversed()
        .flatMap((tag) =>
          formats
            .toReversed()
            .flatMap((format) => sides.toSorted((a, b) => a - b).map((side) => [tag, format, side, 2])),
        ),
    );
  });

  it('takes one side for the other in no size', () => {
    const sizes = [
      [600, 601],
      [601, 600],
      [599, 601],
      [1, 640],
      [640, 1],
      [641, 1],
      [640, 65],
    ] as const;
    const photos = sizes.map(([widthPx, heightPx], i) => paintedPhoto(i, { widthPx, heightPx }));
    expect(createPhotoIndex(NONCE, photos, formatOf).shapes).toHaveLength(sizes.length);
  });

  it('finds every photo by its own codeword, and no other', () => {
    for (const [position, photo] of PHOTOS.entries()) {
      const bits = new Uint32Array(CODEWORD_BITS / 32);
      packCodeword(NONCE, photo, bits);
      const mask = new Uint32Array(bits.length).fill(0xffffffff);
      const runs = Int32Array.of(0, PHOTOS.length, 0);
      const hits = index.scan([{ bits, mask }], new Int32Array(CODEWORD_BITS + 1), runs);
      expect([...hits.codeword].map((codeword) => index.positions[codeword])).toEqual([position]);
    }
  });
});
