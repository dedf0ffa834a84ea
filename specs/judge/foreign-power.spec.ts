import { describe, expect, it } from 'vitest';
import { measureForeign } from '../../harness/judge/foreign-power.ts';
import { samplePairs } from '../../harness/judge/sample-pairs.ts';
import { paintedSamples } from './painted-samples.ts';
import { habit, painter } from './thumbnails-made-alone.ts';

describe('a thumbnail that is wholly another photo', () => {
  it('never passes for its own, at any size that is claimed', async () => {
    for (const way of [habit(), habit({ width: 32, height: 32 })]) {
      const { profile, painted } = await paintedSamples(way);
      expect(measureForeign(painter, painted, way.recipe, profile, 300)).toEqual({ tried: 300, accepted: 0 });
    }
  });

  it('is said to pass where the judge is too lenient to tell', async () => {
    const way = habit();
    const { profile, painted } = await paintedSamples(way);
    const blind = painted.map((sample) => ({ ...sample, shown: painted[0]?.shown ?? sample.shown }));
    const { accepted } = measureForeign(painter, blind, way.recipe, profile, 300);
    expect(accepted).toBeGreaterThan(0);
  });

  it('is tried with no pair twice, and never with twins', async () => {
    const { painted } = await paintedSamples(habit());
    const pairs = samplePairs(painted, 10_000);
    expect(pairs).toHaveLength(24 * 23);
    expect(new Set(pairs.map(({ victim, donor }) => `${victim.sample.photo.id} ${donor.sample.photo.id}`)).size).toBe(
      24 * 23,
    );
    const [first] = painted;
    expect(samplePairs(first === undefined ? [] : [first, first], 10)).toEqual([]);
  });
});
