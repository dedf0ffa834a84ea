// What a calibration teaches: which recipes, formats and names to ask for, a profile for each recipe and source class,
// what it already gets wrong alone, and how small a leak would be seen.

import type { Bench } from './bench.ts';
import type { AloneAnswer } from './calibrate.ts';
import { learnDamages, type DamageHabit } from './damage-lessons.ts';
import type { Finding } from '../judge/finding.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import { createShownPhotos } from '../model/shown-photo.ts';
import type { Sensitivity } from '../model/sensitivity.ts';
import type { ArchiveForm } from '../materialise/materialise.ts';
import { learnMetadata, type MetadataHabit } from './metadata-lessons.ts';
import { mixupsAlone } from './mixups-alone.ts';
import { probeNames } from './name-lessons.ts';
import { probeOddSources } from './odd-lessons.ts';
import type { AlonePlans } from './photos-alone.ts';
import { learnRecipe, type RecipeLessons, type Studio } from './recipe-lessons.ts';

export type Learned = {
  readonly recipes: readonly Recipe[];
  readonly sourceFormats: readonly SourceFormat[];
  readonly oddSources: readonly string[];
  readonly nameAttacks: readonly string[];
  readonly profiles: readonly Profile[];
  /** Recipes that are left out, or judged by what it makes of them; `narrowed` holds them too. */
  readonly recipesNarrowed: readonly string[];
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
  const { options } = bench;
  const storedFormat = (photo: PhotoPlan): SourceFormat => (photo.archived ? archiveForm.format : photo.format);
  const ofPhotos = answers.filter((answer) => photosPlan.photos.includes(answer.entry.photo));
  const narrowed: string[] = [];
  const recipesNarrowed: string[] = [];

  const kept = <Value>(
    values: readonly Value[],
    of: (answer: AloneAnswer) => Value,
    name: (value: Value) => string,
    says: string[],
  ): readonly Value[] =>
    values.filter((value) => {
      const asked = ofPhotos.filter((answer) => of(answer) === value);
      if (asked.length === 0 || asked.some((answer) => answer.bytes !== null)) return true;
      says.push(`${name(value)}: refused alone (${asked[0]?.refusal ?? 'no answer'})`);
      return false;
    });
  const accepted = kept(
    photosPlan.recipes,
    (answer) => answer.entry.recipe,
    (recipe) => `recipe ${recipeName(recipe)}`,
    recipesNarrowed,
  );
  const sourceFormats = kept(
    options.sourceFormats,
    (answer) => (answer.entry.photo.archived ? ('none' as SourceFormat) : answer.entry.photo.format),
    (format) => `${format} sources`,
    narrowed,
  );

  const studio: Studio = {
    bench,
    answers: ofPhotos,
    storedFormat,
    shown: createShownPhotos(photosPlan.nonce, GRIDS_REMEMBERED, bench.carriers.carrierOf),
    mixupIn: mixupsAlone(bench, photosPlan, storedFormat),
    digests: new Map(
      ofPhotos.filter((answer) => answer.round === 2).map((answer) => [answer.entry.key, answer.digest]),
    ),
  };
  const recipes: Recipe[] = [];
  const lessons: RecipeLessons[] = [];
  for (const [done, recipe] of accepted.entries()) {
    bench.progress({ phase: 'learning its profile', done, of: accepted.length });
    const learned = await learnRecipe(studio, recipe, recipes.length);
    if (typeof learned === 'string') {
      recipesNarrowed.push(learned);
      continue;
    }
    recipes.push(recipe);
    lessons.push(learned);
    recipesNarrowed.push(...learned.says);
  }
  const profiles = lessons.flatMap((each) => each.profiles);
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
    injected: lessons.reduce((sum, each) => sum + each.injected, 0),
    noticed: lessons.reduce((sum, each) => sum + each.noticed, 0),
    sensitivity: lessons.flatMap((each) => each.sensitivity),
    nameAttacks: probe.taken,
    recipesNarrowed,
    narrowed: [...recipesNarrowed, ...narrowed, ...probe.narrowed, ...odd.narrowed, ...damage.narrowed],
    findings: [
      ...lessons.flatMap((each) => each.findings),
      ...probe.findings,
      ...odd.findings,
      ...metadata.findings,
      ...damage.findings,
    ],
    metadata: metadata.habit,
    damage,
  };
}
