import { describe, expect, it } from 'vitest';
import { createPhotoIndex } from '../../harness/explain/photo-index.ts';
import { readingClasses } from '../../harness/explain/reading-classes.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { NONCE, paintedPhoto, PROFILE, RECIPE } from './painted-scene.ts';

function classesOf(photos: readonly PhotoPlan[], profile = PROFILE) {
  return readingClasses(
    createPhotoIndex(NONCE, photos, ({ format }) => format),
    RECIPE,
    profile,
  );
}

const DROPS = { ...PROFILE, orientationOtherwise: 'drop' } as const;
const wide = { widthPx: 800, heightPx: 600 };

describe('classes of photos that are read alike', () => {
  it('join photos of one aspect, whatever their size, in one run', () => {
    const classes = classesOf([
      paintedPhoto(0, wide),
      paintedPhoto(1, wide),
      paintedPhoto(2, { widthPx: 1600, heightPx: 1200 }),
    ]);
    expect(classes.count).toBe(1);
    expect([...classes.runs]).toEqual([0, 3, 0]);
    expect(classes.geometries).toEqual([
      {
        columns: 16,
        rows: 12,
        source: wide,
        thumbnail: { widthPx: 128, heightPx: 128 },
        classes: [{ orientation: 1, key: 0 }],
      },
    ]);
  });

  it('join upright photos of one aspect as well', () => {
    const tall = [1, 2, 3].map((times) => paintedPhoto(times, { widthPx: 600 * times, heightPx: 800 * times }));
    expect(classesOf(tall).count).toBe(1);
  });

  it('keep apart what lies half a fine cell elsewhere', () => {
    expect(classesOf([paintedPhoto(0, wide), paintedPhoto(1, { widthPx: 801, heightPx: 600 })]).count).toBe(1);
    expect(classesOf([paintedPhoto(0, wide), paintedPhoto(1, { widthPx: 820, heightPx: 600 })]).count).toBe(2);
    const upright = [
      paintedPhoto(0, { widthPx: 600, heightPx: 800 }),
      paintedPhoto(1, { widthPx: 600, heightPx: 820 }),
    ];
    expect(classesOf(upright).count).toBe(2);
    expect(classesOf([...upright, paintedPhoto(2, wide)]).count).toBe(3);
  });

  it('do not ask for the tag where photos are turned by it', () => {
    const turned = [paintedPhoto(0, wide), paintedPhoto(1, { ...wide, orientationExif: 6 })];
    expect(classesOf(turned).geometries.map(({ classes }) => classes)).toEqual([[{ orientation: 1, key: 0 }]]);
  });

  it('are one for each tag, over one geometry, where photos stay as they are stored', () => {
    const tags = [1, 2, 3, 2] as const;
    const classes = classesOf(
      tags.map((orientationExif, i) => paintedPhoto(i, { ...wide, orientationExif })),
      DROPS,
    );
    expect(classes.geometries.map((geometry) => geometry.classes)).toEqual([
      [
        { orientation: 1, key: 0 },
        { orientation: 2, key: 1 },
        { orientation: 3, key: 2 },
      ],
    ]);
    expect([...classes.runs]).toEqual([0, 1, 0, 1, 2, 1, 3, 1, 2]);
  });

  it('lie on their side where a tag that turns them is dropped', () => {
    const [lying] = classesOf([paintedPhoto(0, { ...wide, orientationExif: 6 })], DROPS).geometries;
    expect(lying).toMatchObject({ columns: 12, rows: 16, source: { widthPx: 600, heightPx: 800 } });
    const byFormat = { ...DROPS, orientation: { jpeg: 'rotate' } } as const;
    const [standing] = classesOf([paintedPhoto(0, { ...wide, orientationExif: 6 })], byFormat).geometries;
    expect(standing).toMatchObject({ columns: 16, rows: 12, source: wide });
  });

  it('are spoken for by the photo nearest to the middle of them', () => {
    const sides = [800, 801, 802, 803, 804, 805, 806, 807, 808];
    const [first] = classesOf(sides.map((widthPx, i) => paintedPhoto(i, { widthPx, heightPx: 800 }))).geometries;
    const [reversed] = classesOf(
      sides.map((widthPx, i) => paintedPhoto(i, { widthPx, heightPx: 800 })).reverse(),
    ).geometries;
    expect(first?.source).toEqual({ widthPx: 800, heightPx: 800 });
    expect(reversed?.source).toEqual(first?.source);
    const others = classesOf([796, 798, 800, 802].map((widthPx, i) => paintedPhoto(i, { widthPx, heightPx: 800 })));
    expect(others.geometries.map(({ source }) => source.widthPx)).toContain(800);
  });

  it('begin a new run where another class lies between', () => {
    // By aspect: square, slightly wide, square again would be one run; a class between two of its kind parts it.
    const photos = [
      paintedPhoto(0, wide),
      paintedPhoto(1, { widthPx: 640, heightPx: 640 }),
      paintedPhoto(2, { widthPx: 400, heightPx: 300 }),
    ];
    const { runs, count } = classesOf(photos);
    expect([count, [...runs]]).toEqual([2, [0, 1, 0, 1, 2, 1]]);
  });
});
