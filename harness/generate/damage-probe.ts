// A file that crashes a thumbnailer alone says nothing about who gets whose pixels, and would end the load. So every
// damage is tried alone first: what cannot be survived is dropped by name, and what comes is the thumbnailer's habit.

import { DAMAGE_FORMS, type DamageForm, pictureLeft } from '../model/damage.ts';
import type { SourceFormat, TrialPlan } from '../model/plan.ts';
import type { Recipe } from '../model/recipe.ts';
import { damagedArbitrary, probedRecipe } from './damaged-photos.ts';
import { drawOne } from './draw-one.ts';
import { extensionOf } from './file-name.ts';
import { randomFrom } from './random.ts';
import { type PhotoDraft, assemblePlan, cameraNames, drawMtimeMs, identityOf, oneByOne } from './trial-assembly.ts';

type ProbeRequest = {
  readonly seed: number;
  readonly recipes: readonly Recipe[];
  readonly sourceFormats: readonly SourceFormat[];
};

/**
 * One photo of each damage that the formats can have, two where no picture is left, because a placeholder is one that
 * comes for both. All for the cheapest recipe, one ask per batch; null where the formats allow no damage at all.
 */
export function planDamageProbe({ seed, recipes, sourceFormats }: ProbeRequest): TrialPlan | null {
  const recipe = probedRecipe(recipes);
  const forms = DAMAGE_FORMS.filter(({ format }) => sourceFormats.includes(format)).flatMap((form): DamageForm[] =>
    pictureLeft(form.kind) === 'none' ? [form, form] : [form],
  );
  if (forms.length === 0) return null;
  const ages = randomFrom(`damage-probe-ages|${seed}`);
  const cameraName = cameraNames();
  const drafts = forms.map((form, index): PhotoDraft => {
    const place = { owner: `probe-${index % 2}`, album: 'damaged' };
    return {
      ...place,
      ...drawOne(damagedArbitrary(form, recipe), `damage-probe|${seed}|${index}`),
      archived: false,
      name: cameraName(place, extensionOf(form.format)),
      nameAttack: 'plain',
      mtimeMs: drawMtimeMs(false, ages),
      twinOf: null,
    };
  });
  return assemblePlan(
    identityOf('d', seed),
    drafts,
    [recipe],
    oneByOne(drafts.map((_, photo) => ({ photo, recipe: 0 }))),
  );
}
