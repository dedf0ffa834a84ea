// A tool that crops to the content may crop anywhere, but not the same photo now here and now there: what it finds
// interesting is a matter of the photo alone. Where its bytes repeat that is seen in them; where they do not, it is here.

import type { AxisPlacement, Placement } from '../model/placement.ts';

/** Farther than a fit wanders, in thumbnail pixels. */
const ELSEWHERE_PX = 2;

/** Tells of a thumbnail whether its photo and recipe, `pair`, were cropped elsewhere the first time. */
export function createCropMemory(): (pair: string, placement: Placement) => boolean {
  // One number for each: there may be a million, and a crop is free along one axis only.
  const first = new Map<string, number>();
  return (pair, { x, y }) => {
    const cutPx = cutBefore(x) + cutBefore(y);
    const before = first.get(pair);
    if (before === undefined) first.set(pair, cutPx);
    return before !== undefined && Math.abs(cutPx - before) > ELSEWHERE_PX;
  };
}

/** Thumbnail pixels of the photo that lie before the thumbnail. */
function cutBefore({ from, to, lengthPx }: AxisPlacement): number {
  return (from * lengthPx) / (to - from);
}
