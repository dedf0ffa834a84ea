// Photos whose files are broken, on top of those that a trial verifies. Each is asked for twice, in batches with other
// neighbours: what differs between the two came from somewhere else.

import fc from 'fast-check';
import {
  DAMAGE_FORMS,
  DAMAGE_PERCENT_MAX,
  DAMAGE_PERCENT_MIN,
  type Damage,
  type DamageForm,
  damageName,
  type Disposal,
} from '../model/damage.ts';
import { pseudoRandomWords } from '../model/prf.ts';
import type { SourceFormat } from '../model/plan.ts';
import { THUMBNAIL_FORMATS, type Recipe } from '../model/recipe.ts';
import type { OrderedAsk } from './ask-order.ts';
import { type PhotoTraits, inFormat, photoArbitrary } from './photo-traits.ts';
import { type Random, itemAt } from './random.ts';
import { sizeTiers } from './sizes.ts';
import type { TrialRequest } from './trial-request.ts';

/** `recipe` indexes the recipes of the trial: the one it is asked for. */
export type DamagedPhoto = { readonly traits: PhotoTraits; readonly damage: Damage; readonly recipe: number };

/**
 * One damaged photo for so many asks: with two asks and one alone for each, they take three hundredths of the load. Fewer
 * would leave most batches without the one failing neighbour that moves everybody else's thumbnail up by one.
 */
const ASKS_PER_DAMAGED = 100;

/** The damages in turn, from a place that seed and trial choose: a short trial sees a few, and each trial others. */
export function damagedPhotos(
  request: Pick<TrialRequest, 'seed' | 'trial' | 'asks' | 'recipes' | 'sourceFormats' | 'damages'>,
): fc.Arbitrary<readonly DamagedPhoto[]> {
  const forms = request.damages.flatMap((name) =>
    DAMAGE_FORMS.filter((form) => damageName(form) === name && request.sourceFormats.includes(form.format)),
  );
  if (forms.length === 0) return fc.constant([]);
  const recipes = cheapestRecipes(request.recipes);
  const from = pseudoRandomWords(`damage|${request.seed}|${request.trial}`)();
  const count = Math.ceil(request.asks / ASKS_PER_DAMAGED);
  return fc.tuple(
    ...Array.from({ length: count }, (_, index) => {
      const recipe = itemAt(recipes, (from + Math.floor(index / forms.length)) % recipes.length);
      const form = itemAt(forms, (from + index) % forms.length);
      return damagedArbitrary(form, itemAt(request.recipes, recipe)).map((photo) => ({ ...photo, recipe }));
    }),
  );
}

/** The recipes that the smallest photos cover; the first when none can be covered. */
export function cheapestRecipes(recipes: readonly Recipe[]): readonly number[] {
  const { small } = sizeTiers(recipes);
  return small.length > 0 ? small : [0];
}

/** The cheapest recipe to ask a question with that is not about recipes: in the format that most tools can write. */
export function probedRecipe(recipes: readonly Recipe[]): Recipe {
  const cheapest = cheapestRecipes(recipes).map((index) => itemAt(recipes, index));
  const [first] = cheapest.toSorted(
    (a, b) => THUMBNAIL_FORMATS.indexOf(a.format) - THUMBNAIL_FORMATS.indexOf(b.format),
  );
  return first ?? itemAt(recipes, 0);
}

/** A small plain photo, broken in this form; nothing of it is turned, for how it would be is another question. */
export function damagedArbitrary(form: DamageForm, recipe: Recipe): fc.Arbitrary<Omit<DamagedPhoto, 'recipe'>> {
  return fc.tuple(photoArbitrary('small', [recipe], [form.format]), damageArbitrary(form)).map(([drawn, damage]) => {
    // A thumbnailer may take a form and die of its progressive variant: what is asked alone must stand for all of the load.
    const progressive = form.kind === 'missing-scans';
    const plain = { ...drawn, progressive, colour: 'colour', orientationExif: 1, metadata: [] } as const;
    return { traits: inFormat(plain, form.format), damage };
  });
}

function damageArbitrary({ kind, format }: DamageForm): fc.Arbitrary<Damage> {
  switch (kind) {
    case 'truncated':
    case 'absent-pixels':
      return fc.integer({ min: DAMAGE_PERCENT_MIN, max: DAMAGE_PERCENT_MAX }).map((percent) => ({ kind, percent }));
    case 'small-frame':
      return fc.constantFrom<Disposal[]>(0, 1, 2, 3).map((disposal) => ({ kind, disposal }));
    case 'wrong-extension':
      return fc.constant({ kind, holds: otherThan(format) });
    case 'no-picture':
    case 'empty':
    case 'zero-scan':
    case 'missing-scans':
    case 'no-palette':
    case 'bomb':
    case 'other-preview':
      return fc.constant({ kind });
    default:
      return kind satisfies never;
  }
}

function otherThan(format: SourceFormat): 'jpeg' | 'png' {
  return format === 'jpeg' ? 'png' : 'jpeg';
}

/** The sound asks with two of each damaged photo among them, one in either half. The first damaged photo is `first`. */
export function asksOfDamaged(
  damaged: readonly DamagedPhoto[],
  first: number,
  sound: readonly OrderedAsk[],
  random: Random,
): OrderedAsk[] {
  const timed = sound.map((ask, index) => ({ ...ask, at: index / sound.length }));
  const inserted = damaged.flatMap(({ recipe }, index) =>
    [0, 0.5].map((half) => ({ photo: first + index, recipe, at: half + random.fraction() / 2 })),
  );
  return [...timed, ...inserted].toSorted((a, b) => a.at - b.at).map(({ photo, recipe }) => ({ photo, recipe }));
}
