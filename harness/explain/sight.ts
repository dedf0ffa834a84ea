// What a region shows is read in hundreds of ways, each summing pixels over other cells. Sums over all rectangles from the
// region's corner are made once, so that every cell is a difference of four of them.

import { COARSE_AMPLITUDE, FINE_AMPLITUDE_MEAN } from '../model/signature.ts';
import type { Region } from '../model/verdict.ts';
import type { Pixels } from './region-pixels.ts';

/**
 * `sums` holds, for each corner of a pixel (row-major, `region.width` + 1 a row), the luma of all pixels above and left
 * of it. Luma is without the profile's bias, from about −90 to 90. `region` lies in the thumbnail.
 */
export type Sight = { readonly region: Region; readonly sums: Float64Array };

/** A line is the victim's own when it differs from its picture by less than this share of what the loudest line does. */
const OWN_SHARE = 0.4;

/**
 * All that is seen in the part of a region that is not the victim's own: lines at its edges that are the victim's are
 * left out, because regions come in whole blocks, and leaks do not.
 */
export function sightOfStrange(pixels: Pixels, region: Region): Sight {
  const { width, height } = region;
  const energyAt = (column: number, row: number) => {
    const at = row * width + column;
    return ((pixels.seen[at] as number) - (pixels.own[at] as number)) ** 2;
  };
  const rows = loudSpan(height, (row) => sumOver(0, width, (column) => energyAt(column, row)));
  const columns = loudSpan(width, (column) => sumOver(rows.from, rows.to, (row) => energyAt(column, row)));
  return summed(region, pixels.seen, {
    x: region.x + columns.from,
    y: region.y + rows.from,
    width: columns.to - columns.from,
    height: rows.to - rows.from,
  });
}

/** From the first loud line to beyond the last. */
function loudSpan(lines: number, energyOf: (line: number) => number): { readonly from: number; readonly to: number } {
  const energies = Float64Array.from({ length: lines }, (_, line) => energyOf(line));
  const limit = OWN_SHARE ** 2 * energies.reduce((loudest, energy) => Math.max(loudest, energy), 0);
  const from = energies.findIndex((energy) => energy >= limit);
  return { from, to: 1 + energies.findLastIndex((energy) => energy >= limit) };
}

function sumOver(from: number, to: number, valueOf: (at: number) => number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += valueOf(at);
  return sum;
}

/** Root mean square of what a photo shows: both amplitudes of the signature together. */
const SHOWN_RMS = Math.hypot(COARSE_AMPLITUDE, FINE_AMPLITUDE_MEAN);

/**
 * What is left of all that is seen when the victim's own is taken away in the weight that explains most of it, as strong
 * as if it were all there is.
 */
export function sightBesideOwn(pixels: Pixels, region: Region): Sight {
  const { seen, own } = pixels;
  const ownEnergy = sumOver(0, own.length, (i) => (own[i] as number) ** 2);
  const weight = sumOver(0, own.length, (i) => (own[i] as number) * (seen[i] as number)) / Math.max(1, ownEnergy);
  const rest = seen.map((luma, i) => luma - weight * (own[i] as number));
  const rms = Math.sqrt(sumOver(0, rest.length, (i) => (rest[i] as number) ** 2) / rest.length);
  const strength = SHOWN_RMS / Math.max(1, rms);
  return summed(
    region,
    rest.map((luma) => strength * luma),
    region,
  );
}

/** Of `luma`, row-major over `region`, the sums over the `part` of it. */
function summed(region: Region, luma: Float32Array, part: Region): Sight {
  const stride = part.width + 1;
  const sums = new Float64Array(stride * (part.height + 1));
  for (let row = 0; row < part.height; row++) {
    let sum = 0;
    const from = (part.y - region.y + row) * region.width + part.x - region.x;
    for (let column = 0; column < part.width; column++) {
      sum += luma[from + column] as number;
      const corner = (row + 1) * stride + column + 1;
      sums[corner] = (sums[corner - stride] as number) + sum;
    }
  }
  return { region: part, sums };
}
