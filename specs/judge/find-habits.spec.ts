import { describe, expect, it } from 'vitest';
import { findHabits, policyOf } from '../../harness/judge/find-habits.ts';
import type { Learning, Sample } from '../../harness/judge/made-alone.ts';
import { painted, paintedAlone, painting, type Painting } from './painted-thumbnails.ts';
import { album, painter, shown } from './thumbnails-made-alone.ts';

const PHOTOS = album('painted', 12);

function habitsOf(samples: readonly Sample[], { recipe }: Painting) {
  const learning: Learning = {
    recipe,
    recipeIndex: 0,
    sourceClass: 'fresh',
    painter,
    shown,
    likenessOf: () => ({ mismatchShareMax: 0, pdqDistanceBitsMax: 0 }),
  };
  return findHabits(samples, learning);
}

const learned = (way: Painting, photos = PHOTOS) => habitsOf(paintedAlone(photos, way), way);
const box = (fit: 'cover' | 'inside' | 'contain' | 'fill') => ({ ...painting().recipe, width: 72, height: 60, fit });

describe('the habits of a tool', () => {
  it.each(['cover', 'inside', 'contain', 'fill'] as const)(
    'are read from its thumbnails: it makes them %s the box',
    (fit) => {
      const way = painting({ recipe: box(fit) }, { fitting: fit });
      expect(learned(way).placement.fitting).toBe(fit);
    },
  );

  it.each(['width', 'height'] as const)('are read though they are not what was asked for: the %s alone', (fitting) => {
    expect(learned(painting({ recipe: box('cover') }, { fitting })).placement.fitting).toBe(fitting);
  });

  it('are those that were asked for where several would have made the same', () => {
    const square = album('square', 12, { widthPx: 320, heightPx: 320, orientationExif: 1 });
    for (const fit of ['cover', 'inside', 'contain', 'fill'] as const) {
      const way = painting({ recipe: { ...painting().recipe, fit } });
      expect(learned(way, square).placement.fitting).toBe(fit);
    }
  });

  it('tell whether small photos are enlarged', () => {
    const small = album('small', 12, { widthPx: 48, heightPx: 40 });
    for (const enlarges of [true, false]) {
      const way = painting({ recipe: box('inside') }, { fitting: 'inside', enlarges });
      expect(learned(way, small).placement.enlarges).toBe(enlarges);
    }
  });

  it.each(['floor', 'ceil'] as const)('tell that an odd crop is rounded to the %s', (rounding) => {
    const odd = album('odd crop', 12, { widthPx: 335, heightPx: 257, orientationExif: 1 });
    const { placement } = learned(painting({}, { rounding }), odd);
    expect(placement).toMatchObject({ rounding, shiftPx: { x: 0, y: 0 } });
  });

  it('tell how an odd crop is rounded from the few photos that are cropped by an odd number of pixels', () => {
    // Of twenty-four, the two that are not square are none of those that the other habits are read from.
    const square = album('squares', 22, { widthPx: 320, heightPx: 320, orientationExif: 1 });
    const odd = album('odd crop', 2, { widthPx: 335, heightPx: 257, orientationExif: 1 });
    const photos = [square.slice(0, 1), odd.slice(0, 1), square.slice(1, 2), odd.slice(1), square.slice(2)].flat();
    for (const rounding of ['floor', 'ceil'] as const)
      expect(learned(painting({}, { rounding }), photos).placement.rounding).toBe(rounding);
  });

  it('tell a stretched pitch from an exact one', () => {
    const odd = album('odd', 12, { widthPx: 331, heightPx: 257, orientationExif: 1 });
    for (const pitch of ['exact', 'stretched'] as const) {
      expect(learned(painting({ recipe: box('inside') }, { fitting: 'inside', pitch }), odd).placement.pitch).toBe(
        pitch,
      );
    }
  });

  it.each([
    [0.25, -0.5],
    [-0.25, 0.5],
    [0, 0.25],
  ])('tell by what fraction of a pixel all are moved: %d to the right, %d down', (x, y) => {
    const square = album('square', 12, { widthPx: 320, heightPx: 320, orientationExif: 1 });
    expect(learned(painting({}, { shiftPx: { x, y } }), square).placement.shiftPx).toEqual({ x, y });
  });

  it.each([
    [0, 0],
    [0.5, 0],
    [1, 0],
    [0.2, 0.5],
    [0.9, 0.3],
    [0.4, 0.15],
  ])('tell how edges are rendered: blurred by %d px, sharpened by %d', (blurPx, sharpen) => {
    const { response } = learned(painting({ response: { blurPx, sharpen } }));
    expect(response.blurPx).toBeCloseTo(blurPx, 9);
    expect(response.sharpen).toBe(sharpen);
  });

  it('beside rounding, are judged by no more samples than ten, evenly taken', () => {
    // Of thirty, those between are of a tool that does all otherwise: nobody looks at them.
    const photos = album('many', 30, { widthPx: 320, heightPx: 320, orientationExif: 1 });
    const looked = new Set(Array.from({ length: 10 }, (_, i) => Math.floor((i * 30) / 10)));
    const way = painting();
    const other = painting({}, { shiftPx: { x: 0.5, y: 0.5 } });
    const samples = paintedAlone(photos, way).map((sample, i) =>
      looked.has(i) ? sample : { ...sample, observation: painted(sample.photo, other) },
    );
    expect(habitsOf(samples, way).placement.shiftPx).toEqual({ x: 0, y: 0 });
  });
});

describe('what is done with orientation tags', () => {
  it.each(['rotate', 'drop', 'keep'] as const)('is learned for each stored format: to %s', (policy) => {
    const { policies } = learned(painting({ policy }));
    expect(policies).toEqual({ byFormat: { jpeg: policy, png: policy, webp: policy }, otherwise: policy });
  });

  it('is learned for each of them apart, and otherwise what most do', () => {
    const way = painting();
    const samples = paintedAlone(PHOTOS, way).map((sample) =>
      sample.storedFormat === 'png'
        ? { ...sample, observation: painted(sample.photo, painting({ policy: 'drop' })) }
        : sample,
    );
    const { policies } = habitsOf(samples, way);
    expect(policies).toEqual({ byFormat: { jpeg: 'rotate', png: 'drop', webp: 'rotate' }, otherwise: 'rotate' });
    expect(samples.slice(0, 3).map((sample) => policyOf(policies, sample))).toEqual(['rotate', 'drop', 'rotate']);
    const [gif] = samples.map((sample) => ({ ...sample, storedFormat: 'gif' as const }));
    expect(gif && policyOf(policies, gif)).toBe('rotate');
  });

  it('is to keep them where more than half of the thumbnails carry theirs', () => {
    const turned = PHOTOS.filter(({ orientationExif, format }) => orientationExif !== 1 && format === 'jpeg').slice(
      0,
      4,
    );
    const kept = (count: number) => {
      const way = painting({ policy: 'drop' });
      const samples = paintedAlone(turned, way).map((sample, i) =>
        i < count
          ? { ...sample, observation: { ...sample.observation, orientationExif: sample.photo.orientationExif } }
          : sample,
      );
      return habitsOf(samples, way).policies.byFormat.jpeg;
    };
    expect([kept(turned.length >> 1), kept((turned.length >> 1) + 1)]).toEqual(['drop', 'keep']);
  });

  it('is to obey them where none was seen', () => {
    const upright = album('upright', 8, { orientationExif: 1 });
    expect(learned(painting({ policy: 'drop' }), upright).policies).toEqual({ byFormat: {}, otherwise: 'rotate' });
  });
});
