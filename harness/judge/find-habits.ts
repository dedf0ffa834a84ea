// A thumbnailer is not asked how it crops, rounds, turns and sharpens: each habit is tried out on paper, one after the
// other, and the one under which its thumbnails correlate best with their expectation is taken for its own.

import type { Response } from '../model/expectation.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import { locate, slid, type Slide } from '../model/locate.ts';
import { CENTRE, FITTINGS, placementNear, type PlacementRule } from '../model/placement.ts';
import type { SourceFormat } from '../model/plan.ts';
import { CLEAR_CORRELATION_MIN, mean, type Learning, type Sample } from './made-alone.ts';

/** What a thumbnailer does to every photo, before noise. */
export type Habits = { readonly placement: PlacementRule; readonly policies: Policies; readonly response: Response };

export type Policies = {
  readonly byFormat: Partial<Record<SourceFormat, OrientationPolicy>>;
  readonly otherwise: OrientationPolicy;
};

/** Searches look at this many samples: at fewer large ones, which tell more and take longer. */
const SEARCH_SAMPLES = 10;
const LARGE_SEARCH_SAMPLES = 5;
const LARGE_PX = 512 * 512;
const PLAIN_RESPONSE: Response = { blurPx: 0.3, sharpen: 0 };
const PLAIN_RULE: PlacementRule = {
  fitting: 'cover',
  gravity: CENTRE,
  rounding: 'centre',
  pitch: 'exact',
  enlarges: true,
  shiftPx: { x: 0, y: 0 },
};
const SHIFTS_PX = [0, -0.25, 0.25, -0.5, 0.5];
const BLURS_PX = [0, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1];
const SHARPENINGS = [0.15, 0.3, 0.5, 0.8, 1.2];

/** The likeliest habits of whoever made the samples; whether they explain the samples is for the caller to measure. */
export function findHabits(samples: readonly Sample[], learning: Learning): Habits {
  const isLarge = learning.recipe.width * learning.recipe.height >= LARGE_PX;
  const searched = spread(samples, isLarge ? LARGE_SEARCH_SAMPLES : SEARCH_SAMPLES);
  const fit = (rule: PlacementRule, response: Response, policies: Policies, over = searched) =>
    mean(over.map((sample) => 1 - correlationOf(sample, rule, response, policyOf(policies, sample), learning) ** 2));

  const fitting = learnFitting(samples, searched, learning);
  const policies = learnPolicies(samples, fitting, learning);

  // A place that was looked for is a fraction of a pixel by itself.
  const sides = fitting.gravity === 'content' ? (['centre'] as const) : (['ceil', 'floor', 'centre'] as const);
  const roundings = sides.flatMap((rounding) =>
    (['exact', 'stretched'] as const).map((pitch) => ({ ...fitting, rounding, pitch })),
  );
  // Rounding shows only where an odd number of pixels is cut off or filled up, so every sample has its say.
  const rounded = lowest(roundings, (rule) => fit(rule, PLAIN_RESPONSE, policies, samples));
  const shiftedX = lowest(
    SHIFTS_PX.map((x) => ({ ...rounded, shiftPx: { x, y: 0 } })),
    (rule) => fit(rule, PLAIN_RESPONSE, policies),
  );
  const placement = lowest(
    SHIFTS_PX.map((y) => ({ ...rounded, shiftPx: { x: shiftedX.shiftPx.x, y } })),
    (rule) => fit(rule, PLAIN_RESPONSE, policies),
  );
  const blur = lowest(
    BLURS_PX.map((blurPx) => ({ blurPx, sharpen: 0 })),
    (response) => fit(placement, response, policies),
  );
  const responses = SHARPENINGS.flatMap((sharpen) =>
    [blur.blurPx, blur.blurPx + 0.1, blur.blurPx + 0.2].map((blurPx) => ({ blurPx, sharpen })),
  );
  const response = lowest([blur, ...responses], (candidate) => fit(placement, candidate, policies));
  return { placement, policies, response };
}

const EDGES = [0.5, 0, 1];
const GRAVITIES = EDGES.flatMap((x) => EDGES.map((y) => ({ x, y })));
/** A sample more or less that is explained may be a mix-up made alone. */
const MORE_CLEAR_MIN = 2;

/** In the middle, unless more of the samples are explained elsewhere: at an edge, or wherever their content is. */
function learnFitting(samples: readonly Sample[], searched: readonly Sample[], learning: Learning): PlacementRule {
  const eitherWay = (sample: Sample, rule: PlacementRule) =>
    Math.max(
      ...(['rotate', 'drop'] as const).map((policy) => correlationOf(sample, rule, PLAIN_RESPONSE, policy, learning)),
    );
  const cost = (rule: PlacementRule) => mean(searched.map((sample) => 1 - eitherWay(sample, rule)));
  const clear = (rule: PlacementRule) =>
    samples.filter((sample) => eitherWay(sample, rule) >= CLEAR_CORRELATION_MIN).length;
  const rules = FITTINGS.flatMap((fitting) =>
    [true, false].map((enlarges): PlacementRule => ({ ...PLAIN_RULE, fitting, enlarges })),
  );
  // The fit that it was asked for comes first, so that it wins where several make the same thumbnail.
  rules.sort((a, b) => Number(b.fitting === learning.recipe.fit) - Number(a.fitting === learning.recipe.fit));
  const centred = lowest(rules, cost);
  const explained = clear(centred);
  if (explained === samples.length) return centred;
  const fixed = lowest(
    rules.filter(isBoxed).flatMap((rule) => GRAVITIES.map((gravity): PlacementRule => ({ ...rule, gravity }))),
    cost,
  );
  const best = clear(fixed) >= explained + MORE_CLEAR_MIN ? fixed : centred;
  const free = lowest(
    rules.filter(({ fitting }) => fitting === 'cover').map((rule): PlacementRule => ({ ...rule, gravity: 'content' })),
    cost,
  );
  return clear(free) >= clear(best) + MORE_CLEAR_MIN ? free : best;
}

/** The others show the whole photo and nothing else. */
function isBoxed({ fitting }: PlacementRule): boolean {
  return fitting === 'cover' || fitting === 'contain';
}

/** Per stored format, since tools read the tag of some containers and not of others. */
function learnPolicies(samples: readonly Sample[], rule: PlacementRule, learning: Learning): Policies {
  const turned = samples.filter((sample) => sample.photo.orientationExif !== 1);
  const vote = (of: readonly Sample[]): OrientationPolicy => {
    const better = (sample: Sample) =>
      correlationOf(sample, rule, PLAIN_RESPONSE, 'rotate', learning) -
      correlationOf(sample, rule, PLAIN_RESPONSE, 'drop', learning);
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

/** What is done with the tag of a sample's file. */
export function policyOf(policies: Policies, sample: Sample): OrientationPolicy {
  return policies.byFormat[sample.storedFormat] ?? policies.otherwise;
}

/** 0 when the size is not what the rule would make. */
function correlationOf(
  sample: Sample,
  rule: PlacementRule,
  response: Response,
  policy: OrientationPolicy,
  learning: Learning,
): number {
  const shown = learning.shown(sample.photo, policy);
  const middle = placementNear(rule, learning.recipe, shown.size, sample.observation);
  if (middle === null) return 0;
  const slide = rule.gravity === 'content' ? slideOf(sample, rule, policy, learning) : null;
  const placement = slide === null ? middle : slid(middle, slide);
  return Math.max(
    0,
    learning.painter.compare(sample.observation, shown.grid, shown.size, placement, response, { gain: 1, bias: 0 })
      .correlation,
  );
}

const knownSlides = new WeakMap<Sample, Map<string, Slide | null>>();

/** Where a sample's content is: looked for once, as finer habits move it by fractions of a pixel only. */
function slideOf(sample: Sample, rule: PlacementRule, policy: OrientationPolicy, learning: Learning): Slide | null {
  const ofSample = knownSlides.get(sample) ?? new Map<string, Slide | null>();
  knownSlides.set(sample, ofSample);
  const key = `${rule.enlarges}|${policy === 'rotate'}`;
  const known = ofSample.get(key);
  if (known !== undefined) return known;
  const shown = learning.shown(sample.photo, policy);
  const found = locate(learning.painter, sample.observation, shown, learning.recipe, rule, PLAIN_RESPONSE);
  const slide = found?.slide ?? null;
  ofSample.set(key, slide);
  return slide;
}

function spread<T>(values: readonly T[], count: number): readonly T[] {
  if (values.length <= count) return values;
  return Array.from({ length: count }, (_, i) => values[Math.floor((i * values.length) / count)] as T);
}

function lowest<T>(candidates: readonly T[], cost: (candidate: T) => number): T {
  const costs = candidates.map(cost);
  return candidates[costs.indexOf(Math.min(...costs))] as T;
}
