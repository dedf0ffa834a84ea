// A region is compared with what hundreds of photos would have shown there, so what it shows itself is gathered once.

import type { LumaPicture } from '../model/expectation.ts';
import type { Placement } from '../model/placement.ts';
import type { ReadableProfile } from '../model/profile.ts';
import type { Region } from '../model/verdict.ts';

/** Expected luma less the profile's bias, row-major, over the part of the thumbnail that shows the photo. */
export type Painted = { readonly placement: Placement; readonly luma: Float32Array };

/**
 * Of each pixel: its place in the thumbnail, the luma seen there less the profile's bias, that of the victim's own, and
 * how far the two lie apart.
 */
export type Pixels = {
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly seen: Float32Array;
  readonly own: Float32Array;
  readonly apart: Float32Array;
};

/** The pixels of a region; bars around the victim's own photo count as its own. */
export function pixelsOf(picture: LumaPicture, own: Painted, region: Region, profile: ReadableProfile): Pixels {
  const count = region.width * region.height;
  const pixels = {
    x: new Int32Array(count),
    y: new Int32Array(count),
    seen: new Float32Array(count),
    own: new Float32Array(count),
    apart: new Float32Array(count),
  };
  const { bias } = profile.tone;
  const ofBars = profile.bars.kind === 'even' ? profile.bars.luma - bias : 0;
  for (let i = 0; i < count; i++) {
    const x = region.x + (i % region.width);
    const y = region.y + Math.floor(i / region.width);
    pixels.x[i] = x;
    pixels.y[i] = y;
    pixels.seen[i] = (picture.luma[y * picture.widthPx + x] as number) - bias;
    pixels.own[i] = lumaAt(own, x, y) ?? ofBars;
    pixels.apart[i] = Math.abs((pixels.seen[i] as number) - (pixels.own[i] as number));
  }
  return pixels;
}

/** The smallest rectangle that holds them; of no pixels where there are none. */
export function boundsOf({ x, y }: Pick<Pixels, 'x' | 'y'>): Region {
  if (x.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const [left, right] = rangeOf(x);
  const [top, bottom] = rangeOf(y);
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function rangeOf(values: Int32Array): readonly [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

/** The pixels with a picture taken away, in some weight, from what was seen where it lies; as they are without one. */
export function without(pixels: Pixels, picture: Painted | null, weight: number): Pixels {
  if (picture === null) return pixels;
  const seen = pixels.seen.map(
    (luma, i) => luma - weight * (lumaAt(picture, pixels.x[i] as number, pixels.y[i] as number) ?? 0),
  );
  return { ...pixels, seen };
}

/** Those pixels whose value in `map` is `counted`; beside it the value is not a number. */
export function pixelsWhere(pixels: Pixels, map: Painted, counted: (value: number) => boolean): Pixels {
  return taken(pixels, (_, at) => counted(lumaAt(map, pixels.x[at] as number, pixels.y[at] as number) ?? Number.NaN));
}

/** Those of the pixels that are `taken`, by their places in the list. */
export function taken({ x, y, seen, own, apart }: Pixels, isTaken: (_: number, at: number) => boolean): Pixels {
  return {
    x: x.filter(isTaken),
    y: y.filter(isTaken),
    seen: seen.filter(isTaken),
    own: own.filter(isTaken),
    apart: apart.filter(isTaken),
  };
}

/** Sums of products over the counted pixels: what was seen, what the victim would show, what the donor would. */
export type Sums = {
  readonly count: number;
  readonly seenSeen: number;
  readonly seenDonor: number;
  readonly donorDonor: number;
  readonly seenOwn: number;
  readonly ownOwn: number;
  readonly ownDonor: number;
};

/** Over the pixels that the donor covers too, and that differ from the victim's own by at least `strangeFrom` levels. */
export function sumsOf(pixels: Pixels, donor: Painted, strangeFrom: number): Sums {
  let [count, seenSeen, seenDonor, donorDonor, seenOwn, ownOwn, ownDonor] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < pixels.seen.length; i++) {
    const seen = pixels.seen[i] as number;
    const own = pixels.own[i] as number;
    if ((pixels.apart[i] as number) < strangeFrom) continue;
    const ofDonor = lumaAt(donor, pixels.x[i] as number, pixels.y[i] as number);
    if (ofDonor === undefined) continue;
    count++;
    seenSeen += seen * seen;
    seenDonor += seen * ofDonor;
    donorDonor += ofDonor * ofDonor;
    seenOwn += seen * own;
    ownOwn += own * own;
    ownDonor += own * ofDonor;
  }
  return { count, seenSeen, seenDonor, donorDonor, seenOwn, ownOwn, ownDonor };
}

/**
 * How like the donor's the texture is: what is left of both when the donor's coarse cells are taken away, over the pixels
 * that differ from the victim's own by at least `strangeFrom` levels. Fine cells are independent of the coarse ones, and
 * of those of any other photo, so among strangers this correlation is noise.
 */
export function textureOf(
  pixels: Pixels,
  donor: Painted,
  coarse: Painted,
  strangeFrom: number,
): { readonly correlation: number; readonly count: number } {
  let [count, seen, seen2, fine, fine2, both] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < pixels.seen.length; i++) {
    const luma = pixels.seen[i] as number;
    if ((pixels.apart[i] as number) < strangeFrom) continue;
    const x = pixels.x[i] as number;
    const y = pixels.y[i] as number;
    const ofDonor = lumaAt(donor, x, y);
    const ofCoarse = lumaAt(coarse, x, y);
    if (ofDonor === undefined || ofCoarse === undefined) continue;
    const left = luma - ofCoarse;
    const texture = ofDonor - ofCoarse;
    count++;
    seen += left;
    seen2 += left * left;
    fine += texture;
    fine2 += texture * texture;
    both += left * texture;
  }
  const variance = (seen2 - (seen * seen) / count) * (fine2 - (fine * fine) / count);
  return { correlation: variance > 0 ? (both - (seen * fine) / count) / Math.sqrt(variance) : 0, count };
}

function lumaAt({ placement, luma }: Painted, x: number, y: number): number | undefined {
  const column = x - placement.x.start;
  const row = y - placement.y.start;
  const isInside = column >= 0 && column < placement.x.lengthPx && row >= 0 && row < placement.y.lengthPx;
  return isInside ? luma[row * placement.x.lengthPx + column] : undefined;
}
