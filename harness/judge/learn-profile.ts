// Thumbnailers differ in everything but the photo they should show. Before any load, one works alone on a few photos,
// and from what came back its habits are read: fit, orientation, half pixels, sharpness, tone, noise.

import type { Painter, Response, Residual } from '../model/expectation.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import { FITTINGS, isSizeNear, placementOf, type PlacementRule } from '../model/placement.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import type { LikenessLimits, Observation, Profile, SourceClass } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import { align } from './alignment.ts';
import { learnBarLuma } from './bars.ts';
import { peaksOf, quieter, thresholdsFrom } from './peaks.ts';

/** One thumbnail made alone. `storedFormat` is that of the bytes the thumbnailer read: the archived form's for old photos. */
export type Sample = {
  readonly photo: PhotoPlan;
  readonly storedFormat: SourceFormat;
  readonly observation: Observation;
  readonly byteStable: boolean;
};

export type Learning = {
  readonly recipe: Recipe;
  readonly recipeIndex: number;
  readonly sourceClass: SourceClass;
  readonly painter: Painter;
  readonly shown: (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto;
  /** Measures the second opinion's distances of a clean thumbnail, for its limits. */
  readonly likenessOf: (observation: Observation, residualPainting: PaintedSample) => LikenessLimits;
};

/** A sample with all that its profile says about it. */
export type PaintedSample = { readonly sample: Sample; readonly shown: ShownPhoto; readonly placement: ReturnType<typeof placementOf>; readonly response: Response };

/** Fewer samples than this teach nothing. */
const SAMPLES_MIN = 6;
/** Searches look at this many samples; noise and thresholds are measured on all. */
const SEARCH_SAMPLES = 10;
const READABLE_CORRELATION_MIN = 0.6;
const PLAIN_RESPONSE: Response = { blurPx: 0.3, sharpen: 0 };
const PLAIN_RULE: PlacementRule = { fitting: 'cover', rounding: 'centre', pitch: 'exact', enlarges: true, shiftPx: { x: 0, y: 0 } };

export function learnProfile(samples: readonly Sample[], learning: Learning): Profile {
  const { recipeIndex: recipe, sourceClass } = learning;
  const unreadable = (why: string): Profile => ({ kind: 'unreadable', recipe, sourceClass, why });
  if (samples.length < SAMPLES_MIN) return unreadable(`Expected at least ${SAMPLES_MIN} thumbnails made alone, got ${samples.length}.`);

  const searched = spread(samples, SEARCH_SAMPLES);
  const fit = (rule: PlacementRule, response: Response, policies: Policies) =>
    mean(searched.map((sample) => 1 - correlationOf(sample, rule, response, policyOf(policies, sample), learning) ** 2));

  const rules = FITTINGS.flatMap((fitting) => [true, false].map((enlarges): PlacementRule => ({ ...PLAIN_RULE, fitting, enlarges })));
  // The fit that it was asked for comes first, so that it wins where several make the same thumbnail.
  rules.sort((a, b) => Number(b.fitting === learning.recipe.fit) - Number(a.fitting === learning.recipe.fit));
  const eitherWay = (rule: PlacementRule) => mean(searched.map((sample) => 1 - Math.max(...(['rotate', 'drop'] as const).map((policy) => correlationOf(sample, rule, PLAIN_RESPONSE, policy, learning)))));
  const fitting = lowest(rules, eitherWay);
  const policies = learnPolicies(samples, fitting, learning);

  const roundings = (['ceil', 'floor', 'centre'] as const).flatMap((rounding) => (['exact', 'stretched'] as const).map((pitch) => ({ ...fitting, rounding, pitch })));
  const rounded = lowest(roundings, (rule) => fit(rule, PLAIN_RESPONSE, policies));
  const shiftedX = lowest(SHIFTS_PX.map((x) => ({ ...rounded, shiftPx: { x, y: 0 } })), (rule) => fit(rule, PLAIN_RESPONSE, policies));
  const placement = lowest(SHIFTS_PX.map((y) => ({ ...rounded, shiftPx: { x: shiftedX.shiftPx.x, y } })), (rule) => fit(rule, PLAIN_RESPONSE, policies));
  const blur = lowest(BLURS_PX.map((blurPx) => ({ blurPx, sharpen: 0 })), (response) => fit(placement, response, policies));
  const responses = SHARPENINGS.flatMap((sharpen) => [blur.blurPx, blur.blurPx + 0.1, blur.blurPx + 0.2].map((blurPx) => ({ blurPx, sharpen })));
  const response = lowest([blur, ...responses], (candidate) => fit(placement, candidate, policies));

  const painted = samples.flatMap((sample): PaintedSample[] => {
    const shown = learning.shown(sample.photo, policyOf(policies, sample));
    const expected = placementOf(placement, learning.recipe, shown.size);
    if (!isSizeNear(expected.thumbnail, sample.observation)) return [];
    return [{ sample, shown, placement: placementOf(placement, learning.recipe, shown.size, sizeOf(sample.observation)), response }];
  });
  const residuals = painted.map((each) => compareWith(learning.painter, each, { gain: 1, bias: 0 }));
  const correlation = mean(residuals.map((residual) => residual.correlation));
  if (painted.length < SAMPLES_MIN || correlation < READABLE_CORRELATION_MIN) {
    return unreadable(
      `Expected to read the signature back from thumbnails made alone (correlation at least ${READABLE_CORRELATION_MIN}), got ` +
        `${Number.isNaN(correlation) ? 'none of an expected size' : correlation.toFixed(2)} over ${painted.length} of ${samples.length}.`,
    );
  }
  const tone = { gain: mean(residuals.map((residual) => residual.tone.gain)), bias: mean(residuals.map((residual) => residual.tone.bias)) };
  const peaks = painted.map((each) => {
    const aligned = align(learning.painter, each.sample.observation, each.shown, each.placement, response, tone);
    return quieter(peaksOf(compareWith(learning.painter, each, tone)), peaksOf(aligned.residual));
  });
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
    thresholds: thresholdsFrom(peaks),
    likeness: {
      mismatchShareMax: Math.max(...likeness.map((limits) => limits.mismatchShareMax)),
      pdqDistanceBitsMax: Math.max(...likeness.map((limits) => limits.pdqDistanceBitsMax)),
    },
    barLuma: learnBarLuma(painted.map((each) => ({ picture: each.sample.observation, placement: each.placement }))),
    byteStable: samples.every((sample) => sample.byteStable),
    samples: samples.length,
  };
}

const SHIFTS_PX = [0, -0.25, 0.25, -0.5, 0.5];
const BLURS_PX = [0, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1];
const SHARPENINGS = [0.15, 0.3, 0.5, 0.8, 1.2];

type Policies = { readonly byFormat: Partial<Record<SourceFormat, OrientationPolicy>>; readonly otherwise: OrientationPolicy };

/** Per stored format, since tools read the tag of some containers and not of others. */
function learnPolicies(samples: readonly Sample[], rule: PlacementRule, learning: Learning): Policies {
  const turned = samples.filter((sample) => sample.photo.orientationExif !== 1);
  const vote = (of: readonly Sample[]): OrientationPolicy => {
    const better = (sample: Sample) => correlationOf(sample, rule, PLAIN_RESPONSE, 'rotate', learning) - correlationOf(sample, rule, PLAIN_RESPONSE, 'drop', learning);
    if (mean(of.map(better)) >= 0) return 'rotate';
    const keeps = of.filter((sample) => sample.observation.orientationExif === sample.photo.orientationExif).length;
    return keeps > of.length / 2 ? 'keep' : 'drop';
  };
  const byFormat: Partial<Record<SourceFormat, OrientationPolicy>> = {};
  for (const format of new Set(turned.map((sample) => sample.storedFormat))) {
    byFormat[format] = vote(turned.filter((sample) => sample.storedFormat === format));
  }
  return { byFormat, otherwise: turned.length === 0 ? 'rotate' : vote(turned) };
}

function policyOf(policies: Policies, sample: Sample): OrientationPolicy {
  return policies.byFormat[sample.storedFormat] ?? policies.otherwise;
}

/** 0 when the size is not what the rule would make. */
function correlationOf(sample: Sample, rule: PlacementRule, response: Response, policy: OrientationPolicy, learning: Learning): number {
  const shown = learning.shown(sample.photo, policy);
  const expected = placementOf(rule, learning.recipe, shown.size);
  if (!isSizeNear(expected.thumbnail, sample.observation)) return 0;
  const placement = placementOf(rule, learning.recipe, shown.size, sizeOf(sample.observation));
  return Math.max(0, learning.painter.compare(sample.observation, shown.grid, shown.size, placement, response, { gain: 1, bias: 0 }).correlation);
}

function compareWith(painter: Painter, { sample, shown, placement, response }: PaintedSample, tone: { gain: number; bias: number }): Residual {
  return painter.compare(sample.observation, shown.grid, shown.size, placement, response, tone);
}

/** Root mean square residual of the whole, in luma levels. */
function noiseOf(residual: Residual): number {
  return Math.sqrt(residual.rows.reduce((sum, energy) => sum + energy, 0) / (residual.widthPx * residual.heightPx));
}

function sizeOf(observation: Observation): { widthPx: number; heightPx: number } {
  return { widthPx: observation.widthPx, heightPx: observation.heightPx };
}

function spread<T>(values: readonly T[], count: number): readonly T[] {
  if (values.length <= count) return values;
  return Array.from({ length: count }, (_, i) => values[Math.floor((i * values.length) / count)] as T);
}

function lowest<T>(candidates: readonly T[], cost: (candidate: T) => number): T {
  const costs = candidates.map(cost);
  return candidates[costs.indexOf(Math.min(...costs))] as T;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
