import { describe, expect, it } from 'vitest';
import { layBars, learnBars, strayBarRegions } from '../../harness/judge/bars.ts';
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

const isPhoto = (y: number) => y >= 20 && y < 44;
/** Cells of a photo, four pixels a side. */
const cells = (x: number, y: number) => (((x >> 2) * 7 + (y >> 2) * 13) % 5 < 2 ? 70 : 190);

const WHITE = barred((_, y) => (isPhoto(y) ? 100 : 254));
const PLAIN = [
  barred((_, y) => (y < 20 ? 60 : isPhoto(y) ? 100 : 200)),
  barred((_, y) => (y < 20 ? 140 : isPhoto(y) ? 100 : 30)),
];
const streaks = (x: number) => 40 + ((x * 37) % 160);
const STREAKED = barred((x, y) => (isPhoto(y) ? 100 : streaks(x)));
const SOFT = barred((x, y) => (isPhoto(y) ? 100 : y < 20 ? 2 * x + 6 * y : 250 - 2 * x - 3 * (y - 44)));

const HABITS = [
  ['even', [WHITE], WHITE],
  ['plain', PLAIN, barred((_, y) => (y < 20 ? 90 : isPhoto(y) ? 100 : 170))],
  ['streaked', [STREAKED], STREAKED],
  ['soft', [SOFT], SOFT],
] as const;

describe('bars, as they are alone,', () => {
  it.each(HABITS)('are learned to be %s, and then clean ones hold no stray pixels', (kind, samples, clean) => {
    const bars = learnBars(samples.map((picture) => ({ picture, placement: PLACEMENT })));
    expect(bars.kind).toBe(kind);
    expect(strayBarRegions(clean, PLACEMENT, bars)).toEqual([]);
  });

  it.each(HABITS)('that are %s betray the photo that leaked into them, each bar by itself', (_, samples, clean) => {
    const bars = learnBars(samples.map((picture) => ({ picture, placement: PLACEMENT })));
    const leaked = barred((x, y) =>
      x >= 24 && x < 44 && (y < 10 || y >= 56) ? cells(x, y) : (clean.luma[64 * y + x] ?? 0),
    );
    const [above, below, ...more] = strayBarRegions(leaked, PLACEMENT, bars);
    expect(more).toEqual([]);
    for (const [region, top, bottom] of [[above, 0, 12] as const, [below, 52, 64] as const]) {
      expect(region?.y).toBeGreaterThanOrEqual(top);
      expect((region?.y ?? 0) + (region?.height ?? 99)).toBeLessThanOrEqual(bottom);
      expect(region?.x).toBeGreaterThanOrEqual(20);
      expect((region?.x ?? 0) + (region?.width ?? 99)).toBeLessThanOrEqual(48);
    }
  });

  it('are even only where all thumbnails have the same luma', () => {
    expect(learnBars([{ picture: WHITE, placement: PLACEMENT }])).toMatchObject({ kind: 'even', luma: 254 });
    const black = barred((_, y) => (isPhoto(y) ? 100 : 0));
    expect(learnBars([WHITE, black].map((picture) => ({ picture, placement: PLACEMENT }))).kind).toBe('plain');
  });

  it('are none where the photo fills its box', () => {
    expect(learnBars([{ picture: WHITE, placement: FULL }])).toEqual({ kind: 'none' });
  });

  it('vary where they show as much as a photo, and then nothing in them is stray', () => {
    const bars = learnBars([{ picture: barred(cells), placement: PLACEMENT }]);
    expect(bars).toEqual({ kind: 'varied' });
    expect(strayBarRegions(WHITE, PLACEMENT, bars)).toEqual([]);
  });
});

describe('bars as narrow as a codec rings', () => {
  /** The photo fills all but six columns at either side, and its outermost columns are not part of its placement. */
  const NARROW: Placement = {
    thumbnail: { widthPx: 64, heightPx: 64 },
    x: { start: 7, lengthPx: 50, from: 10, to: 510 },
    y: { start: 0, lengthPx: 64, from: 0, to: 640 },
  };
  /** A level for the bars, beside a photo that rings 40 levels into them. */
  const narrow = (barAt: (x: number, y: number) => number) =>
    barred((x, y) => (x >= 6 && x < 58 ? cells(x, y) : x === 5 || x === 58 ? barAt(x, y) + 40 : barAt(x, y)));
  const wide = (level: number) => barred((_, y) => (y === 19 || y === 44 ? 190 : isPhoto(y) ? 100 : level));
  const habitOf = (clean: readonly number[]) =>
    learnBars([
      ...clean.map((level) => ({ picture: wide(level), placement: PLACEMENT })),
      ...clean.map((level) => ({ picture: narrow(() => level), placement: NARROW })),
    ]);

  it.each([
    ['even', [0, 0]],
    ['plain', [0, 60]],
  ] as const)('that are %s betray the photo that leaked into them', (kind, clean) => {
    const bars = habitOf(clean);
    expect(bars.kind).toBe(kind);
    expect(
      strayBarRegions(
        narrow(() => 10),
        NARROW,
        bars,
      ),
    ).toEqual([]);
    const regions = strayBarRegions(narrow(cells), NARROW, bars);
    expect(regions.map(({ x }) => x < 6 || x >= 58)).toEqual([true, true]);
    for (const { height } of regions) expect(height).toBeGreaterThan(56);
  });

  it('are plain where each has a colour of its own, though only one is broad enough to be calm', () => {
    const pictures = [0, 90, 160].map((level) => ({ picture: narrow(() => level), placement: NARROW }));
    expect(learnBars(pictures).kind).toBe('plain');
    expect(learnBars([...pictures, { picture: wide(200), placement: PLACEMENT }]).kind).toBe('plain');
  });

  it('are not held to what was never seen beside a photo alone', () => {
    expect(strayBarRegions(narrow(cells), NARROW, { kind: 'even', luma: 0, ringing: [] })).toEqual([]);
  });
});

describe('strayBarRegions', () => {
  it('leaves out the ringing next to the photo', () => {
    const ringing = barred((_, y) => (y >= 13 && y < 51 ? 90 : 250));
    expect(strayBarRegions(ringing, PLACEMENT, { kind: 'even', luma: 254, ringing: [] })).toEqual([]);
  });

  it('is drawn around what does not belong there', () => {
    const stray = barred((x, y) => (x >= 30 && x < 38 && y >= 2 && y < 5 ? 120 : 254));
    const region = { x: 30, y: 2, width: 8, height: 3 };
    expect(strayBarRegions(stray, PLACEMENT, { kind: 'even', luma: 254, ringing: [] })).toEqual([region]);
  });
});

describe('layBars', () => {
  it('takes out of the bars what does not belong there, and leaves the photo alone', () => {
    const stray = barred((x, y) => (x >= 30 && x < 38 && y >= 2 && y < 5 ? 120 : isPhoto(y) ? 100 : 254));
    const luma = stray.luma.slice();
    layBars(luma, stray, PLACEMENT, { kind: 'plain', ringing: [] });
    expect(luma).toEqual(WHITE.luma);
  });
});
