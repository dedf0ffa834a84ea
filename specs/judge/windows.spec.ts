// Translucent photos that are painted without any codec, so that what lies in a window can be told to the pixel.

import { describe, expect, it } from 'vitest';
import { layWindows, learnWindows, seenWhole, thresholdsOf, toneOf } from '../../harness/judge/windows.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Observation, OddHabit } from '../../harness/model/profile.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { altered, knownProfile, painted, painting, type Painting } from './painted-thumbnails.ts';
import { album, painter, shown } from './thumbnails-made-alone.ts';

/** Its photo lies between bars, from row 17 to row 110. */
const BETWEEN_BARS = painting(
  { recipe: { width: 128, height: 128, fit: 'contain', format: 'png', quality: 80 } },
  { fitting: 'contain' },
);
const CROPPED = painting();
const PHOTO = photo(320, 240);
const OPAQUE = photo(320, 240, 'none');
const HABIT: OddHabit = {
  tone: { gain: 0.9, bias: 120 },
  slack: 1,
  frame: 0,
  clear: { gain: 0, bias: 40 },
  half: { gain: 0.5, bias: 90 },
};
/** Both windows between bars, with the blur of their edges. */
const AROUND_WINDOWS: Region = { x: 28, y: 36, width: 72, height: 56 };
const IN_CLEAR: Region = { x: 38, y: 46, width: 20, height: 12 };
const IN_HALF: Region = { x: 70, y: 70, width: 20, height: 12 };

function photo(widthPx: number, heightPx: number, oddity: PhotoPlan['oddity'] = 'translucent'): PhotoPlan {
  const [first] = album(`${oddity} ${widthPx}×${heightPx}`, 1, {
    widthPx,
    heightPx,
    format: 'png',
    oddity,
    orientationExif: 1,
  });
  if (first === undefined) throw new RangeError('Expected a photo.');
  return first;
}

function scene(of: PhotoPlan, way: Painting, habit: Partial<OddHabit> | null = {}) {
  const seen = shown(of, 'rotate');
  const odd = habit === null ? {} : { 'translucent png': { ...HABIT, ...habit } };
  return { seen, profile: knownProfile(way, { odd }), placement: placementOf(way.rule, way.recipe, seen.size) };
}

/** The picture with the windows laid over it. */
function withWindows(picture: Observation, of: PhotoPlan, way: Painting, habit: Partial<OddHabit> | null = {}) {
  const { seen, profile, placement } = scene(of, way, habit);
  const luma = picture.luma.slice();
  layWindows(painter, luma, seen, placement, profile);
  return { ...picture, luma };
}

function madeWhole(picture: Observation, of: PhotoPlan, way: Painting, habit: Partial<OddHabit> | null = {}) {
  const { seen, profile, placement } = scene(of, way, habit);
  return seenWhole(painter, picture, seen, placement, profile);
}

/** The rectangle around all pixels of a level, which fill it. */
function filledWith(level: number, { luma, widthPx }: LumaPicture): Region {
  const places = [...luma.keys()].filter((at) => luma[at] === level);
  const [columns, rows] = [places.map((at) => at % widthPx), places.map((at) => Math.floor(at / widthPx))];
  const [x, y] = [Math.min(...columns), Math.min(...rows)];
  const region = { x, y, width: Math.max(...columns) - x + 1, height: Math.max(...rows) - y + 1 };
  expect(places).toHaveLength(region.width * region.height);
  return region;
}

function windowsOf(of: PhotoPlan, way: Painting): readonly [clear: Region, half: Region] {
  const blank = painted(of, way);
  const flat = { clear: { gain: 0, bias: 1 }, half: { gain: 0, bias: 2 } };
  const laid = withWindows({ ...blank, luma: new Uint8Array(blank.luma.length) }, of, way, flat);
  return [filledWith(1, laid), filledWith(2, laid)];
}

function within({ luma, widthPx }: LumaPicture, region: Region): readonly number[] {
  return [...luma].filter((_, at) => isIn(region, at % widthPx, Math.floor(at / widthPx)));
}

function without({ luma, widthPx }: LumaPicture, region: Region): readonly number[] {
  return [...luma].filter((_, at) => !isIn(region, at % widthPx, Math.floor(at / widthPx)));
}

function isIn({ x, y, width, height }: Region, column: number, row: number): boolean {
  return column >= x && column < x + width && row >= y && row < y + height;
}

/** The largest difference between two pictures in a region, in levels. */
function apart(one: LumaPicture, other: LumaPicture, region: Region): number {
  const others = within(other, region);
  return Math.max(...within(one, region).map((level, at) => Math.abs(level - (others[at] ?? 0))));
}

describe('the windows of a translucent photo', () => {
  it('lie where its plan says, but for four pixels along their blurred edges', () => {
    expect(windowsOf(PHOTO, BETWEEN_BARS)).toEqual([IN_CLEAR, IN_HALF]);
    const turned = ({ x, y, width, height }: Region): Region => ({ x: y, y: x, width: height, height: width });
    expect(windowsOf(photo(240, 320), BETWEEN_BARS)).toEqual([turned(IN_CLEAR), turned(IN_HALF)]);
    expect(windowsOf(photo(320, 320), CROPPED)).toEqual([
      { x: 21, y: 21, width: 6, height: 6 },
      { x: 37, y: 37, width: 6, height: 6 },
    ]);
  });

  it('reach to the border where the crop cuts through them', () => {
    const [wideClear, wideHalf] = windowsOf(photo(640, 160), CROPPED);
    expect([wideClear.x, wideHalf.x + wideHalf.width]).toEqual([0, 64]);
    const [tallClear, tallHalf] = windowsOf(photo(160, 640), CROPPED);
    expect([tallClear.y, tallHalf.y + tallHalf.height]).toEqual([0, 64]);
    expect([tallClear.x, tallClear.width, tallClear.height]).toEqual([wideClear.y, wideClear.height, wideClear.width]);
  });

  it('are laid in the tones of the habit over the photo', () => {
    const whole = painted(PHOTO, BETWEEN_BARS);
    const laid = withWindows(whole, PHOTO, BETWEEN_BARS);
    expect(new Set(within(laid, IN_CLEAR))).toEqual(new Set([40]));
    // The photo is painted as its offset and 128; half of that offset and 90 lie in the window.
    const halved = { ...whole, luma: whole.luma.map((level) => 90 + (level - 128) / 2) };
    expect(apart(laid, halved, IN_HALF)).toBeLessThanOrEqual(1);
    expect(without(laid, AROUND_WINDOWS)).toEqual(without(whole, AROUND_WINDOWS));
  });

  it('are not laid where nothing is known of them, nor over an opaque photo', () => {
    const whole = painted(PHOTO, BETWEEN_BARS);
    expect(withWindows(whole, PHOTO, BETWEEN_BARS, null)).toEqual(whole);
    expect(withWindows(whole, PHOTO, BETWEEN_BARS, { clear: null, half: null })).toEqual(whole);
    expect(withWindows(whole, OPAQUE, BETWEEN_BARS)).toEqual(whole);
  });
});

describe('a translucent photo seen whole', () => {
  const whole = painted(PHOTO, painting({ ...BETWEEN_BARS, tone: HABIT.tone }, BETWEEN_BARS.rule));
  const laid = withWindows(whole, PHOTO, BETWEEN_BARS);

  it('is itself in both windows and at their edges, and keeps all else to the level', () => {
    const corners = [0, 126].flatMap((x) => [17, 109].map((y) => ({ x, y, width: 2, height: 2 })));
    const speckled = corners.reduce<Observation>((picture, corner) => altered(picture, corner, () => 7), laid);
    const seen = madeWhole(speckled, PHOTO, BETWEEN_BARS);
    expect(apart(seen, whole, AROUND_WINDOWS)).toBeLessThanOrEqual(1);
    expect(without(seen, AROUND_WINDOWS)).toEqual(without(speckled, AROUND_WINDOWS));
  });

  it('departs from itself by as much as its window departs from the habit', () => {
    const strange = altered(laid, IN_CLEAR, (own) => own + 30);
    const seen = madeWhole(strange, PHOTO, BETWEEN_BARS);
    const lighter = { ...whole, luma: whole.luma.map((level) => Math.min(255, level + 30)) };
    expect(apart(seen, lighter, IN_CLEAR)).toBeLessThanOrEqual(1);
    expect(apart(seen, whole, IN_HALF)).toBeLessThanOrEqual(1);
  });

  it('is itself in windows of which no habit is known, whatever they show', () => {
    const strange = altered(laid, AROUND_WINDOWS, () => 3);
    const [some, none] = [{ clear: null }, { clear: null, half: null }];
    expect(apart(madeWhole(strange, PHOTO, BETWEEN_BARS, some), whole, IN_CLEAR)).toBeLessThanOrEqual(1);
    expect(apart(madeWhole(strange, PHOTO, BETWEEN_BARS, none), whole, IN_HALF)).toBeLessThanOrEqual(1);
    // Without any habit it comes out in the tone of ordinary photos.
    const usual = painted(PHOTO, BETWEEN_BARS);
    expect(apart(madeWhole(strange, PHOTO, BETWEEN_BARS, null), usual, IN_HALF)).toBeLessThanOrEqual(1);
  });

  it('is the picture itself where the photo is opaque', () => {
    expect(madeWhole(laid, OPAQUE, BETWEEN_BARS)).toBe(laid);
  });
});

describe('what lies behind a translucent photo', () => {
  const learned = (photos: readonly PhotoPlan[], way: Painting) =>
    learnWindows(
      painter,
      photos.map((of) => {
        const { seen, placement } = scene(of, way);
        return { picture: withWindows(painted(of, way), of, way), shown: seen, placement };
      }),
      knownProfile(way),
    );

  it('is learned from one photo that shows enough of it', () => {
    const { clear, half } = learned([PHOTO], BETWEEN_BARS);
    expect(clear?.gain).toBeCloseTo(0, 2);
    expect(clear?.bias).toBeCloseTo(40, 0);
    expect(half?.gain).toBeCloseTo(0.5, 1);
    expect(half?.bias).toBeCloseTo(90, 0);
  });

  it('is learned from two where one alone shows too little of it', () => {
    const square = photo(320, 320);
    expect(learned([square], CROPPED)).toEqual({ clear: null, half: null });
    expect(learned([square, square], CROPPED).half?.gain).toBeCloseTo(0.5, 1);
  });

  it('is not learned from opaque photos, nor from none', () => {
    expect(learned([OPAQUE], BETWEEN_BARS)).toEqual({ clear: null, half: null });
    expect(learned([], BETWEEN_BARS)).toEqual({ clear: null, half: null });
  });
});

describe('a kind of photo with a habit of its own', () => {
  it('comes out in its own tone, and may be as many times rougher', () => {
    const { seen, profile, placement } = scene(PHOTO, CROPPED, { slack: 1.5 });
    expect(toneOf(profile, seen)).toEqual({ gain: 0.9, bias: 120 });
    expect(thresholdsOf(profile, seen, placement)).toEqual({ block: 18, window: 13.5, row: 12, column: 12, haze: 3 });
  });

  it('is an ordinary one where nothing is known of it', () => {
    const { seen, profile, placement } = scene(PHOTO, CROPPED, null);
    expect(toneOf(profile, seen)).toEqual({ gain: 1, bias: 128 });
    expect(thresholdsOf(profile, seen, placement)).toEqual({ block: 12, window: 9, row: 8, column: 8, haze: 2 });
  });
});
