import { describe, expect, it } from 'vitest';
import { planTrial } from '../../harness/generate/trial.ts';
import { GATE, asksOf } from './requests.ts';

const gate = planTrial(GATE);

describe('the trials of one run', () => {
  it('have no owner in common, so that an address means one photo for as long as a server lives', () => {
    const trials = Array.from({ length: 5 }, (_, trial) => planTrial({ ...GATE, asks: 400, trial }));
    const owners = trials.flatMap((plan) => plan.owners);
    expect(owners.length).toBeGreaterThan(100);
    expect(new Set(owners).size).toBe(owners.length);
  });

  it('have owners whose names are confusable with one another in each', () => {
    const folded = (trial: number) =>
      planTrial({ ...GATE, asks: 400, trial, nameAttacks: ['case'] }).owners.map((owner) => owner.toLowerCase());
    for (const trial of [0, 1, 7]) expect(new Set(folded(trial)).size).toBeLessThan(folded(trial).length);
  });
});

describe('two trials', () => {
  it('are equal for equal requests', () => {
    expect(planTrial(GATE)).toEqual(gate);
  });

  it('of one seed share neither signature nor identity', () => {
    const other = planTrial({ ...GATE, trial: 1 });
    expect(other.nonce).not.toBe(gate.nonce);
    const ids = new Set([
      ...gate.photos.flatMap(({ id, contentId }) => [id, contentId]),
      ...asksOf(gate).map(({ ask }) => ask.key),
    ]);
    const others = [
      ...other.photos.flatMap(({ id, contentId }) => [id, contentId]),
      ...asksOf(other).map(({ ask }) => ask.key),
    ];
    expect(others.filter((id) => ids.has(id))).toEqual([]);
  });

  it('of neighbouring seeds differ in what they ask first', () => {
    const other = planTrial({ ...GATE, seed: 2 });
    expect(other.nonce).not.toBe(gate.nonce);
    expect(other.photos.map(({ widthPx }) => widthPx)).not.toEqual(gate.photos.map(({ widthPx }) => widthPx));
  });
});
