import { describe, expect, it } from 'vitest';
import { boundOf, groupBatches } from '../../harness/gate/bound.ts';
import { upperLimit } from '../../harness/gate/clopper-pearson.ts';
import type { BatchGroup } from '../../harness/model/verdict.ts';

const ASKED = { confidence: 0.99, power: 0.99, asked: 0.001 };

describe('the bound', () => {
  it('is unknown when nothing was verified', () => {
    expect(boundOf({ ...ASKED, batches: [] })).toBeNull();
    expect(boundOf({ ...ASKED, batches: [{ verified: 0, mixups: 0, count: 12 }] })).toBeNull();
  });

  it('of a clean run of the planned size just meets what was asked', () => {
    const bound = boundOf({
      ...ASKED,
      batches: [
        { verified: 16, mixups: 0, count: 334 },
        { verified: 6, mixups: 0, count: 1 },
      ],
    });
    expect(bound?.perThumbnail).toBeLessThanOrEqual(0.001);
    expect(bound?.perThumbnail).toBeGreaterThan(0.00099);
    expect(bound?.perBatch).toBeCloseTo((1 - 0.005 ** (1 / 335)) / 0.99, 12);
    expect(bound).toMatchObject({ ...ASKED, designEffect: 1 });
  });

  it('is divided by the power, and is 1 when nothing can be seen', () => {
    const batches = [{ verified: 10, mixups: 0, count: 100 }];
    const sharp = boundOf({ ...ASKED, power: 1, batches });
    const dim = boundOf({ ...ASKED, power: 0.5, batches });
    expect(dim?.perThumbnail).toBeCloseTo(2 * (sharp?.perThumbnail ?? 0), 12);
    expect(boundOf({ ...ASKED, power: 0, batches })).toMatchObject({ perThumbnail: 1, perBatch: 1 });
  });

  it('ignores batches of which nothing was verified', () => {
    const batches = [{ verified: 10, mixups: 0, count: 100 }];
    expect(boundOf({ ...ASKED, batches: [...batches, { verified: 0, mixups: 0, count: 50 }] })).toEqual(
      boundOf({ ...ASKED, batches }),
    );
  });

  it('keeps its confidence exactly, for any rate: the counts that would miss are never more likely than the doubt', () => {
    for (const trials of [50, 400]) {
      const limits = Array.from({ length: trials + 1 }, (_, events) => upperLimit(events, trials, 0.95));
      for (const rate of [0.001, 0.01, 0.059, 0.3, 0.77]) {
        let missed = 0;
        let term = (1 - rate) ** trials;
        for (const [events, limit] of limits.entries()) {
          if (limit < rate) missed += term;
          term *= ((trials - events) / (events + 1)) * (rate / (1 - rate));
        }
        expect(missed).toBeLessThanOrEqual(0.05);
      }
    }
  });
});

describe('the design effect', () => {
  it('is 1 when mix-ups fall where they like', () => {
    const batches = groupBatches(
      Array.from({ length: 400 }, (_, i) => ({ verified: 10, mixups: i % 10 === 0 ? 1 : 0 })),
    );
    expect(boundOf({ ...ASKED, batches })?.designEffect).toBe(1);
  });

  it('is the batch size when whole batches fail together', () => {
    const batches: readonly BatchGroup[] = [
      { verified: 10, mixups: 0, count: 380 },
      { verified: 10, mixups: 10, count: 20 },
    ];
    const bound = boundOf({ ...ASKED, batches });
    // 400/399 × (380 × 0.5² + 20 × 9.5²) over 4000 × 0.05 × 0.95.
    expect(bound?.designEffect).toBeCloseTo(10.02506, 5);
    expect(bound?.perBatch).toBeCloseTo(upperLimit(20, 400, 0.995) / 0.99, 12);
    expect(bound?.perThumbnail).toBeCloseTo(upperLimit(200, 4000, 0.995) / 0.99, 12);
  });
});

describe('the design effect of what cannot vary', () => {
  const effectOf = (...batches: readonly BatchGroup[]) => boundOf({ ...ASKED, batches })?.designEffect;

  it('is 1 where all is mixed up, and where there is one batch', () => {
    expect(effectOf({ verified: 10, mixups: 10, count: 5 })).toBe(1);
    expect(effectOf({ verified: 10, mixups: 3, count: 1 })).toBe(1);
  });

  it('is measured from two batches on', () => {
    expect(effectOf({ verified: 10, mixups: 10, count: 1 }, { verified: 10, mixups: 0, count: 1 })).toBeCloseTo(20, 9);
  });
});

describe('groups of batches', () => {
  it('count equal batches together, small ones first, then those with fewer mix-ups', () => {
    const batches = [
      { verified: 9, mixups: 1 },
      { verified: 16, mixups: 0 },
      { verified: 9, mixups: 0 },
      { verified: 16, mixups: 0 },
      { verified: 9, mixups: 1, count: 3 },
      { verified: 2, mixups: 2 },
    ];
    expect(groupBatches(batches)).toEqual([
      { verified: 2, mixups: 2, count: 1 },
      { verified: 9, mixups: 0, count: 1 },
      { verified: 9, mixups: 1, count: 4 },
      { verified: 16, mixups: 0, count: 2 },
    ]);
  });

  it('merge exactly: grouping the groups of shards gives the groups of the whole', () => {
    const single = Array.from({ length: 60 }, (_, i) => ({ verified: 8 + (i % 3), mixups: i % 20 === 0 ? 1 : 0 }));
    const shards = [groupBatches(single.slice(0, 21)), groupBatches(single.slice(21))];
    expect(groupBatches(shards.flat())).toEqual(groupBatches(single));
  });
});
