// A letterboxed thumbnail has bars that belong to no photo. They carry no signature, so a leak into them would go unseen
// unless they are held to what they are when the thumbnailer works alone: of one luma, of one for each bar, lines drawn
// out from the photo's edge, or a picture too soft for the cells of any photo.

import type { LumaPicture } from '../model/expectation.ts';
import type { Placement } from '../model/placement.ts';
import type { Bars } from '../model/profile.ts';
import type { Region } from '../model/verdict.ts';

/** Codecs ring at the edge of the photo: this much of a bar, next to it, is not judged. */
const EDGE_PX = 8;
/** Ringing of q30 JPEG beyond the edge stayed below 12 levels; painted photos differ from any bar by more than this in most pixels. */
const DEVIATION_LEVELS = 32;
const STRAY_PIXELS_MIN = 4;
/** A soft bar is held to its mean over so many pixels to either side; painted photos change faster. */
const SOFT_PX = 4;

/** A bar: `lines` says along which axis it is drawn out from the photo. */
type Bar = Region & { readonly lines: 'x' | 'y' };

/** The strictest habit that the bars of clean thumbnails keep; `varied` when they keep none. */
export function learnBars(samples: readonly { readonly picture: LumaPicture; readonly placement: Placement }[]): Bars {
  const barred = samples.flatMap(({ picture, placement }) =>
    barsOf(picture, placement).map((bar) => ({ picture, bar })),
  );
  const lumas = barred.flatMap(({ picture, bar }) => [...lumasIn(picture, bar)]);
  if (lumas.length === 0) return { kind: 'none' };
  const luma = lumas.reduce((sum, level) => sum + level, 0) / lumas.length;
  const habits: readonly Bars[] = [{ kind: 'even', luma }, { kind: 'plain' }, { kind: 'streaked' }, { kind: 'soft' }];
  const isKept = (habit: Bars) =>
    barred.every(({ picture, bar }) => {
      const expected = expectedIn(picture, bar, habit);
      return lumasIn(picture, bar).every(
        (level, at) => Math.abs(level - (expected[at] as number)) <= DEVIATION_LEVELS / 2,
      );
    });
  return habits.find(isKept) ?? { kind: 'varied' };
}

/** For each bar the rectangle around what does not belong into it; none when all are clean, or not judged. */
export function strayBarRegions(picture: LumaPicture, placement: Placement, bars: Bars): readonly Region[] {
  if (bars.kind === 'none' || bars.kind === 'varied') return [];
  return barsOf(picture, placement).flatMap((bar) => strayIn(picture, bar, bars));
}

/** Lays bars as they should be over a copy of a picture, in `luma`, as far as they are judged. */
export function layBars(luma: Uint8Array, picture: LumaPicture, placement: Placement, bars: Bars): void {
  for (const bar of barsOf(picture, placement)) {
    const expected = expectedIn(picture, bar, bars);
    for (let row = 0; row < bar.height; row++)
      luma.set(expected.subarray(row * bar.width, (row + 1) * bar.width), (bar.y + row) * picture.widthPx + bar.x);
  }
}

function strayIn(picture: LumaPicture, bar: Bar, bars: Bars): readonly Region[] {
  const expected = expectedIn(picture, bar, bars);
  let [left, right, top, bottom, stray] = [picture.widthPx, 0, picture.heightPx, 0, 0];
  lumasIn(picture, bar).forEach((level, at) => {
    if (Math.abs(level - (expected[at] as number)) <= DEVIATION_LEVELS) return;
    const x = bar.x + (at % bar.width);
    const y = bar.y + Math.floor(at / bar.width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    stray++;
  });
  return stray < STRAY_PIXELS_MIN ? [] : [{ x: left, y: top, width: right - left + 1, height: bottom - top + 1 }];
}

/** What lies farther than the ringing from the photo: above and below it over the whole width, and beside it. */
function barsOf({ widthPx, heightPx }: LumaPicture, { x, y }: Placement): readonly Bar[] {
  const [top, bottom] = [Math.max(0, y.start - EDGE_PX), Math.min(heightPx, y.start + y.lengthPx + EDGE_PX)];
  const [left, right] = [Math.max(0, x.start - EDGE_PX), Math.min(widthPx, x.start + x.lengthPx + EDGE_PX)];
  const bars: readonly Bar[] = [
    { x: 0, y: 0, width: widthPx, height: top, lines: 'y' },
    { x: 0, y: bottom, width: widthPx, height: heightPx - bottom, lines: 'y' },
    { x: 0, y: top, width: left, height: bottom - top, lines: 'x' },
    { x: right, y: top, width: widthPx - right, height: bottom - top, lines: 'x' },
  ];
  return bars.filter(({ width, height }) => width > 0 && height > 0);
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

/** The luma that a bar should have, row-major, by what most of it shows. */
function expectedIn(picture: LumaPicture, bar: Bar, bars: Bars): Float32Array {
  const lumas = lumasIn(picture, bar);
  const { width, height } = bar;
  switch (bars.kind) {
    case 'even':
      return new Float32Array(lumas.length).fill(bars.luma);
    case 'plain':
      return new Float32Array(lumas.length).fill(median(lumas, 0, 1, lumas.length));
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
