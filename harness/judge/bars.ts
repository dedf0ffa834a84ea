// A letterboxed thumbnail has bars that belong to no photo. They carry no signature, so a leak into them would go unseen
// unless they are held to what they are when the thumbnailer works alone: of one luma, of one for each bar, lines drawn
// out from the photo's edge, or a picture too soft for the cells of any photo.

import type { LumaPicture } from '../model/expectation.ts';
import type { AxisPlacement, Placement } from '../model/placement.ts';
import type { Bars } from '../model/profile.ts';
import type { Region } from '../model/verdict.ts';

/** Codecs ring at the edge of the photo: so far from it, a bar is held to what was seen to ring there alone. */
const EDGE_PX = 8;
/** More than the most that was seen alone, because it was seen of few photos. */
const RINGING_FACTOR = 1.5;
/** Bars that depart by more than this near the photo, but for so many pixels that may be the photo's own, do not ring: they differ. */
const RINGING_LEVELS_MAX = 64;
const PHOTO_RIM_PX = 2;
/** No two lumas are farther apart, so that nothing is stray where this is allowed. */
const ANY_LEVELS = 255;
/** Ringing of q30 JPEG beyond the edge stayed below 12 levels; painted photos differ from any bar by more than this in most pixels. */
const DEVIATION_LEVELS = 32;
const STRAY_PIXELS_MIN = 4;
/** A soft bar is held to its mean over so many pixels to either side; painted photos change faster. */
const SOFT_PX = 4;

/** A bar: `lines` says along which axis it is drawn out from the photo, `calm` which part of it lies beyond all ringing. */
type Bar = Region & { readonly lines: 'x' | 'y'; readonly calm: Region };

/** The strictest habit that the bars of clean thumbnails keep; `varied` when they keep none. */
export function learnBars(samples: readonly { readonly picture: LumaPicture; readonly placement: Placement }[]): Bars {
  const barred = samples.flatMap(({ picture, placement }) =>
    barsOf(picture, placement).map((bar) => ({ picture, placement, bar })),
  );
  if (barred.length === 0) return { kind: 'none' };
  const calm = barred.flatMap(({ picture, bar }) => [...lumasIn(picture, bar.calm)]);
  const lumas = calm.length > 0 ? calm : barred.flatMap(({ picture, bar }) => [...lumasIn(picture, bar)]);
  const luma = lumas.reduce((sum, level) => sum + level, 0) / lumas.length;
  const habits: readonly Bars[] = [
    { kind: 'even', luma, ringing: [] },
    { kind: 'plain', ringing: [] },
    ...(calm.length > 0 ? ([{ kind: 'streaked' }, { kind: 'soft' }] as const) : []),
  ];
  const isKept = (habit: Bars) => {
    let [most, mostRinging] = [0, 0];
    for (const { picture, placement, bar } of barred)
      forEachPixel(picture, placement, bar, habit, (_, levels, awayPx) => {
        if (awayPx > EDGE_PX) most = Math.max(most, levels);
        else if (awayPx > PHOTO_RIM_PX) mostRinging = Math.max(mostRinging, levels);
      });
    return most <= DEVIATION_LEVELS / 2 && mostRinging <= RINGING_LEVELS_MAX;
  };
  const habit = habits.find(isKept) ?? { kind: 'varied' };
  if (!('ringing' in habit)) return habit;
  const ringing = Array.from({ length: EDGE_PX }, () => 0);
  for (const { picture, placement, bar } of barred)
    forEachPixel(picture, placement, bar, habit, (_, levels, awayPx) => {
      if (awayPx <= EDGE_PX) ringing[awayPx - 1] = Math.max(ringing[awayPx - 1] as number, levels);
    });
  return { ...habit, ringing };
}

/** For each bar the rectangle around what does not belong into it; none when all are clean, or not judged. */
export function strayBarRegions(picture: LumaPicture, placement: Placement, bars: Bars): readonly Region[] {
  if (bars.kind === 'none' || bars.kind === 'varied') return [];
  return barsOf(picture, placement).flatMap((bar) => strayIn(picture, placement, bar, bars));
}

/** Lays bars as they should be over a copy of a picture, in `luma`, as far as they are judged. */
export function layBars(luma: Uint8Array, picture: LumaPicture, placement: Placement, bars: Bars): void {
  for (const bar of barsOf(picture, placement))
    forEachPixel(picture, placement, bar, bars, (at, levels, awayPx, expected) => {
      if (awayPx > EDGE_PX || levels > allowedAt(bars, awayPx)) luma[at] = expected;
    });
}

function strayIn(picture: LumaPicture, placement: Placement, bar: Bar, bars: Bars): readonly Region[] {
  let [left, right, top, bottom, stray] = [picture.widthPx, 0, picture.heightPx, 0, 0];
  forEachPixel(picture, placement, bar, bars, (at, levels, awayPx) => {
    if (levels <= allowedAt(bars, awayPx)) return;
    const [x, y] = [at % picture.widthPx, Math.floor(at / picture.widthPx)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    stray++;
  });
  return stray < STRAY_PIXELS_MIN ? [] : [{ x: left, y: top, width: right - left + 1, height: bottom - top + 1 }];
}

/** By how many levels a pixel may depart from its bar, so many pixels away from the photo. */
function allowedAt(bars: Bars, awayPx: number): number {
  if (awayPx > EDGE_PX) return DEVIATION_LEVELS;
  return 'ringing' in bars
    ? Math.max(DEVIATION_LEVELS, RINGING_FACTOR * (bars.ringing[awayPx - 1] ?? ANY_LEVELS))
    : ANY_LEVELS;
}

/** Visits the pixels of a bar that are judged: index, levels from what it should be, and how far from the photo. */
function forEachPixel(
  picture: LumaPicture,
  placement: Placement,
  bar: Bar,
  bars: Bars,
  visit: (at: number, levels: number, awayPx: number, expected: number) => void,
): void {
  const part = 'ringing' in bars ? bar : bar.calm;
  const expected = expectedIn(picture, bar, part, bars);
  for (let place = 0; place < expected.length; place++) {
    const x = part.x + (place % part.width);
    const y = part.y + Math.floor(place / part.width);
    const at = y * picture.widthPx + x;
    const should = expected[place] as number;
    const awayPx = Math.max(awayAlong(placement.x, x), awayAlong(placement.y, y));
    visit(at, Math.abs((picture.luma[at] as number) - should), awayPx, should);
  }
}

/** 1 for the pixel beside the photo's first or last one; 0 or less between them. */
function awayAlong({ start, lengthPx }: AxisPlacement, place: number): number {
  return Math.max(start - place, place - (start + lengthPx) + 1);
}

/** What lies beside the photo: above and below it over the whole width, and at its sides. */
function barsOf({ widthPx, heightPx }: LumaPicture, { x, y }: Placement): readonly Bar[] {
  const [top, bottom] = [y.start, y.start + y.lengthPx];
  const [left, right] = [x.start, x.start + x.lengthPx];
  const [calmTop, calmBottom] = [Math.max(0, top - EDGE_PX), Math.min(heightPx, bottom + EDGE_PX)];
  const [calmLeft, calmRight] = [Math.max(0, left - EDGE_PX), Math.min(widthPx, right + EDGE_PX)];
  const between = { y: top, height: bottom - top };
  const bars: readonly Bar[] = [
    { ...rows(widthPx, 0, top), lines: 'y', calm: rows(widthPx, 0, calmTop) },
    { ...rows(widthPx, bottom, heightPx), lines: 'y', calm: rows(widthPx, calmBottom, heightPx) },
    { ...between, x: 0, width: left, lines: 'x', calm: { ...between, x: 0, width: calmLeft } },
    {
      ...between,
      x: right,
      width: widthPx - right,
      lines: 'x',
      calm: { ...between, x: calmRight, width: widthPx - calmRight },
    },
  ];
  return bars.filter((bar) => !isEmpty(bar));
}

function isEmpty({ width, height }: Region): boolean {
  return width <= 0 || height <= 0;
}

function rows(widthPx: number, from: number, to: number): Region {
  return { x: 0, y: from, width: widthPx, height: to - from };
}

/** Row-major. */
function lumasIn({ luma, widthPx }: LumaPicture, { x, y, width, height }: Region): Uint8Array {
  const lumas = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * widthPx + x;
    lumas.set(luma.subarray(from, from + width), row * width);
  }
  return lumas;
}

/** The luma that a part of a bar should have, row-major, by what most of it shows. */
function expectedIn(picture: LumaPicture, bar: Bar, part: Region, bars: Bars): Float32Array {
  const lumas = lumasIn(picture, part);
  const { width, height } = part;
  switch (bars.kind) {
    case 'even':
      return new Float32Array(lumas.length).fill(bars.luma);
    case 'plain': {
      const shown = isEmpty(bar.calm) ? lumas : lumasIn(picture, bar.calm);
      return new Float32Array(lumas.length).fill(median(shown, 0, 1, shown.length));
    }
    case 'streaked': {
      const medians = Float32Array.from({ length: bar.lines === 'x' ? height : width }, (_, line) =>
        bar.lines === 'x' ? median(lumas, line * width, 1, width) : median(lumas, line, width, height),
      );
      return Float32Array.from(
        lumas,
        (_, at) => medians[bar.lines === 'x' ? Math.floor(at / width) : at % width] as number,
      );
    }
    case 'soft':
      return softened(lumas, width, height);
    case 'none':
    case 'varied':
      return Float32Array.from(lumas);
    default:
      return bars satisfies never;
  }
}

/** Of `count` levels, `step` places apart. */
function median(lumas: Uint8Array, first: number, step: number, count: number): number {
  const counts = new Uint32Array(256);
  for (let i = 0; i < count; i++) {
    const level = lumas[first + i * step] as number;
    counts[level] = (counts[level] as number) + 1;
  }
  let [level, left] = [0, Math.floor(count / 2)];
  while (left >= (counts[level] as number)) left -= counts[level++] as number;
  return level;
}

/** Means over squares, smaller at the rims. */
function softened(lumas: Uint8Array, width: number, height: number): Float32Array {
  const across = new Float32Array(lumas.length);
  const down = new Float32Array(lumas.length);
  for (let at = 0; at < lumas.length; at++) across[at] = meanAlong(lumas, at, at % width, width, 1);
  for (let at = 0; at < lumas.length; at++) down[at] = meanAlong(across, at, Math.floor(at / width), height, width);
  return down;
}

/** The mean of the values up to `SOFT_PX` places before and after one, as far as its line of `length` reaches. */
function meanAlong(values: Uint8Array | Float32Array, at: number, place: number, length: number, step: number): number {
  const reach = Math.min(SOFT_PX, place, length - 1 - place);
  let sum = 0;
  for (let i = -reach; i <= reach; i++) sum += values[at + i * step] as number;
  return sum / (2 * reach + 1);
}
