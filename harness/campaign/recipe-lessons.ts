// What a thumbnailer made alone for one recipe: a profile for each source class, what it already gets wrong, how small a
// leak would be seen, and where it made something else than it was told, what that is.

import type { Bench } from './bench.ts';
import type { AloneAnswer } from './calibrate.ts';
import type { Finding } from '../judge/finding.ts';
import { brokenPromise } from '../judge/geometry.ts';
import { learnProfile } from '../judge/learn-profile.ts';
import { learnOwnShape, ownBox } from '../judge/own-shape.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import { policyFor, SOURCE_CLASSES, type Profile, type SourceClass } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import type { Sensitivity } from '../model/sensitivity.ts';
import { BEFORE_A_LOAD, measureSensitivity } from './leak-lessons.ts';
import { mixupsAmong, type mixupsAlone } from './mixups-alone.ts';
import {
  likenessAlone,
  observeAlone,
  paintAlone,
  sameBytesFor,
  toldFinding,
  type Departure,
} from './thumbnails-made-alone.ts';

export type RecipeLessons = {
  readonly profiles: readonly Profile[];
  /** What it makes instead of what it was told, a sentence each. */
  readonly says: readonly string[];
  readonly findings: readonly Finding[];
  /** Reference leaks injected, and how many were noticed. */
  readonly injected: number;
  readonly noticed: number;
  readonly sensitivity: readonly Sensitivity[];
};

/** What all recipes of a calibration share. */
export type Studio = {
  readonly bench: Bench;
  readonly answers: readonly AloneAnswer[];
  readonly storedFormat: (photo: PhotoPlan) => SourceFormat;
  readonly shown: (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto;
  readonly mixupIn: ReturnType<typeof mixupsAlone>;
  /** Of those asked twice, by key. */
  readonly digests: ReadonlyMap<string, string | null>;
};

/** A string says why the recipe has to be left out. `recipeIndex` is the place that it will have among those kept. */
export async function learnRecipe(
  { bench, answers, storedFormat, shown, mixupIn, digests }: Studio,
  recipe: Recipe,
  recipeIndex: number,
): Promise<RecipeLessons | string> {
  const { options, painter, adapter } = bench;
  const profiles: Profile[] = [];
  const says = new Set<string>();
  const findings: Finding[] = [];
  const sensitivity: Sensitivity[] = [];
  let injected = 0;
  let noticed = 0;
  for (const sourceClass of SOURCE_CLASSES.filter((each) => isAsked(each, options.archivedShare))) {
    const made = answers.filter(
      ({ round, entry }) =>
        round === 1 && recipeName(entry.recipe) === recipeName(recipe) && entry.sourceClass === sourceClass,
    );
    const seen = await observeAlone(bench, made, recipe, storedFormat, digests);
    const { samples, shapes, departures, unreadable } = seen;
    const learned = learnProfile(samples, {
      recipe,
      recipeIndex,
      sourceClass,
      painter,
      shown,
      likenessOf: (observation, painted) => likenessAlone(bench, observation, painted),
    });
    const told = { recipe, told: adapter.told };
    const sizeOf = (photo: PhotoPlan, policy: OrientationPolicy) => shown(photo, policy).size;
    const variant = variantFinding(options.seed, departures, answers);
    const own =
      learned.kind === 'readable' && variant === null
        ? learnOwnShape(shapes, learned, told, (photo, profile, stored) => sizeOf(photo, policyFor(profile, stored)))
        : null;
    const box = learned.kind === 'unreadable' ? ownBox(shapes, told) : null;
    if (box !== null)
      return `recipe ${recipeName(recipe)}: alone, it makes thumbnails of another size, ${sideSaid(adapter.told)} (ask with --sizes ${box})`;
    const [departure] = departures;
    // That most depart is no accident of a few photos.
    if (variant !== null) findings.push(variant);
    else if (own === null && departure !== undefined && departures.length > made.length / 2)
      findings.push(toldFinding(options.seed, departure.answer, departure.says));
    if (own !== null) says.add(own.says);
    if (learned.kind === 'unreadable') {
      profiles.push(samples.length === 0 && unreadable !== null ? { ...learned, why: unreadable } : learned);
      continue;
    }
    const profile = own === null ? learned : { ...learned, ownShape: own.rule };
    profiles.push(profile);
    const promise = brokenPromise(profile, options.orientation);
    if (promise !== null) findings.push(toldFinding(options.seed, made[0], promise));
    const mixups = await mixupsAmong(mixupIn, made, profile);
    findings.push(...mixups);
    const { painted, doubted } = paintAlone(bench, samples, profile, recipe, shown);
    const clean = { made: samples.length, doubted, alarmed: mixups.length };
    const leaks = measureSensitivity(bench, painted, profile, recipe, BEFORE_A_LOAD, clean);
    injected += leaks.injected;
    noticed += leaks.noticed;
    sensitivity.push(leaks.sensitivity);
  }
  return { profiles, says: [...says], findings, injected, noticed, sensitivity };
}

/** That a thumbnail has the bytes of another recipe is no accident, and no habit to be learned. */
function variantFinding(
  seed: number,
  departures: readonly Departure[],
  answers: readonly AloneAnswer[],
): Finding | null {
  for (const { answer, says } of departures) {
    const variant = sameBytesFor(answer, answers);
    if (variant !== null) return toldFinding(seed, answer, says, variant);
  }
  return null;
}

function sideSaid({ width, height }: Bench['adapter']['told']): string {
  return width || height ? 'and was told one side alone' : 'and was not told any';
}

function isAsked(sourceClass: SourceClass, archivedShare: number): boolean {
  return sourceClass === 'archived' ? archivedShare > 0 : archivedShare < 1;
}
