// A photo's pixels, straight from its plan, at full size. Sources reach tens of megapixels, so no picture of floats is
// ever held: cells are stretched along x once, and every row of bytes is mixed from a few of those stretched lines.

import { toStoredGrid, storedSize } from '../model/orientation.ts';
import { axisWeights, EDGE_BLUR_CELLS, type AxisWeights } from '../model/paint.ts';
import type { Size } from '../model/placement.ts';
import type { PhotoPlan } from '../model/plan.ts';
import { OPAQUE, opacityGrid } from '../model/opacity.ts';
import { MID_LUMA, signatureGrid, type SignatureGrid } from '../model/signature.ts';
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
  | 'frame'
  | 'widthPx'
  | 'heightPx'
  | 'format'
  | 'colour'
  | 'oddity'
  | 'orientationExif'
  | 'tintHue'
>;

/**
 * The stored picture of a photo, `uprightPx` large before its orientation is applied: its own size, or that of a
 * preview. A GIF is painted as bare luma: its colours are in its palette.
 */
export function paintSource(nonce: string, photo: PaintedPlan, uprightPx: Size = photo): PaintedSource {
  const { width, height } = storedSize(uprightPx.widthPx, uprightPx.heightPx, photo.orientationExif);
  const channels = channelsOf(photo);
  const pixels = new Uint8Array(width * height * channels);
  const paint = (upright: SignatureGrid, into: Uint8Array, as: 1 | 3 | 4) => {
    const cells = storedSize(upright.columns, upright.rows, photo.orientationExif);
    const offsets = toStoredGrid(upright.offsets, upright.columns, upright.rows, photo.orientationExif);
    const blur = [{ weight: 1, blurCells: EDGE_BLUR_CELLS }];
    const x = axisWeights(cells.width, width, 0, cells.width, blur);
    const lines = stretchedLines(offsets, cells.width, cells.height, x);
    paintRows(lines, axisWeights(cells.height, height, 0, cells.height, blur), as, sourceTint(photo), into);
  };
  if (channels === 4) pixels.fill(OPAQUE);
  paint(signatureGrid(nonce, photo), pixels, channels);
  if (channels === 4 && photo.oddity === 'translucent') {
    // Opacity is painted as luma is: its offsets count from the same zero.
    const alpha = new Uint8Array(width * height);
    paint(opacityGrid(photo.widthPx, photo.heightPx), alpha, 1);
    for (let i = 0; i < alpha.length; i++) pixels[4 * i + 3] = alpha[i] as number;
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

/** Mixes lines of luma along y, the weights of a row summing to 1, and writes all but the alpha of each pixel. */
function paintRows(lines: Float32Array, y: AxisWeights, channels: 1 | 3 | 4, tint: Tint, out: Uint8Array): void {
  const width = out.length / channels / y.lengthPx;
  const luma = new Uint8Array(width);
  for (let j = 0; j < y.lengthPx; j++) {
    const mixed = channels === 1 ? out.subarray(j * width, (j + 1) * width) : luma;
    mixLines(lines, width, y, j, mixed);
    if (channels !== 1) colourRow(mixed, channels, tint, out, j * width * channels);
  }
}

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

function colourRow(luma: Uint8Array, channels: 3 | 4, tint: Tint, out: Uint8Array, from: number): void {
  const [red, green, blue] = tint;
  for (let i = 0, at = from; i < luma.length; i++, at += channels) {
    const level = luma[i] as number;
    out[at] = level + red;
    out[at + 1] = level + green;
    out[at + 2] = level + blue;
  }
}
