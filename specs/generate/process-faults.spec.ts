import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN_SHAPE, type LoadShape } from '../../harness/generate/load-shape.ts';
import { planTrial, trialArbitrary } from '../../harness/generate/trial.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import { PAUSE_MAX_MS, type Happening, type TrialPlan } from '../../harness/model/plan.ts';
import { GATE, existing } from './requests.ts';

const FAULTY: LoadShape = { ...PLAIN_SHAPE, pauses: 2, timeouts: 0.3, troubledWrites: 0.1 };
const trialOf = (shape: LoadShape) => planTrial({ ...GATE, asks: 1600, batch: 8, shape });
const of = <Kind extends Happening['kind']>(kind: Kind, { workload }: TrialPlan) =>
  workload.happenings.filter((happening): happening is Extract<Happening, { kind: Kind }> => happening.kind === kind);

const plan = trialOf(FAULTY);

describe('faults of processes and outputs in a load', () => {
  it('are so many pauses, and about such shares of its batches and thumbnails', () => {
    const { batches } = plan.workload;
    expect(of('pause', plan).length).toBeGreaterThanOrEqual(1);
    expect(of('pause', plan).length).toBeLessThanOrEqual(2);
    expect(of('timeout', plan).length / batches.length).toBeCloseTo(0.3, 1);
    expect(of('write', plan).length / batches.flat().length).toBeCloseTo(0.1, 1);
    expect(new Set(of('write', plan).map(({ how }) => how))).toEqual(new Set(['full', 'unwritable']));
  });

  it('are bounded, and none comes before anything is in flight that it could hit', () => {
    const first = new Set<string>(plan.workload.batches[0]?.map(({ key }) => key));
    expect(of('pause', plan).filter(({ at }) => first.has(at))).toEqual([]);
    expect(Math.max(...of('pause', plan).map(({ forMs }) => forMs))).toBeLessThanOrEqual(PAUSE_MAX_MS);
    expect(Math.min(...of('timeout', plan).map(({ afterMs }) => afterMs))).toBeGreaterThanOrEqual(0);
    expect(planProblems(plan)).toEqual([]);
  });

  it('are the same for the same seed, and none where the shape has none', () => {
    expect(trialOf(FAULTY).workload).toEqual(plan.workload);
    expect(trialOf(PLAIN_SHAPE).workload.happenings).toEqual([]);
  });

  it.each(['pause', 'timeout', 'write'] as const)('shrink away but for a %s that the failure needs', (kind) => {
    const arbitrary = trialArbitrary({ ...GATE, asks: 60, batch: 4, shape: FAULTY });
    const property = fc.property(arbitrary, (drawn) => of(kind, drawn).length === 0);
    const smallest = existing(fc.check(property, { seed: 3, numRuns: 5 }).counterexample?.[0]);
    expect(smallest.workload.happenings.map((happening) => happening.kind)).toEqual([kind]);
    expect(smallest.workload.batches.flat()).toHaveLength(1);
  });

  it.each<[string, Happening, RegExp]>([
    ['a pause of no time', { kind: 'pause', at: keyOf(plan), forMs: 0 }, /pause before .* of 1 to 2000 ms, got 0/],
    ['a pause without end', { kind: 'pause', at: keyOf(plan), forMs: 9_000_000 }, /got 9000000/],
    ['a time-out before the asking', { kind: 'timeout', at: keyOf(plan), afterMs: -1 }, /whole milliseconds, got -1/],
  ])('are told of where a plan has %s', (_, happening, says) => {
    const wrong = { ...plan, workload: { ...plan.workload, happenings: [happening] } };
    expect(planProblems(wrong).join('\n')).toMatch(says);
  });
});

function keyOf({ workload }: TrialPlan) {
  return existing(workload.batches[1]?.[0]).key;
}
