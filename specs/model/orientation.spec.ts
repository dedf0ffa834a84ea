import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ORIENTATIONS, storedSize, swapsSides, toStoredGrid } from '../../harness/model/orientation.ts';
import type { Orientation } from '../../harness/model/plan.ts';

const COLUMNS = 4;
const ROWS = 3;
const UPRIGHT = Int8Array.from({ length: COLUMNS * ROWS }, (_, i) => 10 * i);

describe('toStoredGrid', () => {
  it.each(ORIENTATIONS)('with tag %i gives what sharp turns back into the upright picture', async (orientation) => {
    const { width, height } = storedSize(COLUMNS, ROWS, orientation);
    const stored = toStoredGrid(UPRIGHT, COLUMNS, ROWS, orientation);
    const file = await sharp(Uint8Array.from(stored), { raw: { width, height, channels: 1 } })
      .toColourspace('b-w')
      .withMetadata({ orientation })
      .png()
      .toBuffer();
    const { data, info } = await sharp(file)
      .autoOrient()
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([COLUMNS, ROWS]);
    expect([...data]).toEqual([...UPRIGHT]);
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 5],
    [6, 8],
    [7, 7],
    [8, 6],
  ] satisfies readonly [Orientation, Orientation][])('with tag %i is undone by tag %i', (orientation, inverse) => {
    const { width, height } = storedSize(COLUMNS, ROWS, orientation);
    const stored = toStoredGrid(UPRIGHT, COLUMNS, ROWS, orientation);
    expect([...toStoredGrid(stored, width, height, inverse)]).toEqual([...UPRIGHT]);
  });

  it('exchanges the sides for the four tags that turn by a quarter', () => {
    expect(ORIENTATIONS.filter(swapsSides)).toEqual([5, 6, 7, 8]);
    expect(ORIENTATIONS.map((orientation) => storedSize(4, 3, orientation).width)).toEqual([4, 4, 4, 4, 3, 3, 3, 3]);
  });
});
