import { describe, expect, it } from 'vitest';
import { atLeastByChance, isFrequent, isTelling } from '../../harness/explain/by-chance.ts';

describe('at least so many by chance', () => {
  it.each([
    [0, 5, 0.3, 1],
    [5, 5, 0.5, 1 / 32],
    [4, 5, 0.5, 6 / 32],
    [1, 3, 0.1, 1 - 0.9 ** 3],
    // R: pbinom(5, 20, 0.1, lower.tail = FALSE)
    [6, 20, 0.1, 0.011253],
  ])('%i of %i at %d', (held, of, chance, expected) => {
    expect(atLeastByChance(held, of, chance)).toBeCloseTo(expected, 5);
  });

  it('is certain of what always holds, and impossible of what never does', () => {
    expect([atLeastByChance(3, 3, 1), atLeastByChance(1, 3, 0), atLeastByChance(0, 3, 0)]).toEqual([1, 0, 1]);
  });

  it('does not lose itself among hundreds', () => {
    expect(atLeastByChance(100, 200, 0.5)).toBeCloseTo(0.528, 3);
    expect(atLeastByChance(200, 200, 0.9)).toBeCloseTo(0.9 ** 200, 12);
  });
});

describe('a sign', () => {
  it('tells where nearly all show it and chance would not', () => {
    expect(isTelling({ held: 4, of: 5, chance: 0.1 })).toBe(true);
    expect(isTelling({ held: 3, of: 5, chance: 0.1 })).toBe(false);
    expect(isTelling({ held: 5, of: 5, chance: 0.6 })).toBe(false);
    expect(isTelling({ held: 0, of: 0, chance: 0 })).toBe(false);
    expect([0.05, 0.2].map((chance) => isTelling({ held: 1, of: 1, chance }))).toEqual([true, false]);
    expect([0.05, 0.25].map((chance) => isTelling({ held: 3, of: 3, chance }))).toEqual([true, false]);
  });

  it('is frequent where a third show it and chance would hardly ever', () => {
    expect(isFrequent({ held: 4, of: 8, chance: 0.05 })).toBe(true);
    expect(isFrequent({ held: 2, of: 8, chance: 0.001 })).toBe(false);
    expect(isFrequent({ held: 4, of: 8, chance: 0.3 })).toBe(false);
  });
});
