// Thousands of runs whose truth is known: the bound is to cover it as often as it says.

import { describe, expect, it } from 'vitest';
import { boundOf } from '../../harness/gate/bound.ts';
import { lowerLimit } from '../../harness/gate/clopper-pearson.ts';
import { powerConfidence } from '../../harness/gate/error-budget.ts';
import { pseudoRandomWords } from '../../harness/model/prf.ts';

describe('the bound', () => {
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
