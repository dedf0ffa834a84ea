import { describe, expect, it } from 'vitest';
import { fisherLess } from '../../harness/gate/fisher.ts';

const p = (failed: number, of: number, otherFailed: number, otherOf: number) =>
  fisherLess({ failed, of }, { failed: otherFailed, of: otherOf });

describe('the exact test of a change', () => {
  it('agrees with the lady tasting tea: three or four of four cups, and none', () => {
    expect(p(3, 4, 1, 4)).toBeCloseTo(17 / 70, 12);
    expect(p(4, 4, 0, 4)).toBeCloseTo(1 / 70, 12);
    expect(p(0, 4, 4, 4)).toBeCloseTo(1, 12);
  });

  it('says nothing of sides that fail alike, and much of one that does not fail at all', () => {
    expect(p(25, 50, 25, 50)).toBeGreaterThan(0.5);
    expect(p(31, 50, 0, 12)).toBeLessThan(1e-4);
    expect(p(1, 1, 0, 1)).toBe(0.5);
  });

  it('is 1 where nothing failed, or nothing was tried', () => {
    expect(p(0, 9, 0, 9)).toBe(1);
    expect(p(5, 9, 0, 0)).toBe(1);
  });

  it('grows with the failures of the changed side', () => {
    const values = Array.from({ length: 13 }, (_, failed) => p(31, 50, failed, 12));
    expect(values).toEqual(values.toSorted((one, other) => one - other));
    expect(values.at(-1)).toBeCloseTo(1, 12);
  });

  it('refuses counts that cannot be', () => {
    for (const [failed, of] of [
      [3, 2],
      [-1, 2],
      [0.5, 2],
    ] as const)
      expect(() => p(failed, of, 0, 1)).toThrow(RangeError);
  });
});
