// A tool that crops to what it finds interesting shows each photo from another place. Where that is, the photo's own
// signature tells: it is slid along the cropped axis until it correlates best. What a search may gain by chance is
// reckoned with, or the best place for a stranger would pass as one's own.

import type { LumaPicture, Painter, Response } from './expectation.ts';
import { cellPxAlong, placementNear, type Placement, type PlacementRule, type Size } from './placement.ts';
import type { Recipe } from './recipe.ts';
import type { ShownPhoto } from './shown-photo.ts';
import { FINE_CELLS_PER_COARSE } from './signature.ts';

/**
 * `places`: of how many independent places this is the best, 1 where the rule leaves no choice; `cells`: coarse ones seen
 * there. `slide`: how far from the middle it lies, null where the rule leaves no choice.
 */
export type Located = {
  readonly placement: Placement;
  readonly places: number;
  readonly cells: number;
  readonly slide: Slide | null;
};

/** So many thumbnail pixels along an axis. */
export type Slide = { readonly axis: 'x' | 'y'; readonly px: number };

/** The photo of a size in coarse cells, along one axis: `freePx` thumbnail pixels of it lie beyond the thumbnail. */
export type Freedom = { readonly axis: 'x' | 'y'; readonly freePx: number; readonly coarseCellPx: number };

/** Places are first tried so far apart, in coarse cells: within half of that the fine cells still overlap. */
const STEP_CELLS = 0.25;
/** Fine cells that lie a quarter of a coarse cell elsewhere are other cells. */
const PLACES_PER_CELL = 4;
/** So many pixels to a cell suffice to tell where it lies: to a coarse one at first, then to a fine one. */
const SEARCHED_CELL_PX = 4;
/** The alignment converges from here, in thumbnail pixels. */
const NEAR_PX = 0.4;

/** Where the photo lies under a thumbnail that came; null when its size is farther from the rule's than rounding explains. */
export function locate(
  painter: Painter,
  picture: LumaPicture,
  shown: ShownPhoto,
  recipe: Recipe,
  rule: PlacementRule,
  response: Response,
): Located | null {
  const middle = placementNear(rule, recipe, shown.size, picture);
  if (middle === null) return null;
  const freedom = freedomOf(rule, middle, shown.size, coarseCells(shown));
  if (freedom === null) return { placement: middle, places: 1, cells: 0, slide: null };
  const { axis, freePx, coarseCellPx } = freedom;
  const scoreIn = (of: Shrunk) => (px: number) =>
    painter.compare(
      of.picture,
      shown.grid,
      shown.size,
      under(of, slid(middle, { axis, px })),
      { ...response, blurPx: response.blurPx / of.by },
      { gain: 1, bias: 0 },
    ).correlation;
  const coarsely = scoreIn(shrunk(picture, coarseCellPx / SEARCHED_CELL_PX));
  const finely = scoreIn(shrunk(picture, coarseCellPx / FINE_CELLS_PER_COARSE / SEARCHED_CELL_PX));
  let best = bestOf(slides(freedom, STEP_CELLS).map((px) => ({ px, score: coarsely(px) })));
  best = { ...best, score: finely(best.px) };
  for (let step = (STEP_CELLS * coarseCellPx) / 2; step > NEAR_PX / 2; step /= 2) {
    const around = [best.px - step, best.px + step].filter((px) => Math.abs(px) <= freePx / 2);
    best = bestOf([best, ...around.map((px) => ({ px, score: finely(px) }))]);
  }
  const slide = { axis, px: best.px };
  const placement = slid(middle, slide);
  return { placement, places: placesOf(freedom), cells: cellsSeen(placement, shown), slide };
}

/** The choice that a rule leaves a photo of `coarse` cells: null where it leaves none, or less than half a pixel. */
export function freedomOf(
  rule: PlacementRule,
  { x, y }: Placement,
  source: Size,
  coarse: { readonly columns: number; readonly rows: number },
): Freedom | null {
  if (rule.gravity !== 'content') return null;
  const cellX = cellPxAlong(x, coarse.columns, source.widthPx);
  const cellY = cellPxAlong(y, coarse.rows, source.heightPx);
  const [freeX, freeY] = [cellX * coarse.columns - x.lengthPx, cellY * coarse.rows - y.lengthPx];
  const freedom: Freedom =
    freeX > freeY
      ? { axis: 'x', freePx: freeX, coarseCellPx: cellX }
      : { axis: 'y', freePx: freeY, coarseCellPx: cellY };
  return freedom.freePx < FREE_PX_MIN ? null : freedom;
}

const FREE_PX_MIN = 0.5;

/** How far from the middle the photo may lie, in thumbnail pixels, in steps of at most so many coarse cells. */
export function slides({ freePx, coarseCellPx }: Freedom, stepCells: number): readonly number[] {
  const steps = Math.max(1, Math.ceil(freePx / (stepCells * coarseCellPx)));
  return Array.from({ length: steps + 1 }, (_, step) => (step / steps - 0.5) * freePx);
}

/** A placement that shows what lies a slide farther. */
export function slid(placement: Placement, { axis, px }: Slide): Placement {
  const { from, to, ...rest } = placement[axis];
  const source = (px * (to - from)) / rest.lengthPx;
  return { ...placement, [axis]: { ...rest, from: from + source, to: to + source } };
}

/** Independent places among which the best is looked for. */
export function placesOf({ freePx, coarseCellPx }: Freedom): number {
  return 1 + (PLACES_PER_CELL * freePx) / coarseCellPx;
}

/** A correlation less what the best of so many places of a stranger has over any one of them: 2 ln n standard deviations, squared. */
export function lessByChance(correlation: number, { places, cells }: Located): number {
  if (places <= 1) return correlation;
  const byChance = Math.sqrt((2 * Math.log(places)) / Math.max(1, cells - 3));
  return Math.tanh(Math.atanh(Math.min(0.9999, Math.max(-0.9999, correlation))) - byChance);
}

/** The coarse lattice of a photo as it is shown. */
export function coarseCells({ signature }: Pick<ShownPhoto, 'signature'>): {
  readonly columns: number;
  readonly rows: number;
} {
  return { columns: signature.columns / FINE_CELLS_PER_COARSE, rows: signature.rows / FINE_CELLS_PER_COARSE };
}

function cellsSeen({ x, y }: Placement, shown: ShownPhoto): number {
  const { columns, rows } = coarseCells(shown);
  return (((columns * (x.to - x.from)) / shown.size.widthPx) * rows * (y.to - y.from)) / shown.size.heightPx;
}

type Shrunk = { readonly picture: LumaPicture; readonly by: number };

/** Means of squares of at most so many pixels; what is left over at the right and below is dropped. */
function shrunk(picture: LumaPicture, most: number): Shrunk {
  const by = Math.max(1, Math.floor(most));
  if (by === 1) return { picture, by };
  const [widthPx, heightPx] = [Math.floor(picture.widthPx / by), Math.floor(picture.heightPx / by)];
  const luma = new Uint8Array(widthPx * heightPx);
  for (let at = 0; at < luma.length; at++) {
    const corner = Math.floor(at / widthPx) * by * picture.widthPx + (at % widthPx) * by;
    let sum = 0;
    for (let row = 0; row < by; row++)
      for (let column = 0; column < by; column++)
        sum += picture.luma[corner + row * picture.widthPx + column] as number;
    luma[at] = Math.round(sum / by ** 2);
  }
  return { picture: { widthPx, heightPx, luma }, by };
}

/** The placement, over the shrunken picture: that begins where the whole one does, and may end a little earlier. */
function under({ picture: { widthPx, heightPx }, by }: Shrunk, { x, y }: Placement): Placement {
  const along = ({ from, to, lengthPx }: Placement['x'], shortPx: number) => ({
    start: 0,
    lengthPx: shortPx,
    from,
    to: from + ((to - from) * shortPx * by) / lengthPx,
  });
  return { thumbnail: { widthPx, heightPx }, x: along(x, widthPx), y: along(y, heightPx) };
}

type Tried = { readonly px: number; readonly score: number };

function bestOf(tried: readonly Tried[]): Tried {
  return tried.reduce((best, other) => (other.score > best.score ? other : best));
}
