// A tool that cannot open a name is not a tool that mixes photos up: such names are left out of the load, and said. But a
// photo that comes back under another's name, alone and unhurried, is a mix-up without any race.

import type { Bench } from './bench.ts';
import type { AloneAnswer } from './calibrate.ts';
import { mixupsAlone } from './mixups-alone.ts';
import { NAME_ATTACKS } from '../generate/names.ts';
import type { Finding } from '../judge/finding.ts';
import type { PhotoPlan, SourceFormat, TrialPlan } from '../model/plan.ts';
import type { Profile, ReadableProfile } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';

/** Which name attacks it can take. A photo that comes back as another one under its name is a breach even alone. */
export async function probeNames(
  bench: Bench,
  plan: TrialPlan,
  answers: readonly AloneAnswer[],
  recipes: readonly Recipe[],
  profiles: readonly Profile[],
  storedFormat: (photo: PhotoPlan) => SourceFormat,
) {
  const mixupIn = mixupsAlone(bench, plan, storedFormat);
  const narrowed: string[] = [];
  const findings: Finding[] = [];
  const probed = answers.filter((answer) => plan.photos.includes(answer.entry.photo));
  const plain = probed.filter((answer) => answer.entry.photo.nameAttack === 'plain');
  const refusedPlainly = plain.length > 0 && plain.every((answer) => answer.bytes === null);
  if (refusedPlainly)
    narrowed.push(
      `names that attack weak keys: none could be tried, as plain ones are refused there too (${plain[0]?.refusal ?? 'no answer'})`,
    );
  const taken = NAME_ATTACKS.filter((attack) => {
    if (refusedPlainly) return false;
    const asked = probed.filter((answer) => answer.entry.photo.nameAttack === attack);
    const refused = asked.find((answer) => answer.bytes === null);
    if (refused === undefined) return true;
    narrowed.push(
      `names of the kind ${attack}: ${JSON.stringify(refused.entry.photo.name)} refused alone (${refused.refusal ?? 'no answer'})`,
    );
    return false;
  });
  for (const answer of probed) {
    const { entry } = answer;
    const profile = profiles.find(
      (each): each is ReadableProfile =>
        each.kind === 'readable' &&
        sameRecipe(recipes[each.recipe], entry.recipe) &&
        each.sourceClass === entry.sourceClass,
    );
    const finding = profile === undefined ? null : await mixupIn(answer, profile);
    if (finding !== null) findings.push(finding);
  }
  return { taken, narrowed, findings };
}

function sameRecipe(one: Recipe | undefined, other: Recipe): boolean {
  return one !== undefined && recipeName(one) === recipeName(other);
}
