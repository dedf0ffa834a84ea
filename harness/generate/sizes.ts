// Making photos costs far more than judging thumbnails, so a photo is hardly larger than its recipes need to be covered:
// most fit the smallest recipe only, some the largest, and a few are giants, panoramas or tiny ones.

import { isCovered, shownSize } from '../model/coverage.ts';
import type { Recipe } from '../model/recipe.ts';

export const SIDE_MIN_PX = 16;
export const SIDE_MAX_PX = 4000;
/** Beyond this many pixels along a side a photo is a giant, and comes only in formats that are cheap to encode. */
export const GIANT_SIDE_PX = 1200;
/** Photos of a recipe that none can cover (below 32 px, or above 2000 px) are no larger than this. */
const UNCOVERABLE_SIDE_MAX_PX = 1024;

/**
 * `small` covers the recipes that need the fewest pixels, `large` and `giant` every recipe that a photo can cover;
 * `tiny` and `panorama` cover none.
 */
export type SizeKind = 'small' | 'large' | 'giant' | 'tiny' | 'panorama';

export type Size = { readonly widthPx: number; readonly heightPx: number };

/** Where in its range each free choice lies, in [0, 1); at 0 a photo is as small and as square as its kind allows. */
export type SizeDraw = { readonly aspect: number; readonly stretch: number; readonly portrait: boolean };

export const LEAST: SizeDraw = { aspect: 0, stretch: 0, portrait: false };

/**
 * Indexes into the recipes: those that the cheapest photos cover, and all that any photo can, the dearest first.
 * Both are empty when no photo covers any.
 */
export type SizeTiers = { readonly small: readonly number[]; readonly all: readonly number[] };

/** A photo this much larger than the cheapest is still a cheap one: such recipes share a tier. */
const TIER_WIDTH = 1.2;

export function sizeTiers(recipes: readonly Recipe[]): SizeTiers {
  const needs = recipes.map((recipe) => neededShortPx(recipe, { aspect: 1, portrait: false }));
  const all = recipes.flatMap((recipe, index) => (isCoveredBySquare(recipe) ? [index] : []));
  const needOf = (index: number) => needs[index] ?? 0;
  const least = Math.min(...all.map(needOf));
  return {
    small: all.filter((index) => needOf(index) <= TIER_WIDTH * least),
    all: all.toSorted((a, b) => needOf(b) - needOf(a) || a - b),
  };
}

/** A size of the kind for a photo that is asked for `recipes`; both sides lie between SIDE_MIN_PX and SIDE_MAX_PX. */
export function sizeOf(kind: SizeKind, recipes: readonly Recipe[], draw: SizeDraw): Size {
  switch (kind) {
    case 'small':
      return coveringSize(recipes, draw, 1.12 ** draw.stretch);
    case 'large':
      return coveringSize(recipes, draw, 1.1 ** draw.stretch);
    case 'giant': {
      const least = coveringSize(recipes, draw, 1);
      const longPx = logUniform(GIANT_SIDE_PX + 1, SIDE_MAX_PX, draw.stretch ** 2);
      return scaled(least, Math.max(1, longPx / Math.max(least.widthPx, least.heightPx)));
    }
    case 'tiny':
      return uncoveredSize(recipes, draw);
    case 'panorama': {
      const aspect = logUniform(2.7, 7.9, draw.aspect);
      return sizeAt(logUniform(24, 200, draw.stretch), { aspect, portrait: draw.portrait });
    }
  }
}

type Shape = { readonly aspect: number; readonly portrait: boolean };

/** `stretch` times the smallest size of about the drawn shape, from square to 3:2, that covers all the recipes. */
function coveringSize(recipes: readonly Recipe[], draw: SizeDraw, stretch: number): Size {
  const shape = { aspect: 1.5 ** (draw.aspect ** 4), portrait: draw.portrait };
  const size = sizeAt(stretch * Math.max(...recipes.map((recipe) => neededShortPx(recipe, shape))), shape);
  if (recipes.every((recipe) => isCovered(size, shownSize(size, recipe)))) return size;
  // Of all shapes a square shows the longest short side and needs the shortest long one: if it fails, all do.
  const square = { aspect: 1, portrait: false };
  const sidePx = Math.max(...recipes.map((recipe) => neededShortPx(recipe, square)));
  const sideMaxPx = recipes.every(isCoveredBySquare) ? SIDE_MAX_PX : UNCOVERABLE_SIDE_MAX_PX;
  return sizeAt(Math.min(stretch * sidePx, sideMaxPx), square);
}

/** Any size that covers none of the recipes, down to SIDE_MIN_PX squared. */
function uncoveredSize(recipes: readonly Recipe[], draw: SizeDraw): Size {
  const needs = recipes.map((recipe) => neededShortPx(recipe, { aspect: 1, portrait: false }));
  const shortMaxPx = Math.min(GIANT_SIDE_PX / 4, Math.max(SIDE_MIN_PX, ...needs.map((need) => need - 2)));
  const size = sizeAt(logUniform(SIDE_MIN_PX, shortMaxPx, draw.stretch), {
    aspect: 4 ** (draw.aspect ** 2),
    portrait: draw.portrait,
  });
  const covers = recipes.some((recipe) => isCovered(size, shownSize(size, recipe)));
  return covers ? { widthPx: SIDE_MIN_PX, heightPx: SIDE_MIN_PX } : size;
}

/** The short side at which a photo of the shape has two pixels per thumbnail pixel along both axes. */
function neededShortPx(recipe: Recipe, shape: Shape): number {
  const unit = shape.portrait ? { widthPx: 1, heightPx: shape.aspect } : { widthPx: shape.aspect, heightPx: 1 };
  const shown = shownSize(unit, recipe);
  return 2 * Math.max(shown.widthPx / unit.widthPx, shown.heightPx / unit.heightPx);
}

function isCoveredBySquare(recipe: Recipe): boolean {
  const size = sizeAt(neededShortPx(recipe, { aspect: 1, portrait: false }), { aspect: 1, portrait: false });
  return isCovered(size, shownSize(size, recipe));
}

function sizeAt(shortPx: number, shape: Shape): Size {
  const short = side(Math.ceil(shortPx - 1e-6));
  const long = side(short * shape.aspect);
  return shape.portrait ? { widthPx: short, heightPx: long } : { widthPx: long, heightPx: short };
}

function scaled(size: Size, by: number): Size {
  return { widthPx: side(size.widthPx * by), heightPx: side(size.heightPx * by) };
}

function side(px: number): number {
  return Math.min(Math.max(Math.round(px), SIDE_MIN_PX), SIDE_MAX_PX);
}

function logUniform(from: number, to: number, at: number): number {
  return from * (to / from) ** at;
}
