import { describe, expect, it } from 'vitest';
import { halvesOf } from '../../harness/explain/halves.ts';

describe('the halves of a region', () => {
  it('lie side by side where it is wide', () => {
    expect(halvesOf({ x: 4, y: 8, width: 64, height: 32 })).toEqual([
      { x: 4, y: 8, width: 32, height: 32 },
      { x: 36, y: 8, width: 32, height: 32 },
    ]);
  });

  it('lie one above the other where it is high', () => {
    expect(halvesOf({ x: 4, y: 8, width: 32, height: 64 })).toEqual([
      { x: 4, y: 8, width: 32, height: 32 },
      { x: 4, y: 40, width: 32, height: 32 },
    ]);
  });

  it('are the upper and the lower one of a square, for tears run along rows', () => {
    expect(halvesOf({ x: 0, y: 0, width: 16, height: 16 })).toEqual([
      { x: 0, y: 0, width: 16, height: 8 },
      { x: 0, y: 8, width: 16, height: 8 },
    ]);
  });

  it('are cut between blocks, as near to the middle as that goes', () => {
    expect(halvesOf({ x: 0, y: 0, width: 8, height: 20 }).map(({ height }) => height)).toEqual([12, 8]);
    expect(halvesOf({ x: 0, y: 0, width: 18, height: 8 }).map(({ width }) => width)).toEqual([8, 10]);
  });

  it('are none of a region of one block or less', () => {
    expect(halvesOf({ x: 0, y: 0, width: 4, height: 4 })).toEqual([]);
    expect(halvesOf({ x: 0, y: 0, width: 3, height: 3 })).toEqual([]);
    expect(halvesOf({ x: 0, y: 0, width: 4, height: 1 })).toEqual([]);
    expect(halvesOf({ x: 0, y: 0, width: 5, height: 4 })).toEqual([
      { x: 0, y: 0, width: 4, height: 4 },
      { x: 4, y: 0, width: 1, height: 4 },
    ]);
  });
});
