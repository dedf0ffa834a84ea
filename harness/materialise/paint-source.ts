// A photo's pixels, straight from its plan, at full size. Sources reach tens of megapixels, so no picture of floats is
// ever held: cells are stretched along x once, and every row of bytes is mixed from a few of those stretched lines.

import { CARRIER_DETAIL, NO_CARRIERS, photoGrids, type CarrierOf } from '../model/carrier.ts';
import { storedSize } from '../model/orientation.ts';
import { axisWeights, EDGE_BLUR_CELLS, type AxisWeights } from '../model/paint.ts';
import type { Size } from '../model/placement.ts';
import type { PhotoPlan } from '../model/plan.ts';
import { OPAQUE, opacityGrid } from '../model/opacity.ts';
import { storedGrid } from '../model/shown-photo.ts';
import { MID_LUMA, type SignatureGrid } from '../model/signature.ts';
import { BLUE_OF_BLUE, GREEN_OF_BLUE, GREEN_OF_RED, RED_OF_RED, sourceChroma } from './source-chroma.ts';
import { NO_TINT, tintOf, type Tint } from './source-tint.ts';

/** Row-major bytes as stored in the file, before its EXIF orientation is applied: grey, RGB or RGBA. */
export type PaintedSource = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: 1 | 3 | 4;
  readonly pixels: Uint8Array;
};

type PaintedPlan = Pick<
  PhotoPlan,
  | 'contentId'
  | 'version'
  | 'drawnAs'
  | 'frame'
  | 'widthPx'
  | 'heightPx'
  | 'format'
  | 'colour'
  | 'oddity'
  | 'orientationExif'
  | 'tintHue'
  | 'carrier'
>;

/**
 * The stored picture of a photo, `uprightPx` large before its orientation is applied: its own size, or that of a
 * preview. A GIF is painted as bare luma: its colours are in its palette.
 */
export function paintSource(
  nonce: string,
  photo: PaintedPlan,
  carrierOf: CarrierOf = NO_CARRIERS,
  uprightPx: Size = photo,
): PaintedSource {
  const { width, height } = storedSize(uprightPx.widthPx, uprightPx.heightPx, photo.orientationExif);
  const { grid } = photoGrids(nonce, photo, carrierOf, CARRIER_DETAIL);
  const stored = (upright: SignatureGrid) => stretched(storedGrid(upright, photo.orientationExif), width, height);
  const luma = stored(grid);
  const channels = channelsOf(photo);
  const pixels = new Uint8Array(width * height * channels);
  if (channels === 4) pixels.fill(OPAQUE);
  if (channels === 1) luma.forEachRow((row, mixed) => pixels.set(mixed, row * width));
  else if (photo.carrier === null) {
    const tint = sourceTint(photo);
    luma.forEachRow((row, mixed) => colourRow(mixed, channels, tint, pixels, row * width * channels));
  } else {
    const { blue, red } = sourceChroma(photo, photo.carrier, carrierOf);
    const blues = stretched(blue, width, height);
    const reds = stretched(red, width, height);
    // A photograph that is shown as it is may be as colourful as colours get.
    const clamped = new Uint8ClampedArray(pixels.buffer);
    luma.forEachRow((row, mixed) =>
      paintColours(mixed, blues.row(row), reds.row(row), channels, clamped, row * width * channels),
    );
  }
  if (channels === 4 && photo.oddity === 'translucent') {
    // Opacity is painted as luma is: its offsets count from the same zero.
    stored(opacityGrid(photo.widthPx, photo.heightPx)).forEachRow((row, alpha) => {
      for (let x = 0; x < width; x++) pixels[4 * (row * width + x) + 3] = alpha[x] as number;
    });
  }
  return { widthPx: width, heightPx: height, channels, pixels };
}

/** The tint that a photo shows; none for greyscale. */
export function sourceTint(photo: Pick<PhotoPlan, 'colour' | 'tintHue'>): Tint {
  return photo.colour === 'grey' ? NO_TINT : tintOf(photo.tintHue);
}

/** JPEG has no alpha channel, and that of GIF is one bit, so there `alpha` is painted as colour. */
function channelsOf(photo: Pick<PhotoPlan, 'format' | 'colour'>): 1 | 3 | 4 {
  if (photo.colour === 'grey' || photo.format === 'gif') return 1;
  return photo.colour === 'alpha' && photo.format !== 'jpeg' ? 4 : 3;
}

type Stretched = {
  /** One row of pixels, the grid's offsets from mid grey; valid until the next one is asked for. */
  readonly row: (row: number) => Uint8Array;
  readonly forEachRow: (paint: (row: number, luma: Uint8Array) => void) => void;
};

/** A grid at the size of a picture, row by row: every row of cells is stretched once, and each row of pixels mixed from a few. */
function stretched({ columns, rows, offsets }: SignatureGrid, width: number, height: number): Stretched {
  const blur = [{ weight: 1, blurCells: EDGE_BLUR_CELLS }];
  const lines = stretchedLines(offsets, columns, rows, axisWeights(columns, width, 0, columns, blur));
  const y = axisWeights(rows, height, 0, rows, blur);
  const mixed = new Uint8Array(width);
  const row = (at: number) => {
    mixLines(lines, width, y, at, mixed);
    return mixed;
  };
  return {
    row,
    forEachRow: (paint) => {
      for (let at = 0; at < height; at++) paint(at, row(at));
    },
  };
}

/** Luma plus one half, so that truncation rounds, of every row of cells at the pixels of x: `rows` × x.lengthPx. */
function stretchedLines(offsets: Int8Array, columns: number, rows: number, x: AxisWeights): Float32Array {
  const lines = new Float32Array(rows * x.lengthPx);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < x.lengthPx; i++) {
      const first = row * columns + (x.first[i] as number);
      let luma = MID_LUMA + 0.5;
      for (let tap = 0; tap < x.taps; tap++)
        luma += (x.weights[i * x.taps + tap] as number) * (offsets[first + tap] as number);
      lines[row * x.lengthPx + i] = luma;
    }
  }
  return lines;
}

/** One row of `y`: lines of luma mixed, the weights summing to 1. */
function mixLines(lines: Float32Array, width: number, y: AxisWeights, j: number, out: Uint8Array): void {
  const base = j * y.taps;
  const from = (y.first[j] as number) * width;
  if (y.taps !== 4) {
    for (let i = 0; i < width; i++) {
      let sum = 0;
      for (let tap = 0; tap < y.taps; tap++)
        sum += (y.weights[base + tap] as number) * (lines[from + tap * width + i] as number);
      out[i] = sum | 0;
    }
    return;
  }
  // Four taps is every picture with pixels smaller than its cells: unrolled, it runs three times as fast. The integer
  // truncation is what storing into bytes does anyway, but left to the store it costs half as much again.
  const [a, b, c, d] = [0, 1, 2, 3].map((tap) => y.weights[base + tap] as number) as [number, number, number, number];
  const lineB = from + width;
  const lineC = lineB + width;
  const lineD = lineC + width;
  for (let i = 0; i < width; i++) {
    out[i] =
      (a * (lines[from + i] as number) +
        b * (lines[lineB + i] as number) +
        c * (lines[lineC + i] as number) +
        d * (lines[lineD + i] as number)) |
      0;
  }
}

function paintColours(
  luma: Uint8Array,
  blues: Uint8Array,
  reds: Uint8Array,
  channels: 3 | 4,
  out: Uint8ClampedArray,
  from: number,
): void {
  for (let i = 0, at = from; i < luma.length; i++, at += channels) {
    const level = luma[i] as number;
    const blue = blues[i] as number;
    const red = reds[i] as number;
    out[at] = level + (RED_OF_RED[red] as number);
    out[at + 1] = level + (GREEN_OF_RED[red] as number) + (GREEN_OF_BLUE[blue] as number);
    out[at + 2] = level + (BLUE_OF_BLUE[blue] as number);
  }
}

function colourRow(luma: Uint8Array, channels: 3 | 4, tint: Tint, out: Uint8Array, from: number): void {
  const [red, green, blue] = tint;
  for (let i = 0, at = from; i < luma.length; i++, at += channels) {
    const level = luma[i] as number;
    out[at] = level + red;
    out[at + 1] = level + green;
    out[at + 2] = level + blue;
  }
}
