// What a calibration teaches: which recipes, formats and names to ask for, a profile for each recipe and source class,
// what it already gets wrong alone, and how small a leak would be seen.

import type { Bench } from './bench.ts';
import type { AloneAnswer } from './calibrate.ts';
import { createNaming } from '../explain/naming.ts';
import { NAME_ATTACKS } from '../generate/names.ts';
import { expectedPicture } from '../judge/expected-picture.ts';
import { findingOf, type Finding } from '../judge/finding.ts';
import { brokenPromise, departureFromTold } from '../judge/geometry.ts';
import { learnProfile } from '../judge/learn-profile.ts';
import type { PaintedSample, Sample } from '../judge/made-alone.ts';
import { measureLikeness } from '../judge/likeness.ts';
import { readOwnership } from '../judge/ownership.ts';
import { measurePower, LEAKS, type Leak } from '../judge/power.ts';
import { isCovered, shownSize } from '../model/coverage.ts';
import { placementOf } from '../model/placement.ts';
import type { PhotoPlan, SourceFormat, TrialPlan } from '../model/plan.ts';
import { pseudoRandomWords } from '../model/prf.ts';
import {
  policyFor,
  SOURCE_CLASSES,
  type Observation,
  type Profile,
  type ReadableProfile,
  type SourceClass,
} from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import { REFERENCE_LEAK_SIDE_PX } from '../model/reference-leak.ts';
import { createShownPhotos } from '../model/shown-photo.ts';
import type { Sensitivity } from '../model/verdict.ts';
import type { ArchiveForm } from '../materialise/materialise.ts';

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
};

/** Per profile; all of them noticed prove a power of 0.998 over eight profiles. */
const INJECTIONS = 400;
const SMALLER_INJECTIONS = 100;
/** A leak counts as seen from this share on, in the sensitivity table. */
const SEEN_SHARE = 0.95;

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

  const shown = createShownPhotos(photosPlan.nonce, 4096);
  const digests = new Map(
    ofPhotos.filter((answer) => answer.round === 2).map((answer) => [answer.entry.key, answer.digest]),
  );
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
      const { samples, departures, unreadable } = await observe(bench, made, recipe, storedFormat, digests);
      if (departures.length > made.length / 2) findings.push(toldFinding(options.seed, made, departures));
      const profile = learnProfile(samples, {
        recipe,
        recipeIndex,
        sourceClass,
        painter,
        shown,
        likenessOf: (observation, painted) => likenessOf(bench, observation, painted),
      });
      profiles.push(
        profile.kind === 'unreadable' && samples.length === 0 && unreadable !== null
          ? { ...profile, why: unreadable }
          : profile,
      );
      if (profile.kind === 'unreadable') continue;
      const promise = brokenPromise(profile, options.orientation);
      if (promise !== null) findings.push(toldFinding(options.seed, made, [promise]));
      const painted = samples.flatMap((sample): PaintedSample[] => {
        const photo = shown(sample.photo, policyFor(profile, sample.storedFormat));
        const placement = placementOf(profile.placement, recipe, photo.size, sizeOf(sample.observation));
        const fits = readOwnership(painter, sample.observation, photo, recipe, profile).kind !== 'misshapen';
        return fits ? [{ sample, shown: photo, placement, response: profile.response }] : [];
      });
      const next = pseudoRandomWords(`power|${options.seed}|${recipeIndex}|${sourceClass}`);
      const powers = measurePower(
        painter,
        painted,
        profile,
        LEAKS.map((leak) => ({ leak, count: isReference(leak) ? INJECTIONS : SMALLER_INJECTIONS })),
        () => next() / 2 ** 32,
      );
      const reference = powers.find(({ leak }) => isReference(leak));
      injected += reference?.injected ?? 0;
      noticed += reference?.noticed ?? 0;
      const smallest = powers.find((power) => power.noticed >= SEEN_SHARE * power.injected);
      const areaPx =
        smallest === undefined ? recipe.width * recipe.height : smallest.leak.widthPx * smallest.leak.heightPx;
      sensitivity.push({
        recipe: recipeName(recipe),
        stratum: sourceClass,
        area: areaPx / (recipe.width * recipe.height),
        power: reference === undefined || reference.injected === 0 ? 0 : reference.noticed / reference.injected,
        injected: reference?.injected ?? 0,
      });
    }
  }
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
    findings: [...findings, ...probe.findings],
  };
}

function sameRecipe(one: Recipe | undefined, other: Recipe): boolean {
  return one !== undefined && recipeName(one) === recipeName(other);
}

function isReference(leak: Leak): boolean {
  return leak.widthPx === REFERENCE_LEAK_SIDE_PX && leak.heightPx === REFERENCE_LEAK_SIDE_PX;
}

function wanted(sourceClass: SourceClass, archivedShare: number): boolean {
  return sourceClass === 'archived' ? archivedShare > 0 : archivedShare < 1;
}

async function observe(
  bench: Bench,
  made: readonly AloneAnswer[],
  recipe: Recipe,
  storedFormat: (photo: PhotoPlan) => SourceFormat,
  digests: ReadonlyMap<string, string | null>,
) {
  const samples: Sample[] = [];
  const departures: string[] = [];
  let unreadable: string | null = null;
  for (const { entry, bytes, digest } of made) {
    if (bytes === null) continue;
    const seen = await bench.decoder.decode(bytes);
    if (seen.kind === 'undecodable') {
      unreadable = `Expected a picture that can be decoded, got one that cannot: ${seen.why}.`;
      continue;
    }
    const departure = departureFromTold(
      seen.kind === 'decoded' ? seen : { ...seen, format: recipe.format },
      recipe,
      bench.adapter.told,
      entry.photo,
    );
    if (departure !== null) departures.push(departure);
    if (seen.kind === 'oversized' || !isCovered(entry.photo, shownSize(entry.photo, recipe))) continue;
    const again = digests.get(entry.key);
    samples.push({
      photo: entry.photo,
      storedFormat: storedFormat(entry.photo),
      observation: seen,
      byteStable: again === undefined || again === digest,
    });
  }
  return { samples, departures, unreadable };
}

function toldFinding(seed: number, made: readonly AloneAnswer[], says: readonly string[]): Finding {
  const first = made[0];
  const entry = first?.entry ?? null;
  const sentence = `Alone, before any load: ${says[0] ?? ''}`;
  return findingOf(
    seed,
    entry?.key ?? 'calibration',
    entry,
    { oracle: 'geometry', kind: 'misshapen', severity: 'shape', says: sentence, batch: -1 },
    first?.bytes ? { bytes: first.bytes } : {},
  );
}

function likenessOf(bench: Bench, observation: Observation, { shown, response, placement }: PaintedSample) {
  const { tone } = bench.painter.compare(observation, shown.grid, shown.size, placement, response, {
    gain: 1,
    bias: 0,
  });
  const painted = bench.painter.paint(shown.grid, shown.size, placement, response);
  const luma = Uint8Array.from(observation.luma);
  for (let row = 0; row < placement.y.lengthPx; row++) {
    for (let column = 0; column < placement.x.lengthPx; column++) {
      const value = tone.gain * (painted[row * placement.x.lengthPx + column] as number) + tone.bias;
      luma[(placement.y.start + row) * observation.widthPx + placement.x.start + column] = Math.max(
        0,
        Math.min(255, Math.round(value)),
      );
    }
  }
  const { mismatchShare, pdqDistanceBits } = measureLikeness(observation, {
    widthPx: observation.widthPx,
    heightPx: observation.heightPx,
    luma,
  });
  return { mismatchShareMax: mismatchShare, pdqDistanceBitsMax: pdqDistanceBits };
}

/** Which name attacks it can take. A photo that comes back as another one under its name is a breach even alone. */
async function probeNames(
  bench: Bench,
  plan: TrialPlan,
  answers: readonly AloneAnswer[],
  recipes: readonly Recipe[],
  profiles: readonly Profile[],
  storedFormat: (photo: PhotoPlan) => SourceFormat,
) {
  const shown = createShownPhotos(plan.nonce, 4096);
  const naming = createNaming(bench.painter, shown, storedFormat);
  const narrowed: string[] = [];
  const findings: Finding[] = [];
  const probed = answers.filter((answer) => plan.photos.includes(answer.entry.photo));
  const taken = NAME_ATTACKS.filter((attack) => {
    const asked = probed.filter((answer) => answer.entry.photo.nameAttack === attack);
    const refused = asked.find((answer) => answer.bytes === null);
    if (refused === undefined) return true;
    narrowed.push(
      `names of the kind ${attack}: ${JSON.stringify(refused.entry.photo.name)} refused alone (${refused.refusal ?? 'no answer'})`,
    );
    return false;
  });
  for (const { entry, bytes } of probed) {
    const profile = profiles.find(
      (each): each is ReadableProfile =>
        each.kind === 'readable' &&
        sameRecipe(recipes[each.recipe], entry.recipe) &&
        each.sourceClass === entry.sourceClass,
    );
    if (bytes === null || profile === undefined) continue;
    const seen = await bench.decoder.decode(bytes);
    if (seen.kind !== 'decoded') continue;
    const reading = readOwnership(
      bench.painter,
      seen,
      shown(entry.photo, policyFor(profile, storedFormat(entry.photo))),
      entry.recipe,
      profile,
    );
    if (reading.kind !== 'doubt') continue;
    const mixup = naming.proven({
      picture: seen,
      recipe: entry.recipe,
      profile,
      victim: entry.photo,
      placement: reading.placement,
      regions: reading.regions,
      candidates: plan.photos,
    });
    if (mixup === null) continue;
    const [donor] = mixup.donors;
    const says = `Alone, before any load: expected ${JSON.stringify(entry.photo.name)}, got ${donor === undefined ? 'another photo' : JSON.stringify(donor.photo)}.`;
    const expected = expectedPicture(
      bench.painter,
      shown(entry.photo, policyFor(profile, storedFormat(entry.photo))),
      entry.recipe,
      profile,
      seen,
    );
    findings.push(
      findingOf(
        bench.options.seed,
        entry.key,
        entry,
        {
          oracle: 'ownership',
          kind: mixup.kind,
          severity: mixup.severity,
          donors: mixup.donors,
          regions: mixup.regions,
          says,
          batch: -1,
        },
        { bytes, actual: seen, expected },
      ),
    );
  }
  return { taken, narrowed, findings };
}

function sizeOf(observation: Observation): { widthPx: number; heightPx: number } {
  return { widthPx: observation.widthPx, heightPx: observation.heightPx };
}
