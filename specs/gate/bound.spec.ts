import { describe, expect, it } from 'vitest';
import { type BatchGroup, boundOf, groupBatches } from '../../harness/gate/bound.ts';
import { lowerLimit, upperLimit } from '../../harness/gate/clopper-pearson.ts';
import { powerConfidence } from '../../harness/gate/error-budget.ts';
import { pseudoRandomWords } from '../../harness/model/prf.ts';

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

  it('covers the true rate at least as often as it says, over sampling and power together', () => {
    // Truth: 3 in 1 000 leak, and a leak is seen with probability 0.95. Both are estimated afresh in each of 4 000 runs.
    const [rate, power, confidence, runs] = [0.003, 0.95, 0.9, 4000];
    const uniform = uniformFrom('coverage of the bound');
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const seen = binomial(300, power, uniform);
      const mixups = binomial(2000, rate * power, uniform);
      const provenPower = lowerLimit(seen, 300, powerConfidence(confidence));
      const bound = boundOf({
        confidence,
        asked: 0.01,
        power: provenPower,
        batches: [{ verified: 2000, mixups, count: 1 }],
      });
      if (bound !== null && bound.perThumbnail >= rate) covered += 1;
    }
    expect(covered / runs).toBeGreaterThanOrEqual(confidence);
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
    expect(boundOf({ ...ASKED, batches })?.designEffect).toBeCloseTo(10, 1);
  });
});

describe('groups of batches', () => {
  it('merge exactly: grouping the groups of shards gives the groups of the whole', () => {
    const single = Array.from({ length: 60 }, (_, i) => ({ verified: 8 + (i % 3), mixups: i % 20 === 0 ? 1 : 0 }));
    const shards = [groupBatches(single.slice(0, 21)), groupBatches(single.slice(21))];
    expect(groupBatches(shards.flat())).toEqual(groupBatches(single));
  });
});

function uniformFrom(key: string): () => number {
  const next = pseudoRandomWords(key);
  return () => next() / 2 ** 32;
}

/** Binomial by inversion; enough for small means. */
function binomial(trials: number, rate: number, uniform: () => number): number {
  if (rate > 0.5) return trials - binomial(trials, 1 - rate, uniform);
  let left = uniform();
  let term = (1 - rate) ** trials;
  let events = 0;
  while (left > term && events < trials) {
    left -= term;
    term *= ((trials - events) / (events + 1)) * (rate / (1 - rate));
    events += 1;
  }
  return events;
}
