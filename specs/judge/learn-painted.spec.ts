import { describe, expect, it } from 'vitest';
import { learnProfile } from '../../harness/judge/learn-profile.ts';
import type { PaintedSample, Sample } from '../../harness/judge/made-alone.ts';
import type { LikenessLimits, Observation, Profile, ReadableProfile } from '../../harness/model/profile.ts';
import { altered, paintedAlone, painting, type Painting } from './painted-thumbnails.ts';
import { album, painter, shown } from './thumbnails-made-alone.ts';

const PHOTOS = album('painted', 12);
const WHOLE = { x: 0, y: 0, width: 64, height: 64 };
const NO_LIMITS: LikenessLimits = { mismatchShareMax: 0, pdqDistanceBitsMax: 0 };

function learned(
  samples: readonly Sample[],
  { recipe }: Painting,
  likenessOf: (observation: Observation, painted: PaintedSample) => LikenessLimits = () => NO_LIMITS,
): Profile {
  return learnProfile(samples, { recipe, recipeIndex: 3, sourceClass: 'archived', painter, shown, likenessOf });
}

function readable(
  samples: readonly Sample[],
  way: Painting,
  likenessOf?: Parameters<typeof learned>[2],
): ReadableProfile {
  const profile = learned(samples, way, likenessOf);
  if (profile.kind === 'unreadable') throw new Error(`Expected a readable profile: ${profile.why}`);
  return profile;
}

const change = (sample: Sample, of: (picture: Observation) => Observation): Sample => ({
  ...sample,
  observation: of(sample.observation),
});
/** Noise of these many levels up and down, the same each time. */
const noisy = (levels: number) => (picture: Observation) =>
  altered(picture, WHOLE, (own, at) => own + ((at * 7919) % 2 === 0 ? levels : -levels));
/** Each with a little more over its upper part than the one before. */
const hazier = (samples: readonly Sample[]): readonly Sample[] =>
  samples.map((sample, i) =>
    change(sample, (picture) => altered(picture, { x: 0, y: 0, width: 99, height: 30 }, (own) => own + i)),
  );
const grey = (picture: Observation) => altered(picture, WHOLE, () => 128);
const upsideDown = (picture: Observation): Observation => ({ ...picture, luma: picture.luma.toReversed() });

describe('a profile learned from painted thumbnails', () => {
  it('holds what they were painted with, and nothing that was not', () => {
    const way = painting({ tone: { gain: 0.8, bias: 120 }, response: { blurPx: 0.5, sharpen: 0 } });
    const profile = readable(paintedAlone(PHOTOS, way), way);
    expect(profile).toMatchObject({
      recipe: 3,
      sourceClass: 'archived',
      placement: { fitting: 'cover', pitch: 'exact' },
      orientation: { jpeg: 'rotate', png: 'rotate', webp: 'rotate' },
      orientationOtherwise: 'rotate',
      response: way.response,
      bars: { kind: 'none' },
      odd: {},
      byteStable: true,
      samples: 12,
    });
    expect(profile.tone.gain).toBeCloseTo(0.8, 2);
    expect(profile.tone.bias).toBeCloseTo(120, 0);
    // Nothing but the rounding to whole levels.
    expect(profile.noise).toBeCloseTo(Math.sqrt(1 / 12), 1);
    const { block, window, row, column, haze } = profile.thresholds;
    for (const limit of [block, window, row, column]) {
      expect(limit).toBeGreaterThan(0.3);
      expect(limit).toBeLessThan(1);
    }
    expect(haze).toBeLessThan(0.2);
  });

  it('holds their noise, in levels', () => {
    const way = painting();
    expect(
      readable(
        paintedAlone(PHOTOS, way).map((sample) => change(sample, noisy(9))),
        way,
      ).noise,
    ).toBeCloseTo(9, 0);
  });

  it('holds the luma of their bars', () => {
    const recipe = { ...painting().recipe, fit: 'contain' as const };
    const way = painting({ recipe, barLuma: 77 }, { fitting: 'contain' });
    expect(readable(paintedAlone(PHOTOS, way), way).bars).toMatchObject({ kind: 'even', luma: 77 });
  });

  it('holds the greatest differences that the second opinion saw', () => {
    const way = painting();
    const samples = paintedAlone(PHOTOS, way);
    const of = new Map(samples.map(({ observation }, i) => [observation, i] as const));
    const profile = readable(samples, way, (observation) => {
      const i = of.get(observation) ?? -1;
      return { mismatchShareMax: i === 4 ? 0.3 : 0.1, pdqDistanceBitsMax: i === 7 ? 22 : 10 };
    });
    expect(profile.likeness).toEqual({ mismatchShareMax: 0.3, pdqDistanceBitsMax: 22 });
  });

  it('is byte-stable only where all were', () => {
    const way = painting();
    const samples = paintedAlone(PHOTOS, way).map((sample, i) => ({ ...sample, byteStable: i !== 5 }));
    expect(readable(samples, way).byteStable).toBe(false);
  });

  it('has thresholds for the smallest side: one under 48 px leaves more doubts of haze', () => {
    // So much wider than high that the box may be higher or lower, and the thumbnail the same.
    const wide = album('wide', 12, { widthPx: 400, heightPx: 220, orientationExif: 1 });
    const hazeAt = (height: number) => {
      const recipe = { ...painting().recipe, height, fit: 'inside' as const };
      const way = painting({ recipe }, { fitting: 'inside' });
      return readable(hazier(paintedAlone(wide, way)), way).thresholds.haze;
    };
    expect(hazeAt(40)).toBeLessThan(hazeAt(64));
    expect(hazeAt(64)).toBe(hazeAt(90));
  });

  it('has the threshold of haze of the haziest kind of source, and one for each', () => {
    const way = painting();
    const { hazes, thresholds } = readable(hazier(paintedAlone(PHOTOS, way)), way);
    const limits = Object.values(hazes).toSorted((a, b) => a - b);
    expect(limits.length).toBeGreaterThan(1);
    expect(thresholds.haze).toBe(limits.at(-1));
    expect(thresholds.haze).toBeGreaterThan(limits[0] ?? 0);
  });

  it('does not learn from the few that show another picture', () => {
    const way = painting();
    const samples = paintedAlone(PHOTOS, way).map((sample, i) => (i < 3 ? change(sample, grey) : sample));
    expect(readable(samples, way)).toMatchObject({ samples: 9 });
    expect(readable(samples, way).noise).toBeLessThan(1);
  });
});

describe('no profile', () => {
  const way = painting();
  const samples = paintedAlone(PHOTOS, way);
  const whyNot = (of: readonly Sample[], as = way) => {
    const profile = learned(of, as);
    return profile.kind === 'unreadable' ? profile.why : 'readable';
  };

  it('is learned from fewer than six', () => {
    expect(whyNot(samples.slice(0, 6))).toBe('readable');
    expect(whyNot(samples.slice(0, 5))).toMatch(/^Expected at least 6 .*5/);
    expect(learned(samples.slice(0, 5), way)).toMatchObject({ recipe: 3, sourceClass: 'archived' });
  });

  it('is learned from what nobody could read back, and the correlation is said', () => {
    expect(whyNot(samples.map((sample) => change(sample, grey)))).toMatch(/, got (0\.00|-0\.00) over 12 of 12\.$/);
    expect(whyNot(samples.map((sample, i) => (i < 8 ? change(sample, grey) : sample)))).toMatch(
      /got 0\.3\d over 12 of 12\.$/,
    );
  });

  it('is learned from pictures of a size that no habit explains', () => {
    const cut = (picture: Observation): Observation => ({ ...picture, widthPx: 32, heightPx: 128 });
    expect(whyNot(samples.map((sample) => change(sample, cut)))).toMatch(
      /, got none of an expected size over 0 of 12\.$/,
    );
  });

  it('is learned where more than a quarter show something else than the others', () => {
    const turned = (count: number) => samples.map((sample, i) => (i < count ? change(sample, upsideDown) : sample));
    expect(whyNot(turned(3))).toBe('readable');
    expect(whyNot(turned(4))).toMatch(/^Expected 75 % .* got 8 of 12\./);
  });
});
