import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Counted,
  floorOf,
  mergeTallies,
  type StratumTally,
  strataOf,
  tallySheet,
} from '../../harness/gate/strata.ts';

const tally = fc.record({
  name: fc.constantFrom('archived×jpeg×128', 'fresh×jpeg×128', 'fresh×webp×256'),
  covered: fc.boolean(),
  planned: fc.nat(1000),
  verified: fc.nat(1000),
  unreadable: fc.nat(10),
  mixups: fc.nat(3),
});

describe('the floor of a stratum', () => {
  it('shows a fault that hits 1 % of it: 533 thumbnails at 99 % and a power of 0.99', () => {
    const floor = floorOf({ covered: true, planned: 1300 }, 0.99, 0.99);
    expect(floor).toBe(533);
    expect((1 - 0.01 * 0.99) ** floor).toBeLessThanOrEqual(0.005);
    expect((1 - 0.01 * 0.99) ** (floor - 1)).toBeGreaterThan(0.005);
  });

  it('never asks for more than nine tenths of what was planned', () => {
    expect(floorOf({ covered: true, planned: 100 }, 0.99, 0.99)).toBe(90);
    expect(floorOf({ covered: true, planned: 100 }, 0.99, 0)).toBe(90);
  });

  it('is nothing where no sensitivity is claimed', () => {
    expect(floorOf({ covered: false, planned: 5000 }, 0.99, 0.99)).toBe(0);
  });
});

describe('a tally', () => {
  it('counts each stratum apart, covered ones first', () => {
    const sheet = tallySheet();
    const counts: readonly (readonly [string, boolean, Counted])[] = [
      ['b', false, 'planned'],
      ['b', true, 'planned'],
      ['a', true, 'planned'],
      ['a', true, 'verified'],
      ['b', true, 'unreadable'],
      ['a', true, 'mixups'],
    ];
    for (const [name, covered, what] of counts) sheet.count(name, covered, what);
    expect(sheet.snapshot()).toEqual([
      { name: 'a', covered: true, planned: 1, verified: 1, unreadable: 0, mixups: 1 },
      { name: 'b', covered: true, planned: 1, verified: 0, unreadable: 1, mixups: 0 },
      { name: 'b', covered: false, planned: 1, verified: 0, unreadable: 0, mixups: 0 },
    ]);
  });

  it('does not change once it was handed out', () => {
    const sheet = tallySheet();
    sheet.count('a', true, 'verified');
    const before = sheet.snapshot();
    sheet.count('a', true, 'verified');
    expect(before).toMatchObject([{ verified: 1 }]);
  });

  it('merges to the same sums however the shards are cut and ordered', () => {
    fc.assert(
      fc.property(fc.array(tally), fc.nat(), (tallies, cut) => {
        const at = tallies.length === 0 ? 0 : cut % tallies.length;
        const [left, right] = [mergeTallies(tallies.slice(0, at)), mergeTallies(tallies.slice(at))];
        const whole: readonly StratumTally[] = mergeTallies(tallies);
        expect(mergeTallies(left, right)).toEqual(whole);
        expect(mergeTallies(right, left)).toEqual(whole);
        expect(whole.reduce((sum, one) => sum + one.verified, 0)).toBe(
          tallies.reduce((sum, one) => sum + one.verified, 0),
        );
      }),
      { seed: 9 },
    );
  });

  it('becomes the strata of a result', () => {
    const strata = strataOf(
      [{ name: 'a', covered: true, planned: 100, verified: 97, unreadable: 1, mixups: 2 }],
      0.99,
      0.99,
    );
    expect(strata).toEqual([{ name: 'a', covered: true, verified: 97, unreadable: 1, floor: 90, mixups: 2 }]);
  });
});
