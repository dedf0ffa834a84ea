// Bars to the level and to the pixel: what may ring beside a photo, what is calm, and what most of a bar shows.

import { describe, expect, it } from 'vitest';
import { layBars, learnBars, strayBarRegions } from '../../harness/judge/bars.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import type { Placement } from '../../harness/model/placement.ts';

const axis = (start: number, lengthPx: number) => ({ start, lengthPx, from: 0, to: 10 * lengthPx });
const placed = (x: ReturnType<typeof axis>, y: ReturnType<typeof axis>): Placement => ({
  thumbnail: { widthPx: 64, heightPx: 64 },
  x,
  y,
});
/** The photo fills rows 20 to 43: row 19 lies beside it, row 12 is the eighth from it. */
const BETWEEN = placed(axis(0, 64), axis(20, 24));
const BESIDE = placed(axis(20, 24), axis(0, 64));
/** All but four columns at either side: no part of a bar is calm. */
const NARROW = placed(axis(4, 56), axis(0, 64));
const EIGHT = [0, 0, 0, 0, 0, 0, 0, 0];

function picture(levelAt: (x: number, y: number) => number): LumaPicture {
  return {
    widthPx: 64,
    heightPx: 64,
    luma: Uint8Array.from({ length: 64 * 64 }, (_, i) => levelAt(i % 64, Math.floor(i / 64))),
  };
}

/** White bars above and below, with one row of another level above. */
const withRow = (row: number, level: number, bar = 254) =>
  picture((_, y) => (y >= 20 && y < 44 ? 100 : y === row ? level : bar));
const learned = (placement: Placement, ...pictures: readonly LumaPicture[]) =>
  learnBars(pictures.map((each) => ({ picture: each, placement })));

describe('what rings beside a photo alone', () => {
  it('is learned up to the eighth pixel from it, and takes no part in the luma of the bar', () => {
    expect(learned(BETWEEN, withRow(12, 214))).toEqual({ kind: 'even', luma: 254, ringing: EIGHT.with(7, 40) });
    expect(learned(BETWEEN, withRow(19, 214))).toEqual({ kind: 'even', luma: 254, ringing: EIGHT.with(0, 40) });
  });

  it('is a habit up to sixty-four levels, or any in the two pixels that may be the photo’s own', () => {
    expect(learned(BETWEEN, withRow(17, 190)).kind).toBe('even');
    expect(learned(BETWEEN, withRow(17, 189)).kind).not.toBe('even');
    expect(learned(BETWEEN, withRow(18, 20)).kind).toBe('even');
  });

  it('may come half as strong again under load, and at least by thirty-two levels', () => {
    const strayIn = (row: number, level: number, ringing: readonly number[]) =>
      strayBarRegions(withRow(row, level), BETWEEN, { kind: 'even', luma: 254, ringing }).length;
    expect([strayIn(12, 164, EIGHT.with(7, 60)), strayIn(12, 163, EIGHT.with(7, 60))]).toEqual([0, 1]);
    expect([strayIn(19, 222, EIGHT), strayIn(19, 221, EIGHT)]).toEqual([0, 1]);
    expect([strayIn(2, 222, EIGHT), strayIn(2, 221, EIGHT)]).toEqual([0, 1]);
  });

  it('is left in the bars that are laid, while all beyond it is laid anew', () => {
    const laid = (row: number, level: number) => {
      const came = withRow(row, level);
      const luma = came.luma.slice();
      layBars(luma, came, BETWEEN, { kind: 'even', luma: 254, ringing: EIGHT });
      return luma[64 * row];
    };
    expect([laid(19, 222), laid(19, 221)]).toEqual([222, 254]);
    expect([laid(12, 240), laid(11, 240)]).toEqual([240, 254]);
  });
});

describe('bars of which no part is calm', () => {
  const narrow = (barAt: (x: number, y: number) => number) => picture((x, y) => (x >= 4 && x < 60 ? 100 : barAt(x, y)));

  it('are even where all of them have one luma', () => {
    expect(
      learned(
        NARROW,
        narrow(() => 60),
      ),
    ).toMatchObject({ kind: 'even', luma: 60 });
  });

  it('vary where they show anything: neither streaks nor softness can be told', () => {
    expect(
      learned(
        NARROW,
        narrow((x, y) => ((x + y) % 2) * 200),
      ),
    ).toEqual({ kind: 'varied' });
  });
});

describe('bars beside a photo', () => {
  const beside = (levelAt: (x: number, y: number) => number) =>
    picture((x, y) => (x >= 20 && x < 44 ? 100 : levelAt(x, y)));
  const streak = (y: number) => 40 + ((y * 37) % 160);

  it('are streaked where each row goes on as it begins', () => {
    const bars = learned(
      BESIDE,
      beside((_, y) => streak(y)),
    );
    expect(bars).toEqual({ kind: 'streaked' });
    const leaked = beside((x, y) => (x >= 2 && x < 6 && y >= 10 && y < 20 ? 255 - streak(y) : streak(y)));
    expect(strayBarRegions(leaked, BESIDE, bars)).toMatchObject([{ x: 2, width: 4 }]);
  });

  it('end where the photo does, also where there are bars above it', () => {
    const around = placed(axis(20, 24), axis(10, 40));
    const stray = picture((x, y) => (x >= 2 && x < 6 && y >= 52 && y < 60 ? 20 : 254));
    const regions = strayBarRegions(stray, around, { kind: 'even', luma: 254, ringing: EIGHT });
    expect(regions).toEqual([{ x: 2, y: 52, width: 4, height: 8 }]);
  });
});

describe('a plain bar', () => {
  it('has the level of most of its pixels', () => {
    const came = picture((x, y) => (y >= 20 && y < 44 ? 100 : x < 25 ? 90 : 200));
    const luma = came.luma.slice();
    layBars(luma, came, BETWEEN, { kind: 'plain', ringing: EIGHT });
    expect([luma[0], luma[63]]).toEqual([200, 200]);
  });

  it('may depart from it by sixteen levels alone, in each bar by itself', () => {
    const spotted = (bar: number, spot: number) =>
      picture((x, y) => (y >= 20 && y < 44 ? 100 : x === 5 && y === 3 ? bar + spot : bar));
    expect(learned(BETWEEN, spotted(40, 16), spotted(200, 16)).kind).toBe('plain');
    expect(learned(BETWEEN, spotted(40, 17), spotted(200, 17)).kind).not.toBe('plain');
  });

  it('holds stray pixels from four on', () => {
    const specks = (count: number) =>
      picture((x, y) => (y >= 20 && y < 44 ? 100 : y === 3 && x >= 8 && x < 8 + count ? 20 : 254));
    const regionsOf = (count: number) => strayBarRegions(specks(count), BETWEEN, { kind: 'plain', ringing: EIGHT });
    expect(regionsOf(3)).toEqual([]);
    expect(regionsOf(4)).toEqual([{ x: 8, y: 3, width: 4, height: 1 }]);
  });
});
