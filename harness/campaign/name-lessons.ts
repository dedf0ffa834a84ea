// A tool that cannot open a name is not a tool that mixes photos up: such names are left out of the load, and said. But a
// photo that comes back under another's name, alone and unhurried, is a mix-up without any race.

import type { Bench } from './bench.ts';
import type { AloneAnswer } from './calibrate.ts';
import { createNaming } from '../explain/naming.ts';
import { NAME_ATTACKS } from '../generate/names.ts';
import { expectedPicture } from '../judge/expected-picture.ts';
import { findingOf, type Finding } from '../judge/finding.ts';
import { readOwnership } from '../judge/ownership.ts';
import type { PhotoPlan, SourceFormat, TrialPlan } from '../model/plan.ts';
import { policyFor, type Profile, type ReadableProfile } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import { createShownPhotos } from '../model/shown-photo.ts';

const GRIDS_REMEMBERED = 256;

/** Which name attacks it can take. A photo that comes back as another one under its name is a breach even alone. */
export async function probeNames(
  bench: Bench,
  plan: TrialPlan,
  answers: readonly AloneAnswer[],
  recipes: readonly Recipe[],
  profiles: readonly Profile[],
  storedFormat: (photo: PhotoPlan) => SourceFormat,
) {
  const shown = createShownPhotos(plan.nonce, GRIDS_REMEMBERED);
  const naming = createNaming(bench.painter, shown, storedFormat, plan.nonce);
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
          candidates: mixup.candidates.map((photo) => ({ ...photo, queueDistance: null })),
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

function sameRecipe(one: Recipe | undefined, other: Recipe): boolean {
  return one !== undefined && recipeName(one) === recipeName(other);
}
