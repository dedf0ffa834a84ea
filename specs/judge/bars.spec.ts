import { describe, expect, it } from 'vitest';
import { learnBarLuma, strayBarRegion } from '../../harness/judge/bars.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import type { Placement } from '../../harness/model/placement.ts';

/** A 64×64 thumbnail whose photo fills the 24 rows in the middle. */
const PLACEMENT: Placement = {
  thumbnail: { widthPx: 64, heightPx: 64 },
  x: { start: 0, lengthPx: 64, from: 0, to: 640 },
  y: { start: 20, lengthPx: 24, from: 0, to: 240 },
};
const FULL: Placement = { ...PLACEMENT, y: { start: 0, lengthPx: 64, from: 0, to: 640 } };

function barred(levelAt: (x: number, y: number) => number): LumaPicture {
  return {
    widthPx: 64,
    heightPx: 64,
    luma: Uint8Array.from({ length: 64 * 64 }, (_, i) => levelAt(i % 64, Math.floor(i / 64))),
  };
}

const WHITE = barred((_, y) => (y >= 20 && y < 44 ? 100 : 254));

describe('learnBarLuma', () => {
  it('is that of the bars', () => {
    expect(learnBarLuma([{ picture: WHITE, placement: PLACEMENT }])).toBeCloseTo(254);
  });

  it('is null where there are no bars', () => {
    expect(learnBarLuma([{ picture: WHITE, placement: FULL }])).toBe(null);
  });

  it('is null where the bars are not of one luma, as when a blurred copy fills them', () => {
    expect(learnBarLuma([{ picture: barred((x) => 2 * x), placement: PLACEMENT }])).toBe(null);
  });
});

describe('strayBarRegion', () => {
  it('is null for clean bars, their ringing next to the photo included', () => {
    expect(strayBarRegion(WHITE, PLACEMENT, 254)).toBe(null);
    expect(
      strayBarRegion(
        barred((_, y) => (y >= 13 && y < 51 ? 90 : 250)),
        PLACEMENT,
        254,
      ),
    ).toBe(null);
  });

  it('is drawn around what does not belong there', () => {
    const stray = barred((x, y) => (x >= 30 && x < 38 && y >= 2 && y < 5 ? 120 : 254));
    expect(strayBarRegion(stray, PLACEMENT, 254)).toEqual({ x: 30, y: 2, width: 8, height: 3 });
  });

  it('is null where bars are not judged', () => {
    expect(
      strayBarRegion(
        barred(() => 0),
        PLACEMENT,
        null,
      ),
    ).toBe(null);
  });
});
