import { describe, expect, it } from 'vitest';
import { measureBlends } from '../../harness/judge/blend-power.ts';
import type { PaintedSample } from '../../harness/judge/made-alone.ts';
import { readOwnership } from '../../harness/judge/ownership.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { blendOf } from './foreign-pixels.ts';
import { paintedSamples } from './painted-samples.ts';
import { knownProfile, paintedAlone, painting, type Painting } from './painted-thumbnails.ts';
import { album, habit, painter, shown } from './thumbnails-made-alone.ts';

/** Thumbnails without a flaw. */
function paintedIn(way: Painting, photos: readonly PhotoPlan[]): readonly PaintedSample[] {
  return paintedAlone(photos, way).map((sample) => {
    const itsOwn = shown(sample.photo, way.policy);
    const placement = placementOf(way.rule, way.recipe, itsOwn.size);
    return { sample, shown: itsOwn, placement, response: way.response };
  });
}

describe('a blend of two photos', () => {
  it.each([
    ['128 px JPEG', habit(), 0.03],
    ['128 px WebP', habit({ format: 'webp' }), 0.03],
    ['64 px JPEG', habit({ width: 64, height: 64 }), 0.03],
    ['32 px JPEG', habit({ width: 32, height: 32 }), 0.08],
  ])('is seen in a %s though it is loud nowhere', async (_, way, thinnest) => {
    const { profile, painted } = await paintedSamples(way);
    const blends = measureBlends(painter, painted, way.recipe, profile, 24);
    const seen = blends.find(({ injected, noticed }) => noticed >= 0.95 * injected);
    expect(seen?.share).toBeLessThanOrEqual(thinnest);
  });

  it('is a doubt of the whole photo, not of a place', async () => {
    const way = habit();
    const { profile, painted } = await paintedSamples(way);
    const [own, foreign] = painted;
    if (own === undefined || foreign === undefined) throw new RangeError('Expected two samples.');
    const blended = blendOf(own.sample.observation, foreign.sample.observation, 0.025);
    expect(readOwnership(painter, blended, own.shown, way.recipe, profile)).toMatchObject({
      kind: 'doubt',
      isHaze: true,
      regions: [{ x: 0, y: 0, width: 128, height: 128 }],
    });
  });

  it('is tried at each share up to the first that is always noticed, or to a share that was asked for', async () => {
    const way = habit();
    const { profile, painted } = await paintedSamples(way);
    const enough = measureBlends(painter, painted, way.recipe, profile, 60);
    expect(enough.map(({ injected }) => injected)).toEqual(enough.map(() => 60));
    expect(enough.map(({ injected, noticed }) => noticed === injected)).toEqual(
      enough.map((_, index) => index === enough.length - 1),
    );
    const further = measureBlends(painter, painted, way.recipe, profile, 60, 0.08);
    expect(further.slice(0, enough.length)).toEqual(enough);
    expect(further.at(-1)).toEqual({ share: 0.08, injected: 60, noticed: 60 });
  });

  it('is noticed where it lies over its photo by more than the threshold of haze, and not where by less', () => {
    const way = painting();
    const profile = knownProfile(way, { thresholds: { block: 99, window: 99, row: 99, column: 99, haze: 1.5 } });
    const powers = measureBlends(painter, paintedIn(way, album('blends', 6)), way.recipe, profile, 30, 0.2);
    const noticedAt = (share: number) => powers.find((power) => power.share === share)?.noticed;
    // Photos differ by some forty levels from each other in the means of their blocks.
    expect([0.005, 0.01, 0.015].map(noticedAt)).toEqual([0, 0, 0]);
    expect([0.12, 0.2].map(noticedAt)).toEqual([30, 30]);
  });

  it('with a picture that is the same is never noticed', () => {
    const way = painting();
    const profile = knownProfile(way, { thresholds: { block: 3, window: 3, row: 3, column: 3, haze: 0.5 } });
    const [first, second] = paintedIn(way, album('blends', 2));
    if (first === undefined || second === undefined) throw new RangeError('Expected two samples.');
    const alike = { ...second, sample: { ...second.sample, observation: first.sample.observation } };
    const powers = measureBlends(painter, [first, alike], way.recipe, profile, 9, 0.2);
    // The second shows the first as it is, which is noticed however little of it is added.
    expect(powers.map(({ injected, noticed }) => [injected, noticed])).toEqual(powers.map(() => [2, 1]));
    expect(powers.at(-1)?.share).toBe(0.2);
  });

  it('is made of two thumbnails of one size, in width and in height', () => {
    const way = painting({ recipe: { ...painting().recipe, fit: 'inside' } }, { fitting: 'inside' });
    const sizes = [
      [320, 240],
      [320, 240],
      [320, 160],
      [240, 320],
      [160, 320],
    ] as const;
    const photos = sizes.flatMap(([widthPx, heightPx], i) =>
      album(`blend ${i}`, 1, { widthPx, heightPx, orientationExif: 1 }),
    );
    const [first] = measureBlends(painter, paintedIn(way, photos), way.recipe, knownProfile(way), 99);
    expect(first?.injected).toBe(2);
  });

  it('cannot be measured where there is nothing to blend with', async () => {
    const way = habit();
    const { profile, painted } = await paintedSamples(way);
    expect(measureBlends(painter, painted.slice(0, 1), way.recipe, profile, 24)).toEqual([]);
  });
});
