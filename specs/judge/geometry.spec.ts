import { describe, expect, it } from 'vitest';
import { brokenPromise, departureFrom } from '../../harness/judge/geometry.ts';
import type { Told } from '../../harness/model/adapter.ts';
import type { ReadableProfile } from '../../harness/model/profile.ts';
import type { Fit, Recipe } from '../../harness/model/recipe.ts';

const ALL: Told = { width: true, height: true, fit: true, format: true };
const LARGE = { widthPx: 1000, heightPx: 800 };
const SMALL = { widthPx: 100, heightPx: 80 };

function box(fit: Fit = 'cover'): Recipe {
  return { width: 128, height: 96, fit, format: 'jpeg', quality: 80 };
}

type Case = readonly [
  what: string,
  told: Partial<Told>,
  fit: Fit,
  came: readonly [number, number, string],
  source: { widthPx: number; heightPx: number },
  says: string | null,
];

const CASES: readonly Case[] = [
  ['what it was told', {}, 'cover', [128, 96, 'jpeg'], LARGE, null],
  ['a side that was rounded the other way', {}, 'cover', [128, 95, 'jpeg'], LARGE, null],
  ['a width that was rounded the other way', {}, 'cover', [127, 96, 'jpeg'], LARGE, null],
  ['another format', {}, 'cover', [128, 96, 'png'], LARGE, 'Expected jpeg, got png.'],
  ['another format where it was told none', { format: false }, 'cover', [128, 96, 'png'], LARGE, null],
  ['its box on its side', {}, 'cover', [96, 128, 'jpeg'], LARGE, 'Expected 128x96 cover jpeg, got 96×128 px.'],
  [
    'one that is not stretched to fill',
    {},
    'fill',
    [120, 96, 'jpeg'],
    LARGE,
    'Expected 128x96 fill jpeg, got 120×96 px.',
  ],
  ['one without the bars', {}, 'contain', [120, 96, 'jpeg'], LARGE, 'Expected 128x96 contain jpeg, got 120×96 px.'],
  ['one within the box', {}, 'inside', [120, 96, 'jpeg'], LARGE, null],
  [
    'one smaller than it needs to be',
    {},
    'inside',
    [100, 80, 'jpeg'],
    LARGE,
    'Expected 128x96 inside jpeg: one side as long as the box, got 100×80 px.',
  ],
  [
    'one larger than the box',
    {},
    'inside',
    [128, 102, 'jpeg'],
    LARGE,
    'Expected 128x96 inside jpeg: at most 128×96 px, got 128×102 px.',
  ],
  ['a small photo left as it is', {}, 'cover', [100, 80, 'jpeg'], SMALL, null],
  ['a small photo enlarged to the width of the box', {}, 'cover', [128, 80, 'jpeg'], SMALL, null],
  ['a small photo enlarged to a pixel more than its width', {}, 'cover', [129, 80, 'jpeg'], SMALL, null],
  ['a small photo enlarged to a pixel more than its height', {}, 'cover', [100, 97, 'jpeg'], SMALL, null],
  ['a photo that is less wide than the box', {}, 'cover', [100, 96, 'jpeg'], { widthPx: 100, heightPx: 800 }, null],
  ['a photo that is less high than the box', {}, 'cover', [128, 80, 'jpeg'], { widthPx: 1000, heightPx: 80 }, null],
  [
    'a photo as wide as the box as one that is large enough',
    {},
    'cover',
    [100, 96, 'jpeg'],
    { widthPx: 128, heightPx: 800 },
    'Expected 128x96 cover jpeg, got 100×96 px.',
  ],
  [
    'a photo as high as the box as one that is large enough',
    {},
    'cover',
    [128, 80, 'jpeg'],
    { widthPx: 1000, heightPx: 96 },
    'Expected 128x96 cover jpeg, got 128×80 px.',
  ],
  [
    'a small photo enlarged beyond the width of the box',
    {},
    'cover',
    [200, 80, 'jpeg'],
    SMALL,
    'Expected 128x96 cover jpeg, got 200×80 px.',
  ],
  [
    'a small photo enlarged beyond the box',
    {},
    'cover',
    [200, 160, 'jpeg'],
    SMALL,
    'Expected 128x96 cover jpeg, got 200×160 px.',
  ],
  ['any shape within the box where it was told no fit', { fit: false }, 'cover', [120, 96, 'jpeg'], LARGE, null],
  [
    'one beyond the box where it was told no fit',
    { fit: false },
    'cover',
    [160, 128, 'jpeg'],
    LARGE,
    'Expected 128x96 cover jpeg: at most 128×96 px, got 160×128 px.',
  ],
  [
    'any height where it was told the width alone',
    { fit: false, height: false },
    'cover',
    [128, 300, 'jpeg'],
    LARGE,
    null,
  ],
  [
    'another width where it was told the width alone',
    { fit: false, height: false },
    'cover',
    [100, 96, 'jpeg'],
    LARGE,
    'Expected 128x96 cover jpeg: 128 px wide, got 100×96 px.',
  ],
  [
    'another height where it was told the height alone',
    { fit: false, width: false },
    'cover',
    [128, 100, 'jpeg'],
    LARGE,
    'Expected 128x96 cover jpeg: 96 px high, got 128×100 px.',
  ],
  [
    'any size where it was told none',
    { width: false, height: false, fit: false },
    'cover',
    [7, 2000, 'jpeg'],
    LARGE,
    null,
  ],
];

describe('departureFrom', () => {
  it.each(CASES)('judges %s', (_, told, fit, [widthPx, heightPx, format], source, says) => {
    expect(departureFrom({ recipe: box(fit), told: { ...ALL, ...told } }, { widthPx, heightPx, format }, source)).toBe(
      says,
    );
  });
});

describe('brokenPromise', () => {
  const profile = { orientation: { jpeg: 'rotate', png: 'drop' } } as const satisfies Partial<ReadableProfile>;
  const learned: ReadableProfile = {
    kind: 'readable',
    recipe: 0,
    sourceClass: 'fresh',
    placement: {
      fitting: 'cover',
      gravity: { x: 0.5, y: 0.5 },
      rounding: 'ceil',
      pitch: 'exact',
      enlarges: true,
      shiftPx: { x: 0, y: 0 },
    },
    orientationOtherwise: 'rotate',
    response: { blurPx: 0, sharpen: 0 },
    tone: { gain: 1, bias: 128 },
    noise: 2,
    thresholds: { block: 8, window: 6, row: 6, column: 6, haze: 1 },
    hazes: {},
    likeness: { mismatchShareMax: 0, pdqDistanceBitsMax: 4 },
    bars: { kind: 'none' },
    byteStable: true,
    odd: {},
    samples: 24,
    ...profile,
  };

  it('names a format whose tags are handled otherwise than promised', () => {
    expect(brokenPromise(learned, 'rotate')).toBe(
      'Expected orientation tags to be handled as promised (rotate), but png sources have theirs handled as drop.',
    );
  });

  it('is none where nothing was promised, or all is as promised', () => {
    expect(brokenPromise(learned, null)).toBe(null);
    expect(brokenPromise({ ...learned, orientation: { jpeg: 'keep' } }, 'keep')).toBe(null);
  });
});
