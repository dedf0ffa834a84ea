// Pictures of a few squares of 4 px, so that of each it can be told whether it differs, is flat, or is loud.

import { describe, expect, it } from 'vitest';
import { comparePixels, flatShare, type Comparison } from '../../harness/judge/isolation.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import { altered, knownProfile, painted, painting } from './painted-thumbnails.ts';
import { album } from './thumbnails-made-alone.ts';

const WAY = painting();
const PROFILE = knownProfile(WAY, { thresholds: { block: 12, window: 9, row: 8, column: 8, haze: 2 } });
const WHOLE = { x: 0, y: 0, width: 64, height: 64 };
const [OWN, OTHER] = album('squares', 2, { widthPx: 320, heightPx: 320, orientationExif: 1 }).map((photo) =>
  painted(photo, { ...WAY, tone: { gain: 0.5, bias: 128 } }),
);
if (OWN === undefined || OTHER === undefined) throw new RangeError('Expected two photos.');
const [own, other] = [OWN, OTHER];

/** Squares of 4 px in one row, each of which alternates between two levels from pixel to pixel; the last may be cut off. */
function row(squares: readonly (readonly [level: number, next: number])[], widthPx = 4 * squares.length): LumaPicture {
  const luma = Uint8Array.from({ length: 4 * widthPx }, (_, at) => {
    const [level, next] = squares[Math.floor((at % widthPx) / 4)] ?? [0, 0];
    return (at % widthPx) % 2 === 0 ? level : next;
  });
  return { widthPx, heightPx: 4, luma };
}

function compared(underLoad: LumaPicture, alone: LumaPicture): Extract<Comparison, { kind: 'differs' }> {
  const comparison = comparePixels(underLoad, alone, PROFILE);
  if (comparison.kind !== 'differs') throw new Error(`Expected a difference, got ${comparison.kind}.`);
  return comparison;
}

describe('what differs from alone', () => {
  it('is rough where it is loud in no square, and loud where it is in one', () => {
    const pairs = (levels: number) =>
      compared(
        altered(own, { x: 16, y: 16, width: 4, height: 4 }, (level, at) => level + (at % 2 === 0 ? levels : -levels)),
        own,
      );
    expect(pairs(9)).toMatchObject({ rough: true, regions: [{ x: 16, y: 16, width: 4, height: 4 }] });
    expect(pairs(25)).toMatchObject({ rough: false, regions: [{ x: 16, y: 16, width: 4, height: 4 }] });
  });

  it('is not rough where another picture lies over all of it, be it lighter or not', () => {
    for (const lighter of [0, 5, -5]) {
      const hazy = altered(own, WHOLE, (level, at) => Math.round(0.9 * level + 0.1 * (other.luma[at] ?? 0)) + lighter);
      expect(compared(hazy, own).rough).toBe(false);
    }
    expect(
      compared(
        altered(own, WHOLE, (level) => level + 6),
        own,
      ).rough,
    ).toBe(true);
  });

  it('is flat where at least half of the squares that differ are, whatever lies between them', () => {
    const plain = [100, 180] as const;
    const [flat, strange] = [[40, 40] as const, [20, 250] as const];
    const alone = row([plain, plain, plain, plain, plain, plain]);
    expect(compared(row([flat, plain, plain, plain, plain, flat]), alone).flat).toBe(true);
    expect(compared(row([flat, plain, plain, plain, plain, strange]), alone).flat).toBe(true);
    expect(compared(row([flat, plain, strange, plain, plain, strange]), alone).flat).toBe(false);
  });

  it('is flat with eight levels in a square, and not with nine', () => {
    const alone = row([[200, 120]]);
    expect(compared(row([[40, 48]]), alone).flat).toBe(true);
    expect(compared(row([[40, 49]]), alone).flat).toBe(false);
  });

  it('ends where the picture does, though its last square is cut off', () => {
    const alone = row(
      [
        [100, 180],
        [100, 180],
        [60, 60],
      ],
      10,
    );
    const came = row(
      [
        [100, 180],
        [100, 180],
        [160, 160],
      ],
      10,
    );
    expect(compared(came, alone).regions).toEqual([{ x: 8, y: 0, width: 2, height: 4 }]);
  });
});

describe('the flat share', () => {
  it('takes levels that differ by a rounding for one', () => {
    const near = [96, 97, 98, 99, 100, 101, 102, 103].map((level) => [level, level] as const);
    expect(flatShare(row(near))).toBe(1);
  });
});
