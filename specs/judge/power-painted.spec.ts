// Leaks of known size into thumbnails without a flaw, so that for each it can be said beforehand whether it is noticed.

import { describe, expect, it } from 'vitest';
import type { PaintedSample } from '../../harness/judge/made-alone.ts';
import { measurePower, type Leak } from '../../harness/judge/power.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { Observation, Thresholds } from '../../harness/model/profile.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { altered, knownProfile, painted, painting, type Painting } from './painted-thumbnails.ts';
import { album, painter, shown } from './thumbnails-made-alone.ts';

const WAY = painting();
const NEVER: Thresholds = {
  block: Number.POSITIVE_INFINITY,
  window: Number.POSITIVE_INFINITY,
  row: Number.POSITIVE_INFINITY,
  column: Number.POSITIVE_INFINITY,
  haze: Number.POSITIVE_INFINITY,
};
const [OWN, OTHER, THIRD] = album('power', 3, { widthPx: 320, heightPx: 320, orientationExif: 1 });
const BLOCK: Leak = { widthPx: 4, heightPx: 4 };
const ROW: Leak = { widthPx: Number.POSITIVE_INFINITY, heightPx: 1 };
const COLUMN: Leak = { widthPx: 1, heightPx: Number.POSITIVE_INFINITY };

/** A sample of `photo` whose thumbnail is `picture`, whatever that shows. */
function sampleOf(photo: typeof OWN, picture: Observation, way: Painting = WAY): PaintedSample {
  if (photo === undefined) throw new RangeError('Expected a photo.');
  const itsOwn = shown(photo, 'rotate');
  return {
    sample: { photo, storedFormat: photo.format, observation: picture, byteStable: true },
    shown: itsOwn,
    placement: placementOf(way.rule, way.recipe, itsOwn.size),
    response: way.response,
  };
}

function cleanIn(way: Painting): Observation {
  if (OWN === undefined) throw new RangeError('Expected a photo.');
  // Around the middle, so that nothing is cut off that is added or taken away.
  return painted(OWN, { ...way, tone: { gain: 0.5, bias: 128 } });
}

/** By so many levels lighter in a region than the victim should be, which is where the leak comes from. */
type Strange = { readonly region: Region; readonly levels: number };

/** Whether one leak is noticed, its place in pixels of the photo under the thumbnail. */
function isNoticed(
  leak: Leak,
  [left, top]: readonly [number, number],
  strange: Strange,
  thresholds: Partial<Thresholds>,
  way: Painting = WAY,
  own: Strange | null = null,
): boolean {
  const clean = cleanIn(way);
  const victim = own === null ? clean : altered(clean, own.region, (level) => level + own.levels);
  const donor = altered(clean, strange.region, (level) => level + strange.levels);
  const { x, y } = sampleOf(OWN, clean, way).placement;
  const drawn = [0, share(left, x.lengthPx, leak.widthPx), share(top, y.lengthPx, leak.heightPx)];
  const [power] = measurePower(
    painter,
    [sampleOf(OWN, victim, way), sampleOf(OTHER, donor, way)],
    knownProfile(way, { tone: { gain: 0.5, bias: 128 }, thresholds: { ...NEVER, ...thresholds } }),
    [{ leak, count: 1 }],
    () => drawn.shift() ?? 0,
  );
  expect(power?.injected).toBe(1);
  return power?.noticed === 1;
}

/** The number from 0 to 1 that is drawn for a place along a side. */
function share(at: number, lengthPx: number, leakPx: number): number {
  return (at + 0.5) / (lengthPx - Math.min(leakPx, lengthPx) + 1);
}

const at = (x: number, y: number, width = 1, height = width): Region => ({ x, y, width, height });
const everywhere = (levels: number): Strange => ({ region: at(0, 0, 128), levels });

describe('a leak into a block', () => {
  const block = { block: 10 };

  it('is noticed from the threshold on, lighter or darker', () => {
    for (const levels of [12, -12]) expect(isNoticed(BLOCK, [8, 8], everywhere(levels), block)).toBe(true);
    for (const levels of [8, -8]) expect(isNoticed(BLOCK, [8, 8], everywhere(levels), block)).toBe(false);
  });

  it('is noticed in any of the blocks that it reaches into, and by what of it lies there', () => {
    for (const [x, y] of [
      [10, 10],
      [12, 10],
      [10, 12],
      [12, 12],
    ] as const) {
      expect(isNoticed(BLOCK, [10, 10], { region: at(x, y, 2), levels: 24 }, block)).toBe(true);
      expect(isNoticed(BLOCK, [10, 10], { region: at(x, y, 2), levels: 16 }, block)).toBe(false);
    }
  });

  it('is what lies within it alone: beside it the donor shows nothing', () => {
    for (const beside of [at(7, 8), at(12, 8), at(8, 7), at(8, 12)])
      expect(isNoticed(BLOCK, [8, 8], { region: beside, levels: 90 }, block)).toBe(false);
    for (const within of [at(8, 8), at(11, 11), at(8, 11), at(11, 8)])
      expect(isNoticed(BLOCK, [8, 8], { region: within, levels: 90 }, block)).toBe(true);
  });

  it('is noticed in each corner of the photo', () => {
    for (const [x, y] of [
      [0, 0],
      [60, 0],
      [0, 60],
      [60, 60],
    ] as const)
      expect(isNoticed(BLOCK, [x, y], { region: at(x, y, 4), levels: 12 }, block)).toBe(true);
  });

  it('is not noticed by what differed beside it without it', () => {
    const own = { region: at(4, 8, 4), levels: 40 };
    expect(isNoticed(BLOCK, [8, 8], everywhere(0), block, WAY, own)).toBe(false);
    expect(isNoticed(BLOCK, [4, 8], everywhere(0), block, WAY, own)).toBe(false);
    expect(isNoticed({ widthPx: 1, heightPx: 1 }, [4, 8], everywhere(0), block, WAY, own)).toBe(true);
    for (const beside of [at(12, 8, 4), at(8, 12, 4), at(8, 4, 4)])
      expect(isNoticed(BLOCK, [8, 8], everywhere(0), block, WAY, { region: beside, levels: 40 })).toBe(false);
  });

  it('lies in the photo, not in the bars around it', () => {
    const recipe = { ...WAY.recipe, width: 96, fit: 'contain' as const };
    const way = painting({ recipe }, { fitting: 'contain' });
    // The photo begins 17 pixels from the left.
    expect(isNoticed(BLOCK, [8, 8], { region: at(25, 8, 4), levels: 12 }, block, way)).toBe(true);
    expect(isNoticed(BLOCK, [8, 8], { region: at(8, 8, 4), levels: 90 }, block, way)).toBe(false);
    const high = painting({ recipe: { ...recipe, width: 64, height: 96 } }, { fitting: 'contain' });
    expect(isNoticed(BLOCK, [8, 8], { region: at(8, 25, 4), levels: 12 }, block, high)).toBe(true);
    expect(isNoticed(BLOCK, [8, 8], { region: at(8, 8, 4), levels: 90 }, block, high)).toBe(false);
  });
});

describe('a leak into a window of four blocks', () => {
  const window = { window: 9 };

  it('is noticed by all that differs in the window', () => {
    expect(isNoticed(BLOCK, [8, 8], everywhere(20), window)).toBe(true);
    expect(isNoticed(BLOCK, [8, 8], everywhere(16), window)).toBe(false);
    for (const corner of [
      [0, 0],
      [60, 0],
      [0, 60],
      [60, 60],
    ] as const)
      expect(isNoticed(BLOCK, corner, everywhere(20), window)).toBe(true);
  });

  it('is noticed beside what differed before, on whichever side', () => {
    for (const [x, y] of [
      [4, 4],
      [12, 4],
      [4, 12],
      [12, 12],
    ] as const) {
      const own = { region: at(x, y, 4), levels: 15 };
      expect(isNoticed(BLOCK, [8, 8], everywhere(15), window, WAY, own)).toBe(true);
      expect(isNoticed(BLOCK, [8, 8], everywhere(6), window, WAY, own)).toBe(false);
    }
    const far = { region: at(16, 8, 4), levels: 15 };
    expect(isNoticed(BLOCK, [8, 8], everywhere(15), window, WAY, far)).toBe(false);
  });
});

describe('a leak of a line', () => {
  it('is noticed in its row, by the mean over the whole of it', () => {
    expect(isNoticed(ROW, [0, 20], everywhere(10), { row: 8 })).toBe(true);
    expect(isNoticed(ROW, [0, 20], everywhere(6), { row: 8 })).toBe(false);
    expect(isNoticed(ROW, [0, 20], { region: at(0, 20, 32, 1), levels: 10 }, { row: 8 })).toBe(false);
    expect(isNoticed(ROW, [0, 20], { region: at(0, 21, 64, 1), levels: 90 }, { row: 8 })).toBe(false);
    expect(isNoticed(COLUMN, [20, 0], everywhere(10), { row: 8 })).toBe(false);
  });

  it('is noticed in its column, by the mean over the whole of it', () => {
    expect(isNoticed(COLUMN, [20, 0], everywhere(10), { column: 8 })).toBe(true);
    expect(isNoticed(COLUMN, [20, 0], everywhere(6), { column: 8 })).toBe(false);
    expect(isNoticed(COLUMN, [20, 0], { region: at(20, 0, 1, 32), levels: 10 }, { column: 8 })).toBe(false);
    expect(isNoticed(ROW, [0, 20], everywhere(10), { column: 8 })).toBe(false);
  });

  it('is not noticed by what differed in the next line without it', () => {
    const [below, beside] = [at(0, 21, 64, 1), at(21, 0, 1, 64)].map((region) => ({ region, levels: 40 }));
    expect(isNoticed(ROW, [0, 20], everywhere(0), { row: 3 }, WAY, below)).toBe(false);
    expect(isNoticed(COLUMN, [20, 0], everywhere(0), { column: 3 }, WAY, beside)).toBe(false);
    expect(isNoticed(ROW, [0, 20], everywhere(10), { row: 3 }, WAY, below)).toBe(true);
  });

  it('is noticed in the last row and in the last column of a tile', () => {
    const tile = { widthPx: 64, heightPx: 4 };
    expect(isNoticed(tile, [0, 20], { region: at(0, 23, 64, 1), levels: 10 }, { row: 8 })).toBe(true);
    expect(isNoticed(tile, [0, 20], { region: at(0, 24, 64, 1), levels: 90 }, { row: 8 })).toBe(false);
    const upright = { widthPx: 4, heightPx: 64 };
    expect(isNoticed(upright, [20, 0], { region: at(23, 0, 1, 64), levels: 10 }, { column: 8 })).toBe(true);
  });
});

describe('leaks into several thumbnails', () => {
  it('are put into each in turn, from any other, but never from one of the same content', () => {
    const clean = cleanIn(WAY);
    const lighter = altered(clean, at(0, 0, 64), (level) => level + 30);
    const samples = [sampleOf(OWN, clean), sampleOf(OTHER, clean), sampleOf(THIRD, lighter)];
    const profile = knownProfile(WAY, { tone: { gain: 0.5, bias: 128 }, thresholds: { ...NEVER, block: 10 } });
    const counted = (donor: number) =>
      measurePower(painter, samples, profile, [{ leak: BLOCK, count: 4 }], () => donor);
    // The second and the third show not their own, which is noticed anyhow. The first gets its tile from the next, which
    // shows the same, or from the next but one, which is lighter; and after the third comes the first again.
    expect(counted(0)).toEqual([{ leak: BLOCK, injected: 4, noticed: 2 }]);
    expect(counted(0.9)).toEqual([{ leak: BLOCK, injected: 4, noticed: 4 }]);
    const twice = [samples[0], samples[0], samples[2]].flatMap((sample) => (sample === undefined ? [] : [sample]));
    const [power] = measurePower(painter, twice, knownProfile(WAY), [{ leak: BLOCK, count: 3 }], () => 0);
    expect(power?.injected).toBe(2);
  });
});
