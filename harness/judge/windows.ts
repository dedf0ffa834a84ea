// What lies behind a photo that can be seen through belongs to nobody, or to somebody else. The windows of a translucent
// photo are held to what the thumbnailer shows in them alone, and then filled in, so that all else is judged as ever.

import type { LumaPicture, Painter, Tone } from '../model/expectation.ts';
import { CLEAR, HALF, OPACITY_ZERO, OPAQUE } from '../model/opacity.ts';
import type { Placement } from '../model/placement.ts';
import type { OddHabit, ReadableProfile, Thresholds } from '../model/profile.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import { hazeThreshold } from './haze-kinds.ts';

/** What a pixel of the photo lies in: the photo itself, a window, or too near an edge between them to be judged. */
const EDGE = 0;
const WHOLE = 1;
const IN_HALF = 2;
const IN_CLEAR = 3;
/** Resizing and codecs blur the edge of a window over about so many pixels to either side. */
const EDGE_PX = 4;
/** Alpha this near to that of a window, of 255, is the window's. */
const ALPHA_NEAR = 3;

/** A translucent photo under its thumbnail: its own painting, and what each pixel of it lies in. */
type Scene = {
  readonly painter: Painter;
  readonly shown: ShownPhoto;
  readonly placement: Placement;
  readonly profile: Pick<ReadableProfile, 'response'>;
};

function habitOf(profile: Pick<ReadableProfile, 'odd'>, shown: ShownPhoto): OddHabit | null {
  return shown.oddSource === null ? null : (profile.odd[shown.oddSource] ?? null);
}

/** The tone in which a photo of its kind comes out. */
export function toneOf(profile: ReadableProfile, shown: ShownPhoto): Tone {
  return habitOf(profile, shown)?.tone ?? profile.tone;
}

/** What a photo of its kind may depart by. */
export function thresholdsOf(profile: ReadableProfile, shown: ShownPhoto, placement: Placement): Thresholds {
  const slack = habitOf(profile, shown)?.slack ?? 1;
  const { block, window, row, column } = profile.thresholds;
  const haze = hazeThreshold(profile, shown, placement);
  return slack === 1
    ? { block, window, row, column, haze }
    : { block: slack * block, window: slack * window, row: slack * row, column: slack * column, haze: slack * haze };
}

/**
 * The picture as it would be if the photo were opaque: whatever departs from the windows' habit departs as much from the
 * photo's own luma then. Edges of windows are taken for the photo's own, and so are windows of which no habit is known.
 */
export function seenWhole(
  painter: Painter,
  picture: LumaPicture,
  shown: ShownPhoto,
  placement: Placement,
  profile: ReadableProfile,
): LumaPicture {
  if (shown.opacity === null) return picture;
  const habit = habitOf(profile, shown);
  const { gain, bias } = toneOf(profile, shown);
  const luma = picture.luma.slice();
  const clamped = new Uint8ClampedArray(luma.buffer, luma.byteOffset, luma.length);
  forEachPixel({ painter, shown, placement, profile }, picture.widthPx, (at, offset, within) => {
    if (within === WHOLE) return;
    const own = gain * offset + bias;
    const window = habitIn(habit, within);
    clamped[at] = window === null ? own : (picture.luma[at] as number) + own - (window.gain * offset + window.bias);
  });
  return { ...picture, luma };
}

/** Lays the windows over a picture that shows the photo as if it were opaque. */
export function layWindows(
  painter: Painter,
  luma: Uint8Array,
  shown: ShownPhoto,
  placement: Placement,
  profile: ReadableProfile,
): void {
  if (shown.opacity === null) return;
  const habit = habitOf(profile, shown);
  const clamped = new Uint8ClampedArray(luma.buffer, luma.byteOffset, luma.length);
  forEachPixel({ painter, shown, placement, profile }, placement.thumbnail.widthPx, (at, offset, within) => {
    const window = habitIn(habit, within);
    if (window !== null) clamped[at] = window.gain * offset + window.bias;
  });
}

/** Luma of both windows by regression on the photo's own painting, over thumbnails made alone; null where too little of one is seen. */
export function learnWindows(
  painter: Painter,
  samples: readonly { readonly picture: LumaPicture; readonly shown: ShownPhoto; readonly placement: Placement }[],
  profile: ReadableProfile,
): Pick<OddHabit, 'clear' | 'half'> {
  const sums = new Map<number, [count: number, offset: number, luma: number, square: number, both: number]>();
  for (const { picture, shown, placement } of samples) {
    forEachPixel({ painter, shown, placement, profile }, picture.widthPx, (at, offset, within) => {
      const luma = picture.luma[at] as number;
      const [count, offsets, lumas, square, both] = sums.get(within) ?? [0, 0, 0, 0, 0];
      sums.set(within, [count + 1, offsets + offset, lumas + luma, square + offset ** 2, both + offset * luma]);
    });
  }
  const toneIn = (within: number): Tone | null => {
    const [count, offset, luma, square, both] = sums.get(within) ?? [0, 0, 0, 0, 0];
    const variance = square - offset ** 2 / count;
    if (count < WINDOW_PX_MIN || !(variance > 0)) return null;
    const gain = (both - (offset * luma) / count) / variance;
    return { gain, bias: (luma - gain * offset) / count };
  };
  return { clear: toneIn(IN_CLEAR), half: toneIn(IN_HALF) };
}

const WINDOW_PX_MIN = 48;

function habitIn(habit: OddHabit | null, within: number): Tone | null {
  return within === IN_CLEAR ? (habit?.clear ?? null) : within === IN_HALF ? (habit?.half ?? null) : null;
}

/** Each pixel that shows the photo: its place in a thumbnail `widthPx` wide, its painted offset, what it lies in. */
function forEachPixel(
  { painter, shown, placement, profile }: Scene,
  widthPx: number,
  visit: (at: number, offset: number, within: number) => void,
): void {
  if (shown.opacity === null) return;
  const { x, y } = placement;
  const alpha = painter.paint(shown.opacity, shown.size, placement, profile.response);
  const offsets = painter.paint(shown.grid, shown.size, placement, profile.response);
  const kinds = Uint8Array.from(alpha, (offset) => kindOf(offset + OPACITY_ZERO));
  const inner = eroded(eroded(kinds, x.lengthPx, y.lengthPx, 1), x.lengthPx, y.lengthPx, x.lengthPx);
  for (let row = 0; row < y.lengthPx; row++) {
    for (let column = 0; column < x.lengthPx; column++) {
      const from = row * x.lengthPx + column;
      const at = (y.start + row) * widthPx + x.start + column;
      visit(at, offsets[from] as number, inner[from] as number);
    }
  }
}

function kindOf(alpha: number): number {
  if (Math.abs(alpha - OPAQUE) <= ALPHA_NEAR) return WHOLE;
  if (Math.abs(alpha - HALF) <= ALPHA_NEAR) return IN_HALF;
  return Math.abs(alpha - CLEAR) <= ALPHA_NEAR ? IN_CLEAR : EDGE;
}

/** EDGE wherever a neighbour along one axis, up to EDGE_PX away, is of another kind; `step` is 1 along rows, the width along columns. */
function eroded(kinds: Uint8Array, widthPx: number, heightPx: number, step: number): Uint8Array {
  const lengthPx = step === 1 ? widthPx : heightPx;
  return kinds.map((kind, at) => {
    const place = step === 1 ? at % widthPx : Math.floor(at / widthPx);
    const from = Math.max(-EDGE_PX, -place);
    const to = Math.min(EDGE_PX, lengthPx - 1 - place);
    for (let away = from; away <= to; away++) if (kinds[at + away * step] !== kind) return EDGE;
    return kind;
  });
}
