import { describe, expect, it } from 'vitest';
import { tintOf } from '../../harness/materialise/source-tint.ts';

const HUES = Array.from({ length: 360 }, (_, hue) => hue);

describe('the tint of an owner', () => {
  it('moves luma by less than a quarter of a level at every hue', () => {
    const moved = HUES.map((hue) => {
      const [red, green, blue] = tintOf(hue);
      return Math.abs(0.299 * red + 0.587 * green + 0.114 * blue);
    });
    expect(Math.max(...moved)).toBeLessThan(0.25);
  });

  it('is whole levels within 24, and visible', () => {
    for (const hue of HUES) {
      const strongest = Math.max(...tintOf(hue).map(Math.abs));
      expect(tintOf(hue).every(Number.isInteger)).toBe(true);
      expect(strongest).toBeLessThanOrEqual(24);
      expect(strongest).toBeGreaterThanOrEqual(22);
    }
  });

  it('shows the hue it is named for', () => {
    const strongestChannel = (hue: number) => tintOf(hue).indexOf(Math.max(...tintOf(hue)));
    expect([0, 120, 240].map(strongestChannel)).toEqual([0, 1, 2]);
    expect(tintOf(359)).not.toEqual(tintOf(180));
  });
});
