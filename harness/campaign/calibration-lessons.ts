// What a calibration teaches: which recipes, formats and names to ask for, a profile for each recipe and source class,
// what it already gets wrong alone, and how small a leak would be seen.

import type { Bench } from './bench.ts';
import type { AloneAnswer } from './calibrate.ts';
import { learnDamages, type DamageHabit } from './damage-lessons.ts';
import type { Finding } from '../judge/finding.ts';
import { brokenPromise } from '../judge/geometry.ts';
import { learnProfile } from '../judge/learn-profile.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import { SOURCE_CLASSES, type Profile, type SourceClass } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import { createShownPhotos } from '../model/shown-photo.ts';
import type { Sensitivity } from '../model/sensitivity.ts';
import type { ArchiveForm } from '../materialise/materialise.ts';
import { BEFORE_A_LOAD, measureSensitivity } from './leak-lessons.ts';
import { learnMetadata, type MetadataHabit } from './metadata-lessons.ts';
import { mixupsAlone, mixupsAmong } from './mixups-alone.ts';
import { probeNames } from './name-lessons.ts';
import { probeOddSources } from './odd-lessons.ts';
import type { AlonePlans } from './photos-alone.ts';
import {
  likenessAlone,
  observeAlone,
  paintAlone,
  sameBytesFor,
  toldFinding,
  type Departure,
} from './thumbnails-made-alone.ts';

export type Learned = {
  readonly recipes: readonly Recipe[];
  readonly sourceFormats: readonly SourceFormat[];
  readonly oddSources: readonly string[];
  readonly nameAttacks: readonly string[];
  readonly profiles: readonly Profile[];
  readonly narrowed: readonly string[];
  readonly findings: readonly Finding[];
  /** Reference leaks injected over all profiles, and how many were noticed. */
  readonly injected: number;
  readonly noticed: number;
  readonly sensitivity: readonly Sensitivity[];
  readonly metadata: MetadataHabit;
  readonly damage: Pick<DamageHabit, 'damages' | 'lines'>;
};

const GRIDS_REMEMBERED = 512;

export async function learnAll(
  bench: Bench,
  { photos: photosPlan, names: namesPlan, odd: oddPlan, damage: damagePlan }: AlonePlans,
  { answers, deaths }: { readonly answers: readonly AloneAnswer[]; readonly deaths: ReadonlyMap<string, string> },
  archiveForm: ArchiveForm,
): Promise<Learned> {
  const { options, painter } = bench;
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
      findings.push(...toldFindings(options.seed, made, departures, ofPhotos));
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
      if (promise !== null) findings.push(toldFinding(options.seed, made[0], promise));
      const mixups = await mixupsAmong(mixupIn, made, profile);
      findings.push(...mixups);
      const { painted, doubted } = paintAlone(bench, samples, profile, recipe, shown);
      const clean = { made: samples.length, doubted, alarmed: mixups.length };
      const seen = measureSensitivity(bench, painted, profile, recipe, BEFORE_A_LOAD, clean);
      injected += seen.injected;
      noticed += seen.noticed;
      sensitivity.push(seen.sensitivity);
    }
  }
  const metadata = await learnMetadata(bench, photosPlan, ofPhotos);
  if (namesPlan === null) throw new RangeError('Expected a plan of names to learn from.');
  const probe = await probeNames(bench, namesPlan, answers, recipes, profiles, storedFormat);
  const damage = await learnDamages(bench, damagePlan, answers, deaths, recipes, profiles, storedFormat);
  const odd =
    oddPlan === null
      ? { taken: [], profiles, narrowed: [], findings: [] }
      : await probeOddSources({ bench, plan: oddPlan, answers, recipes, sourceFormats, storedFormat }, profiles);
  return {
    recipes,
    sourceFormats,
    oddSources: odd.taken,
    profiles: odd.profiles,
    injected,
    noticed,
    sensitivity,
    nameAttacks: probe.taken,
    narrowed: [...narrowed, ...probe.narrowed, ...odd.narrowed, ...damage.narrowed],
    findings: [...findings, ...probe.findings, ...odd.findings, ...metadata.findings, ...damage.findings],
    metadata: metadata.habit,
    damage,
  };
}

/** That most depart is no accident of a few photos; that one of them has the bytes of another recipe is none either. */
function toldFindings(
  seed: number,
  made: readonly AloneAnswer[],
  departures: readonly Departure[],
  answers: readonly AloneAnswer[],
): readonly Finding[] {
  for (const { answer, says } of departures) {
    const variant = sameBytesFor(answer, answers);
    if (variant !== null) return [toldFinding(seed, answer, says, variant)];
  }
  const [first] = departures;
  return first !== undefined && departures.length > made.length / 2
    ? [toldFinding(seed, first.answer, first.says)]
    : [];
}

function wanted(sourceClass: SourceClass, archivedShare: number): boolean {
  return sourceClass === 'archived' ? archivedShare > 0 : archivedShare < 1;
}
