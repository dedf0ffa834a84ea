// What a region shows is read in hundreds of ways, each summing pixels over other cells. Sums over all rectangles from the
// region's corner are made once, so that every cell is a difference of four of them.

import type { Region } from '../model/verdict.ts';
import type { Pixels } from './region-pixels.ts';

/**
 * `sums` holds, for each corner of a pixel (row-major, `region.width` + 1 a row), the luma of all pixels above and left
 * of it. Luma is without the profile's bias, from about −90 to 90. `region` lies in the thumbnail.
 */
export type Sight = { readonly region: Region; readonly sums: Float64Array };

/**
 * All that is seen in the part of a region that is not the victim's own: lines at its edges that differ from the own
 * picture by less than `strangeRms` are left out. Regions come in whole blocks, and leaks do not.
 */
export function sightOfStrange(pixels: Pixels, region: Region, strangeRms: number): Sight {
  const { width } = region;
  let [left, right, top, bottom] = [0, width, 0, region.height];
  const isOwn = (first: number, step: number, count: number) => {
    let energy = 0;
    for (let i = 0, at = first; i < count; i++, at += step)
      energy += ((pixels.seen[at] as number) - (pixels.own[at] as number)) ** 2;
    return energy <= strangeRms ** 2 * count;
  };
  while (top < bottom && isOwn(top * width + left, 1, right - left)) top++;
  while (top < bottom && isOwn((bottom - 1) * width + left, 1, right - left)) bottom--;
  while (left < right && isOwn(top * width + left, width, bottom - top)) left++;
  while (left < right && isOwn(top * width + right - 1, width, bottom - top)) right--;
  if (top >= bottom || left >= right) return summed(region, pixels.seen, region);
  return summed(region, pixels.seen, {
    x: region.x + left,
    y: region.y + top,
    width: right - left,
    height: bottom - top,
  });
}

/** What is left of all that is seen when the victim's own is taken away in the weight that explains most of it. */
export function sightBesideOwn(pixels: Pixels, region: Region): Sight {
  let [both, own2] = [0, 0];
  for (let i = 0; i < pixels.seen.length; i++) {
    const own = pixels.own[i] as number;
    both += own * (pixels.seen[i] as number);
    own2 += own * own;
  }
  const weight = own2 > 0 ? both / own2 : 0;
  const rest = pixels.seen.map((seen, i) => seen - weight * (pixels.own[i] as number));
  return summed(region, rest, region);
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
