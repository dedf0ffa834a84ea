// Thumbnailers differ in everything but the photo they should show. Before any load, one works alone on a few photos,
// and from what came back its habits are read: fit, orientation, half pixels, sharpness, tone, noise.

import type { Painter, Residual, Tone } from '../model/expectation.ts';
import { locate } from '../model/locate.ts';
import type { Profile } from '../model/profile.ts';
import { align } from './alignment.ts';
import { learnBars } from './bars.ts';
import { findHabits, policyOf } from './find-habits.ts';
import { hazeKind, hazesFrom } from './haze-kinds.ts';
import { CLEAR_CORRELATION_MIN, mean, type Learning, type PaintedSample, type Sample } from './made-alone.ts';
import { hazeDoubtRate, peaksOf, quieter, thresholdsFrom } from './peaks.ts';

/** Fewer samples than this teach nothing. */
const SAMPLES_MIN = 6;
const READABLE_CORRELATION_MIN = 0.6;
/** So many of the samples must be clear; the rest, such as a mix-up made alone, is not learned from. */
const CLEAR_SHARE_MIN = 0.75;

/** Unreadable, with the measured number, where the habits that fit best do not explain the samples. */
export function learnProfile(samples: readonly Sample[], learning: Learning): Profile {
  const { recipeIndex: recipe, sourceClass } = learning;
  const unreadable = (why: string): Profile => ({ kind: 'unreadable', recipe, sourceClass, why });
  if (samples.length < SAMPLES_MIN)
    return unreadable(`Expected at least ${SAMPLES_MIN} thumbnails made alone, got ${samples.length}.`);

  const { placement, policies, response } = findHabits(samples, learning);
  const painted = samples.flatMap((sample): PaintedSample[] => {
    const shown = learning.shown(sample.photo, policyOf(policies, sample));
    const found = locate(learning.painter, sample.observation, shown, learning.recipe, placement, response);
    return found === null ? [] : [{ sample, shown, placement: found.placement, response }];
  });
  const residuals = painted.map((each) => compareWith(learning.painter, each, { gain: 1, bias: 0 }));
  const correlation = mean(residuals.map((residual) => residual.correlation));
  if (painted.length < SAMPLES_MIN || correlation < READABLE_CORRELATION_MIN) {
    return unreadable(
      `Expected to read the signature back from thumbnails made alone (correlation at least ${READABLE_CORRELATION_MIN}), got ` +
        `${Number.isNaN(correlation) ? 'none of an expected size' : correlation.toFixed(2)} over ${painted.length} of ${samples.length}.`,
    );
  }
  const clear = painted.filter((_, index) => (residuals[index]?.correlation ?? 0) >= CLEAR_CORRELATION_MIN);
  if (clear.length < CLEAR_SHARE_MIN * painted.length) {
    return unreadable(
      `Expected ${CLEAR_SHARE_MIN * 100} % of the thumbnails made alone to show their photo where the others show theirs (correlation at ` +
        `least ${CLEAR_CORRELATION_MIN}), got ${clear.length} of ${painted.length}. Does it crop, zoom or turn each photo in its own way?`,
    );
  }
  if (clear.length < painted.length)
    return learnProfile(
      clear.map(({ sample }) => sample),
      learning,
    );
  const tone = {
    gain: mean(residuals.map((residual) => residual.tone.gain)),
    bias: mean(residuals.map((residual) => residual.tone.bias)),
  };
  const peaks = painted.map((each) => {
    const start = { placement: each.placement, residual: compareWith(learning.painter, each, tone) };
    const aligned = align(learning.painter, each.sample.observation, each.shown, start, response, tone);
    return quieter(peaksOf(start.residual), peaksOf(aligned.residual));
  });
  const hazes = hazesFrom(
    painted.map(({ shown, placement: at }, index) => ({ kind: hazeKind(shown, at), haze: peaks[index]?.haze ?? 0 })),
    hazeDoubtRate(Math.min(learning.recipe.width, learning.recipe.height)),
  );
  const likeness = painted.map((each) => learning.likenessOf(each.sample.observation, each));
  return {
    kind: 'readable',
    recipe,
    sourceClass,
    placement,
    orientation: policies.byFormat,
    orientationOtherwise: policies.otherwise,
    response,
    tone,
    noise: mean(painted.map((each) => noiseOf(compareWith(learning.painter, each, tone)))),
    thresholds: { ...thresholdsFrom(peaks), haze: Math.max(...Object.values(hazes)) },
    hazes,
    likeness: {
      mismatchShareMax: Math.max(...likeness.map((limits) => limits.mismatchShareMax)),
      pdqDistanceBitsMax: Math.max(...likeness.map((limits) => limits.pdqDistanceBitsMax)),
    },
    bars: learnBars(painted.map((each) => ({ picture: each.sample.observation, placement: each.placement }))),
    byteStable: samples.every((sample) => sample.byteStable),
    samples: samples.length,
    odd: {},
  };
}

function compareWith(painter: Painter, { sample, shown, placement, response }: PaintedSample, tone: Tone): Residual {
  return painter.compare(sample.observation, shown.grid, shown.size, placement, response, tone);
}

/** Root mean square residual of the whole, in luma levels. */
function noiseOf(residual: Residual): number {
  return Math.sqrt(residual.rows.reduce((sum, energy) => sum + energy, 0) / (residual.widthPx * residual.heightPx));
}
