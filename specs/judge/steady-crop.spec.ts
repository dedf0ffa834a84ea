import { describe, expect, it } from 'vitest';
import { createCropMemory } from '../../harness/judge/steady-crop.ts';
import type { Placement } from '../../harness/model/placement.ts';

/** A thumbnail of 100 by 80 px that shows as many source pixels of each axis, after so many that are cut off. */
function cut(leftPx: number, topPx: number): Placement {
  return {
    thumbnail: { widthPx: 100, heightPx: 80 },
    x: { start: 0, lengthPx: 100, from: leftPx, to: leftPx + 100 },
    y: { start: 0, lengthPx: 80, from: topPx, to: topPx + 80 },
  };
}

describe('a memory of crops', () => {
  it('knows nothing of the first of a photo and recipe', () => {
    const wasElsewhere = createCropMemory();
    expect(wasElsewhere('a', cut(30, 0))).toBe(false);
    expect(wasElsewhere('b', cut(0, 0))).toBe(false);
  });

  it('tells a crop that lies elsewhere than the first, to either side and along either axis', () => {
    const wasElsewhere = createCropMemory();
    wasElsewhere('a', cut(30, 0));
    expect(wasElsewhere('a', cut(33, 0))).toBe(true);
    expect(wasElsewhere('a', cut(27, 0))).toBe(true);
    wasElsewhere('b', cut(0, 30));
    expect(wasElsewhere('b', cut(0, 33))).toBe(true);
    expect(wasElsewhere('b', cut(0, 27))).toBe(true);
  });

  it('tells one that moved along both axes', () => {
    const wasElsewhere = createCropMemory();
    wasElsewhere('a', cut(30, 10));
    expect(wasElsewhere('a', cut(33, 13))).toBe(true);
  });

  it('takes for the same crop what lies as near as a fit wanders', () => {
    const wasElsewhere = createCropMemory();
    wasElsewhere('a', cut(30, 0));
    expect(wasElsewhere('a', cut(32, 0))).toBe(false);
    expect(wasElsewhere('a', cut(28, 0))).toBe(false);
    wasElsewhere('b', cut(30, 5));
    expect(wasElsewhere('b', cut(30, 5))).toBe(false);
  });

  it('compares with the first, so that many small steps are seen', () => {
    const wasElsewhere = createCropMemory();
    wasElsewhere('a', cut(0, 30));
    expect(wasElsewhere('a', cut(0, 32))).toBe(false);
    expect(wasElsewhere('a', cut(0, 34))).toBe(true);
  });

  it('measures in pixels of the thumbnail', () => {
    const wasElsewhere = createCropMemory();
    const shrunk = (fromPx: number): Placement => ({
      ...cut(0, 0),
      x: { start: 0, lengthPx: 100, from: fromPx, to: fromPx + 1000 },
    });
    wasElsewhere('a', shrunk(300));
    expect(wasElsewhere('a', shrunk(319))).toBe(false);
    expect(wasElsewhere('a', shrunk(330))).toBe(true);
  });
});
