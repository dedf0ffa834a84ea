// What a calibration teaches: which recipes, formats and names to ask for, a profile for each recipe and source class,
// what it already gets wrong alone, and how small a leak would be seen.

import type { Bench } from './bench.ts';
import type { AloneAnswer } from './calibrate.ts';
import type { Finding } from '../judge/finding.ts';
import { brokenPromise } from '../judge/geometry.ts';
import { CLEAR_CORRELATION_MIN, learnProfile } from '../judge/learn-profile.ts';
import type { PaintedSample } from '../judge/made-alone.ts';
import { readOwnership } from '../judge/ownership.ts';
import { placementOf } from '../model/placement.ts';
import type { PhotoPlan, SourceFormat, TrialPlan } from '../model/plan.ts';
import { policyFor, SOURCE_CLASSES, type Profile, type SourceClass } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import { createShownPhotos } from '../model/shown-photo.ts';
import type { Sensitivity } from '../model/verdict.ts';
import type { ArchiveForm } from '../materialise/materialise.ts';
import { measureSensitivity } from './leak-lessons.ts';
import { learnMetadata, type MetadataHabit } from './metadata-lessons.ts';
import { mixupsAlone } from './mixups-alone.ts';
import { probeNames } from './name-lessons.ts';
import { likenessAlone, observeAlone, toldFinding } from './thumbnails-made-alone.ts';

export type Learned = {
  readonly recipes: readonly Recipe[];
  readonly sourceFormats: readonly SourceFormat[];
  readonly nameAttacks: readonly string[];
  readonly profiles: readonly Profile[];
  readonly narrowed: readonly string[];
  readonly findings: readonly Finding[];
  /** Reference leaks injected over all profiles, and how many were noticed. */
  readonly injected: number;
  readonly noticed: number;
  readonly sensitivity: readonly Sensitivity[];
  readonly metadata: MetadataHabit;
};

const GRIDS_REMEMBERED = 512;

export async function learnAll(
  bench: Bench,
  plans: readonly TrialPlan[],
  answers: readonly AloneAnswer[],
  archiveForm: ArchiveForm,
): Promise<Learned> {
  const { options, painter } = bench;
  const [photosPlan, namesPlan] = plans;
  if (photosPlan === undefined || namesPlan === undefined)
    throw new RangeError('Expected a plan of photos and one of names.');
  const storedFormat = (photo: PhotoPlan): SourceFormat => (photo.archived ? archiveForm.format : photo.format);
  const ofPhotos = answers.filter((answer) => photosPlan.photos.includes(answer.entry.photo));
  const narrowed: string[] = [];

  const kept = <Value>(
    values: readonly Value[],
    of: (answer: AloneAnswer) => Value,
    name: (value: Value) => string,
  ): readonly Value[] =>
    values.filter((value) => {
      const asked = ofPhotos.filter((answer) => of(answer) === value);
      if (asked.length === 0 || asked.some((answer) => answer.bytes !== null)) return true;
      narrowed.push(`${name(value)}: refused alone (${asked[0]?.refusal ?? 'no answer'})`);
      return false;
    });
  const recipes = kept(
    photosPlan.recipes,
    (answer) => answer.entry.recipe,
    (recipe) => `recipe ${recipeName(recipe)}`,
  );
  const sourceFormats = kept(
    options.sourceFormats,
    (answer) => (answer.entry.photo.archived ? ('none' as SourceFormat) : answer.entry.photo.format),
    (format) => `${format} sources`,
  );

  const shown = createShownPhotos(photosPlan.nonce, GRIDS_REMEMBERED, bench.carriers.carrierOf);
  const digests = new Map(
    ofPhotos.filter((answer) => answer.round === 2).map((answer) => [answer.entry.key, answer.digest]),
  );
  const mixupIn = mixupsAlone(bench, photosPlan, storedFormat);
  const findings: Finding[] = [];
  const profiles: Profile[] = [];
  const sensitivity: Sensitivity[] = [];
  let injected = 0;
  let noticed = 0;

  for (const [recipeIndex, recipe] of recipes.entries()) {
    for (const sourceClass of SOURCE_CLASSES) {
      if (!wanted(sourceClass, options.archivedShare)) continue;
      bench.progress({
        phase: 'learning its profile',
        done: profiles.length,
        of: recipes.length * SOURCE_CLASSES.length,
      });
      const made = ofPhotos.filter(
        (answer) =>
          answer.round === 1 &&
          recipeName(answer.entry.recipe) === recipeName(recipe) &&
          answer.entry.sourceClass === sourceClass,
      );
      const { samples, departures, unreadable } = await observeAlone(bench, made, recipe, storedFormat, digests);
      if (departures.length > made.length / 2) findings.push(toldFinding(options.seed, made, departures));
      const profile = learnProfile(samples, {
        recipe,
        recipeIndex,
        sourceClass,
        painter,
        shown,
        likenessOf: (observation, painted) => likenessAlone(bench, observation, painted),
      });
      profiles.push(
        profile.kind === 'unreadable' && samples.length === 0 && unreadable !== null
          ? { ...profile, why: unreadable }
          : profile,
      );
      if (profile.kind === 'unreadable') continue;
      const promise = brokenPromise(profile, options.orientation);
      if (promise !== null) findings.push(toldFinding(options.seed, made, [promise]));
      for (const answer of made) {
        const mixup = await mixupIn(answer, profile);
        if (mixup !== null) findings.push(mixup);
      }
      const painted = samples.flatMap((sample): PaintedSample[] => {
        const photo = shown(sample.photo, policyFor(profile, sample.storedFormat));
        const placement = placementOf(profile.placement, recipe, photo.size, sample.observation);
        const reading = readOwnership(painter, sample.observation, photo, recipe, profile);
        return reading.kind !== 'misshapen' && reading.correlation >= CLEAR_CORRELATION_MIN
          ? [{ sample, shown: photo, placement, response: profile.response }]
          : [];
      });
      const seen = measureSensitivity(bench, painted, profile, recipe);
      injected += seen.injected;
      noticed += seen.noticed;
      sensitivity.push(seen.sensitivity);
    }
  }
  const metadata = await learnMetadata(bench, photosPlan, ofPhotos);
  const probe = await probeNames(bench, namesPlan, answers, recipes, profiles, storedFormat);
  return {
    recipes,
    sourceFormats,
    profiles,
    injected,
    noticed,
    sensitivity,
    nameAttacks: probe.taken,
    narrowed: [...narrowed, ...probe.narrowed],
    findings: [...findings, ...probe.findings, ...metadata.findings],
    metadata: metadata.habit,
  };
}

function wanted(sourceClass: SourceClass, archivedShare: number): boolean {
  return sourceClass === 'archived' ? archivedShare > 0 : archivedShare < 1;
}
