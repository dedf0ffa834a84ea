// Where a photo lies under its thumbnail. Thumbnailers agree on the fit and differ in half pixels: which way an odd
// crop is rounded, and whether the scaled picture is stretched to whole pixels or keeps its exact pitch about its centre.
// Half a pixel moves a fine cell by a quarter of its width, so the rule is learned, never assumed.

import type { Fit, Recipe } from './recipe.ts';

/** `width` and `height` keep the aspect and set only that side: what a tool does that was not told the other. */
export type Fitting = Fit | 'width' | 'height';
export const FITTINGS: readonly Fitting[] = ['cover', 'inside', 'contain', 'fill', 'width', 'height'];

/** Where the photo lies in a box of another aspect: 0 at its left or upper edge, 0.5 in the middle, 1 at its right or lower. */
export type Gravity = { readonly x: number; readonly y: number };

/**
 * `gravity` is `content` where each photo is cropped to what is found interesting in it: a placement of the rule is then
 * that in the middle, and the photo's own is looked for (locate.ts).
 * `enlarges` false: a source smaller than the box keeps its size. `shiftPx`: what was measured beyond the rule.
 */
export type PlacementRule = {
  readonly fitting: Fitting;
  readonly gravity: Gravity | 'content';
  readonly rounding: 'floor' | 'centre' | 'ceil';
  readonly pitch: 'exact' | 'stretched';
  readonly enlarges: boolean;
  readonly shiftPx: { readonly x: number; readonly y: number };
};

export const CENTRE: Gravity = { x: 0.5, y: 0.5 };

export type Size = { readonly widthPx: number; readonly heightPx: number };

/** One axis: thumbnail pixels `start` to `start + lengthPx` show source pixels `from` to `to` (fractions). */
export type AxisPlacement = {
  readonly start: number;
  readonly lengthPx: number;
  readonly from: number;
  readonly to: number;
};

/** `thumbnail` is the whole picture, bars included; the axes say which part of it shows which part of the source. */
export type Placement = { readonly thumbnail: Size; readonly x: AxisPlacement; readonly y: AxisPlacement };

/**
 * The thumbnail that the rule makes of a source as it is shown (orientation policy applied).
 * `actual`, when given, is a size that came and may differ from the rule's by one pixel of rounding.
 */
export function placementOf(rule: PlacementRule, recipe: Recipe, source: Size, actual?: Size): Placement {
  const { scaleX, scaleY } = scalesOf(rule, recipe, source);
  const boxed = rule.fitting === 'cover' || rule.fitting === 'contain';
  const scaled = { widthPx: wholePx(source.widthPx * scaleX), heightPx: wholePx(source.heightPx * scaleY) };
  const size = actual ?? (boxed ? thumbnailBox(rule, recipe, scaled) : scaled);
  const stretchTo = boxed ? scaled : size;
  const gravity = rule.gravity === 'content' ? CENTRE : rule.gravity;
  const { shiftPx } = rule;
  return {
    thumbnail: size,
    x: axisPlacement(rule, source.widthPx, scaleX, stretchTo.widthPx, size.widthPx, gravity.x, shiftPx.x),
    y: axisPlacement(rule, source.heightPx, scaleY, stretchTo.heightPx, size.heightPx, gravity.y, shiftPx.y),
  };
}

/** The placement under a thumbnail that came; null when its size is farther from the rule's than rounding explains. */
export function placementNear(
  rule: PlacementRule,
  recipe: Recipe,
  source: Size,
  { widthPx, heightPx }: Size,
): Placement | null {
  const actual = { widthPx, heightPx };
  const isNear = isSizeNear(placementOf(rule, recipe, source).thumbnail, actual);
  return isNear ? placementOf(rule, recipe, source, actual) : null;
}

/** The part of a placement that lies within a rectangle of its thumbnail; of no pixels where they do not meet. */
export function placementWithin(
  placement: Placement,
  { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Placement {
  return { ...placement, x: axisWithin(placement.x, x, x + width), y: axisWithin(placement.y, y, y + height) };
}

function axisWithin({ start, lengthPx, from, to }: AxisPlacement, firstPx: number, endPx: number): AxisPlacement {
  const sourcePerPx = (to - from) / lengthPx;
  const first = Math.max(start, firstPx);
  const length = Math.max(0, Math.min(start + lengthPx, endPx) - first);
  const begin = from + (first - start) * sourcePerPx;
  return { start: first, lengthPx: length, from: begin, to: begin + length * sourcePerPx };
}

/** Thumbnail pixels per cell along one axis, of `cells` over a source of `sourcePx` pixels. */
export function cellPxAlong(axis: AxisPlacement, cells: number, sourcePx: number): number {
  return (axis.lengthPx * sourcePx) / ((axis.to - axis.from) * cells);
}

/** True when the sizes differ by at most the rounding of one pixel a side. */
export function isSizeNear(a: Size, b: Size): boolean {
  return Math.abs(a.widthPx - b.widthPx) <= 1 && Math.abs(a.heightPx - b.heightPx) <= 1;
}

function thumbnailBox(rule: PlacementRule, recipe: Recipe, scaled: Size): Size {
  if (rule.fitting === 'contain') return { widthPx: recipe.width, heightPx: recipe.height };
  return { widthPx: Math.min(recipe.width, scaled.widthPx), heightPx: Math.min(recipe.height, scaled.heightPx) };
}

function scalesOf(rule: PlacementRule, recipe: Recipe, source: Size): { scaleX: number; scaleY: number } {
  const scaleX = recipe.width / source.widthPx;
  const scaleY = recipe.height / source.heightPx;
  const limit = rule.enlarges ? Number.POSITIVE_INFINITY : 1;
  const both = (scale: number) => ({ scaleX: Math.min(scale, limit), scaleY: Math.min(scale, limit) });
  switch (rule.fitting) {
    case 'cover':
      return both(Math.max(scaleX, scaleY));
    case 'inside':
    case 'contain':
      return both(Math.min(scaleX, scaleY));
    case 'width':
      return both(scaleX);
    case 'height':
      return both(scaleY);
    case 'fill':
      return { scaleX: Math.min(scaleX, limit), scaleY: Math.min(scaleY, limit) };
  }
}

/** `scaledPx` pixels of scaled source meet `thumbnailPx` pixels of thumbnail: cropped when longer, between bars when shorter. */
function axisPlacement(
  rule: PlacementRule,
  sourcePx: number,
  scale: number,
  scaledPx: number,
  thumbnailPx: number,
  gravity: number,
  shiftPx: number,
): AxisPlacement {
  const surplus = scaledPx - thumbnailPx;
  const lengthPx = Math.min(scaledPx, thumbnailPx);
  const cropped = rounded(Math.max(0, surplus) * gravity, rule.rounding) + shiftPx;
  const sourcePerPx = rule.pitch === 'exact' ? 1 / scale : sourcePx / scaledPx;
  const from = sourcePx / 2 + (cropped - scaledPx / 2) * sourcePerPx;
  if (surplus >= 0) return { start: 0, lengthPx, from, to: from + lengthPx * sourcePerPx };
  // Bars are whole pixels, so an odd surplus falls to one side, and the photo's edge may lie a pixel off: the outermost
  // pixels of a photo between bars are left out.
  const inset = Math.min(BAR_EDGE_PX, Math.floor((lengthPx - 1) / 2));
  const start = rule.rounding === 'ceil' ? Math.ceil(-surplus * gravity) : Math.floor(-surplus * gravity);
  return {
    start: start + inset,
    lengthPx: lengthPx - 2 * inset,
    from: from + inset * sourcePerPx,
    to: from + (lengthPx - inset) * sourcePerPx,
  };
}

const BAR_EDGE_PX = 1;

function rounded(value: number, rounding: PlacementRule['rounding']): number {
  switch (rounding) {
    case 'floor':
      return Math.floor(value);
    case 'centre':
      return value;
    case 'ceil':
      return Math.ceil(value);
  }
}

function wholePx(value: number): number {
  return Math.max(1, Math.round(value));
}
