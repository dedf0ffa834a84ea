import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../harness/generate/file-name.ts';
import { loadShapeArbitrary } from '../../harness/generate/load-shape.ts';
import { NAME_ATTACKS } from '../../harness/generate/names.ts';
import { type PhotoTraits, inFormat, photoArbitrary } from '../../harness/generate/photo-traits.ts';
import { shrinkable } from '../../harness/generate/shrinkable.ts';
import type { SizeKind } from '../../harness/generate/sizes.ts';
import { trialArbitrary } from '../../harness/generate/trial.ts';
import {
  SOURCE_FORMATS,
  type TrialRequest,
  recipeArbitrary,
  requestArbitrary,
} from '../../harness/generate/trial-request.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import { isCovered, shownSize } from '../../harness/model/coverage.ts';
import type { TrialPlan } from '../../harness/model/plan.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import { lawBreaches } from './laws.ts';
import { shapeMeasure } from './shape-measure.ts';
import { GATE, existing, squareRecipe } from './requests.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('every arbitrary is repeatable, valid, and shrinks to smaller valid values', () => {
  it('recipes', () => {
    expect(lawBreaches({ arbitrary: recipeArbitrary(), problems: recipeProblems, measure: recipeMeasure }, 1)).toEqual(
      [],
    );
  });

  it('requests', () => {
    const problems = (request: TrialRequest) => request.recipes.flatMap(recipeProblems);
    expect(lawBreaches({ arbitrary: requestArbitrary(60), problems, measure: requestMeasure }, 2)).toEqual([]);
  });

  it('shapes of a load', () => {
    expect(lawBreaches({ arbitrary: loadShapeArbitrary(), problems: () => [], measure: shapeMeasure }, 7)).toEqual([]);
  });

  it.each<SizeKind>(['small', 'large', 'giant', 'tiny', 'panorama'])('photos of the kind %s', (kind) => {
    const recipes = [squareRecipe(128), { ...squareRecipe(64), width: 96, fit: 'inside' as const }];
    const problems = (traits: PhotoTraits) => traitProblems(kind, recipes, traits);
    const arbitrary = photoArbitrary(kind, recipes, SOURCE_FORMATS);
    expect(lawBreaches({ arbitrary, problems, measure: traitsMeasure }, 3)).toEqual([]);
  });

  it.each(
    fc.sample(requestArbitrary(40), { seed: 4, numRuns: 10 }).map((request, number) => [number, request] as const),
  )('trials of request %i', (_number, request) => {
    expect(
      lawBreaches({ arbitrary: trialArbitrary(request), problems: planProblems, measure: planMeasure }, 5),
    ).toEqual([]);
  });
});

describe('a trial that always fails', () => {
  it('shrinks to one owner with one tiny plain photo that is asked for once', () => {
    const plan = smallestFailing(() => true);
    expect(plan).toMatchObject({
      owners: ['o0'],
      photos: [
        {
          widthPx: 16,
          heightPx: 16,
          nameAttack: 'plain',
          album: 'a0',
          orientationExif: 1,
          oddity: 'none',
          metadata: [],
        },
      ],
      workload: { concurrency: 1, batchesInFlight: 1 },
    });
    expect(plan.workload.batches.flat()).toHaveLength(1);
  });

  it('keeps what the failure needs: a pair of twins of two owners', () => {
    const hasTwins = ({ photos }: TrialPlan) => new Set(photos.map(({ contentId }) => contentId)).size < photos.length;
    const plan = smallestFailing(hasTwins);
    expect(plan.photos).toHaveLength(2);
    expect(plan.owners).toHaveLength(2);
  });
});

function smallestFailing(fails: (plan: TrialPlan) => boolean): TrialPlan {
  const property = fc.property(trialArbitrary({ ...GATE, asks: 100 }), (plan) => !fails(plan));
  return existing(fc.check(property, { seed: 6, numRuns: 1 }).counterexample?.[0]);
}

describe('the laws themselves', () => {
  it('tell when a shrink is not smaller', () => {
    const growing = shrinkable(fc.nat({ max: 9 }), (value) => [value + 1]);
    const breaches = lawBreaches({ arbitrary: growing, problems: () => [], measure: (value) => value }, 8);
    expect(breaches).toContainEqual('the first candidate is not smaller');
  });

  it('tell when a shrink is not valid', () => {
    const problems = (value: number) => (value === 5 ? ['is five'] : []);
    const arbitrary = shrinkable<number>(
      fc.nat({ max: 0 }).map(() => 6),
      (value) => (value === 6 ? [5] : []),
    );
    expect(lawBreaches({ arbitrary, problems, measure: (value) => value }, 9)).toContain('shrunk: is five');
  });
});

function recipeProblems({ width, height, quality }: Recipe): string[] {
  return [width, height].every((side) => side >= 32 && side <= 512) && quality >= 40 && quality <= 95 ? [] : ['range'];
}

function recipeMeasure({ width, height, fit, format, quality }: Recipe): number {
  const choices = ['cover', 'contain', 'inside', 'fill'].indexOf(fit) + ['jpeg', 'png', 'webp', 'avif'].indexOf(format);
  return width + height + quality + choices;
}

function requestMeasure(request: TrialRequest): number {
  const { asks, owners, concurrency, batch, trial } = request;
  const choices =
    [0, 0.5, 1, 0.1, 0.9].indexOf(request.archivedShare) +
    [0, 0.1, 1].indexOf(request.repeatShare) +
    [0, 0.5, 1].indexOf(request.changedShare);
  return (
    Math.abs(request.seed) * 2 +
    (request.seed < 0 ? 1 : 0) +
    sum([asks, owners, concurrency, batch, trial, choices]) +
    sum(request.recipes.map((recipe) => 1 + recipeMeasure(recipe))) +
    request.sourceFormats.length +
    request.oddSources.length +
    request.nameAttacks.length +
    request.damages.length +
    shapeMeasure(request.shape)
  );
}

function traitProblems(kind: SizeKind, recipes: readonly Recipe[], traits: PhotoTraits): string[] {
  const covers = recipes.map((recipe) => isCovered(traits, shownSize(traits, recipe)));
  const isCovering = kind === 'small' || kind === 'large' || kind === 'giant';
  const sides = [traits.widthPx, traits.heightPx];
  const isSpeck = traits.oddity === 'one-pixel';
  return [
    ...(covers.every((is) => is === isCovering) ? [] : [`${sides.join('x')} is not ${kind}`]),
    ...(sides.every((px) => Number.isInteger(px) && px >= (isSpeck ? 1 : 16) && px <= 4000) ? [] : ['sides']),
    ...(isSpeck && Math.min(...sides) > 1 ? ['a speck of more than a line'] : []),
    ...(JSON.stringify(inFormat(traits, traits.format)) === JSON.stringify(traits)
      ? []
      : ['the format cannot hold it']),
    ...(kind === 'giant' && !['jpeg', 'webp'].includes(traits.format) ? ['a dear giant'] : []),
  ];
}

/** A photo of one pixel is odder than the least of the ordinary ones, and not smaller to a reader. */
function ordinaryPx({ widthPx, heightPx }: Pick<PhotoTraits, 'widthPx' | 'heightPx'>): number {
  return Math.max(16, widthPx) * Math.max(16, heightPx);
}

function traitsMeasure(traits: PhotoTraits): number {
  const oddities = [
    traits.oddity !== 'none',
    traits.progressive,
    traits.colour !== 'colour',
    traits.orientationExif !== 1,
  ];
  return (
    ordinaryPx(traits) +
    traits.quality +
    100 * SOURCE_FORMATS.indexOf(traits.format) +
    oddities.filter(Boolean).length +
    traits.metadata.length
  );
}

/** Owners, photos, asks, pixels, bytes of names, concurrency, and what else a reader has to take in. */
function planMeasure({ owners, photos, recipes, workload }: TrialPlan): number {
  const names = [...owners, ...photos.flatMap(({ owner, album, name }) => [owner, album, name])];
  const oddities = photos.flatMap(({ colour, oddity, orientationExif, progressive, metadata, damage, uploaded }) => [
    uploaded === 'meanwhile',
    oddity !== 'none',
    colour !== 'colour',
    orientationExif !== 1,
    progressive,
    ...metadata.map(() => true),
    damage !== null,
  ]);
  return (
    sum([owners.length, photos.length, recipes.length, workload.batches.flat().length, workload.concurrency]) +
    sum(photos.map(ordinaryPx)) +
    sum(names.map(utf8Bytes)) +
    oddities.filter(Boolean).length +
    sum(workload.batches.flat().map(({ version }) => version)) +
    (workload.arrival.kind === 'steady' ? 0 : 1) +
    workload.happenings.length
  );
}

describe('the closed list of attacks', () => {
  it('holds no attack twice', () => {
    expect(new Set(NAME_ATTACKS).size).toBe(NAME_ATTACKS.length);
  });
});
