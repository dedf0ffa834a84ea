import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { injectionsNeeded, powerOf } from '../../harness/gate/power.ts';
import { planSample, type SampleRequest, thumbnailsNeeded } from '../../harness/gate/sample-plan.ts';

const DEFAULTS: SampleRequest = {
  maxMixupRate: 0.001,
  confidence: 0.99,
  power: 0.99,
  archivedShare: 0.5,
  thumbnails: null,
};

describe('the number of thumbnails needed', () => {
  it.each([
    [1e-3, 2995, 4603],
    [1e-4, 29_956, 46_050],
    [1e-5, 299_572, 460_515],
    [1e-6, 2_995_731, 4_605_168],
  ])(
    'for %d is that of the published table when the power is 1 and all confidence goes to sampling',
    (rate, at95, at99) => {
      // Half of the doubt goes to power, so a table row at 99 % is a request at 98 %.
      expect(thumbnailsNeeded(rate, 0.9, 1)).toBe(at95);
      expect(thumbnailsNeeded(rate, 0.98, 1)).toBe(at99);
    },
  );

  it('is 5 350 for one in a thousand at 99 % and a power of 0.99', () => {
    expect(thumbnailsNeeded(0.001, 0.99, 0.99)).toBe(5350);
  });
});

describe('a sample plan', () => {
  it('suffices by default, half of it archived', () => {
    expect(planSample(DEFAULTS)).toMatchObject({
      kind: 'planned',
      thumbnails: 5350,
      archived: 2675,
      archivedFloor: 2425,
      suffices: true,
    });
  });

  it('is enlarged when too few photos are archived, and says so', () => {
    const plan = planSample({ ...DEFAULTS, archivedShare: 0.1 });
    expect(plan).toMatchObject({
      kind: 'planned',
      thumbnails: 24_250,
      archived: 2425,
      archivedFloor: 2425,
      suffices: true,
    });
    expect(plan.says.join(' ')).toContain('Enlarged to 24250: at an archived share of 0.1');
  });

  it('asks for no archived thumbnails when none are wanted', () => {
    expect(planSample({ ...DEFAULTS, archivedShare: 0 })).toMatchObject({
      thumbnails: 5350,
      archived: 0,
      archivedFloor: 0,
      suffices: true,
    });
  });

  it('says what it rests on, and nothing more where it suffices', () => {
    const grounds =
      '5350 thumbnails without a mix-up bound the rate by 0.001 at 0.99 confidence, seeing a leak with probability 0.9900.';
    expect(planSample(DEFAULTS).says).toEqual([grounds]);
    expect(planSample({ ...DEFAULTS, thumbnails: 5350 }).says).toEqual([grounds]);
    expect(planSample({ ...DEFAULTS, thumbnails: 9000 }).says).toEqual([grounds]);
    // As many as there are archived ones needed: nothing is short.
    expect(planSample({ ...DEFAULTS, archivedShare: 0.25, thumbnails: 9700 })).toMatchObject({
      archived: 2425,
      archivedFloor: 2425,
      suffices: true,
      says: [grounds],
    });
  });

  it('says no more than that too few were asked for, however few of them are archived', () => {
    expect(planSample({ ...DEFAULTS, archivedShare: 0.1, thumbnails: 1000 }).says).toHaveLength(2);
    expect(planSample({ ...DEFAULTS, archivedShare: 0.1 }).says).toHaveLength(2);
  });

  it('would be bounded by what is not seen too', () => {
    const boundAt = (power: number) => {
      const plan = planSample({ ...DEFAULTS, power, thumbnails: 5000 });
      return plan.kind === 'planned' ? plan.boundIfClean : null;
    };
    expect(boundAt(0.5)).toBeCloseTo(2 * (boundAt(1) ?? 0), 12);
  });

  it('obeys an explicit number and says that it is too few for a verdict', () => {
    const plan = planSample({ ...DEFAULTS, thumbnails: 1000 });
    expect(plan).toMatchObject({ kind: 'planned', thumbnails: 1000, archived: 500, suffices: false });
    expect(plan.says.join(' ')).toContain('--thumbnails 1000 is too few for a verdict');
  });

  it('says when an explicit number holds too few archived thumbnails', () => {
    const plan = planSample({ ...DEFAULTS, archivedShare: 0.1, thumbnails: 6000 });
    expect(plan).toMatchObject({ kind: 'planned', suffices: false });
    expect(plan.says.join(' ')).toContain('Only 600 of the 2425 archived thumbnails needed');
  });

  it('is blind when no injected leak was surely seen', () => {
    expect(planSample({ ...DEFAULTS, power: 0 })).toEqual({
      kind: 'blind',
      says: ['No injected leak was surely seen, so no number of thumbnails would prove anything.'],
    });
  });

  it('is the smallest that keeps its promise: its clean bound meets the rate, and one thumbnail fewer does not', () => {
    const requests = fc.record({
      maxMixupRate: fc.double({ min: 1e-5, max: 0.05, noNaN: true }),
      confidence: fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
      power: fc.double({ min: 0.3, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(requests, (request) => {
        const clean = (thumbnails: number | null) =>
          planSample({ ...DEFAULTS, archivedShare: 0, ...request, thumbnails });
        const plan = clean(null);
        if (plan.kind !== 'planned') throw new Error('Expected a plan.');
        expect(plan.boundIfClean).toBeLessThanOrEqual(request.maxMixupRate * (1 + 1e-9));
        if (plan.thumbnails > 1) {
          expect(clean(plan.thumbnails - 1)).toMatchObject({ suffices: false });
        }
      }),
      { seed: 5350 },
    );
  });
});

describe('the power', () => {
  it('needs 528 injected leaks, all seen, to be 0.99 at a confidence of 99 %', () => {
    expect(injectionsNeeded(0.99, 0.99)).toBe(528);
    expect(powerOf(528, 528, 0.99)).toBeGreaterThanOrEqual(0.99);
    expect(powerOf(527, 527, 0.99)).toBeLessThan(0.99);
  });

  it('is what the leaks prove, not the share that was seen', () => {
    expect(powerOf(30, 30, 0.99)).toBeCloseTo(0.838, 3);
    expect(powerOf(0, 30, 0.99)).toBe(0);
    expect(powerOf(0, 0, 0.99)).toBe(0);
  });

  it('of 1 cannot be proven by any number of leaks', () => {
    expect(() => injectionsNeeded(1, 0.99)).toThrow(new RangeError('Expected a power between 0 and 1, got 1.'));
    expect(() => injectionsNeeded(0, 0.99)).toThrow(new RangeError('Expected a power between 0 and 1, got 0.'));
  });
});
