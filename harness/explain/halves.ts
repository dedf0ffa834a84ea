// A region may join what came from two photos; its halves are likelier to come from one each.

import { BLOCK_PX } from '../model/expectation.ts';
import type { Region } from '../model/verdict.ts';

/** The two halves of a region across its longer side, cut between blocks; none of a region too small to be cut. */
export function halvesOf({ x, y, width, height }: Region): readonly Region[] {
  // Of a square, the upper and the lower half: tears run along rows.
  const isWide = width > height;
  const cut = BLOCK_PX * Math.round((isWide ? width : height) / (2 * BLOCK_PX));
  if (cut === 0 || cut >= (isWide ? width : height)) return [];
  return isWide
    ? [
        { x, y, width: cut, height },
        { x: x + cut, y, width: width - cut, height },
      ]
    : [
        { x, y, width, height: cut },
        { x, y: y + cut, width, height: height - cut },
      ];
}
