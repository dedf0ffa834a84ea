// What a trial is asked to be. It is the campaign's to choose, from flags or, when it swarms, at random.

import fc from 'fast-check';
import { DAMAGE_FORMS, damageName } from '../model/damage.ts';
import { ODD_SOURCES } from '../model/odd-source.ts';
import type { SourceFormat } from '../model/plan.ts';
import type { Fit, Recipe, ThumbnailFormat } from '../model/recipe.ts';
import { type LoadShape, loadShapeArbitrary } from './load-shape.ts';
import { NAME_ATTACKS, type NameAttack, isNameAttack } from './names.ts';
import { formatsFor } from './photo-traits.ts';

/**
 * `asks` counts first asks in covered strata, at least 1; uncovered and repeated ones (`repeatShare` of `asks`) come on
 * top. `archivedShare` is 0 to 1; `changedShare`, 0 to 1, is of the asks that repeat one for the same recipe: they find the photo changed. `nameAttacks`, `sourceFormats` and `oddSources` (by name) limit what may be used. `batch` and `concurrency`
 * are at least 1. No two recipes are equal.
 */
export type TrialRequest = {
  readonly seed: number;
  readonly trial: number;
  readonly recipes: readonly Recipe[];
  readonly asks: number;
  readonly owners: number;
  readonly archivedShare: number;
  readonly sourceFormats: readonly SourceFormat[];
  readonly oddSources: readonly string[];
  readonly nameAttacks: readonly string[];
  readonly concurrency: number;
  readonly batch: number;
  readonly repeatShare: number;
  readonly changedShare: number;
  readonly shape: LoadShape;
  /** Names of the damages to be used in turn (see DAMAGE_FORMS); none for sound photos only. */
  readonly damages: readonly string[];
};

export const SOURCE_FORMATS: readonly SourceFormat[] = ['jpeg', 'webp', 'png', 'avif', 'gif'];

/** The attacks by their closed names; throws a RangeError for a name that is none of them. */
function knownAttacks(names: readonly string[]): NameAttack[] {
  return names.map((name) => {
    if (isNameAttack(name)) return name;
    throw new RangeError(`Expected a name attack among ${NAME_ATTACKS.join(', ')}, got ${JSON.stringify(name)}.`);
  });
}

/** The known ones of these attacks that photos of these formats can make up: some need two extensions. */
export function possibleAttacks(names: readonly string[], formats: readonly SourceFormat[]): NameAttack[] {
  return knownAttacks(names).filter((attack) => {
    if (attack === 'same-stem-other-extension') return formats.length > 1;
    // Two of them lie in one folder, so there must be two formats for photos of every size.
    return attack !== 'siblings' || formatsFor('large', formats).length > 1;
  });
}

/** Batches in flight so that jobs in flight reach the concurrency; a batch larger than it wins. */
export function batchesInFlight(concurrency: number, batch: number): number {
  return Math.max(1, Math.floor(concurrency / batch));
}

/** Records without a prototype are a trap for code that reads strangers' JSON; plans are our own. */
const ORDINARY = { noNullPrototype: true } as const;

/** Any recipe; it shrinks towards 32x32 cover JPEG at quality 40. */
export function recipeArbitrary(): fc.Arbitrary<Recipe> {
  return fc.record<Recipe>(
    {
      width: fc.integer({ min: 32, max: 512 }),
      height: fc.integer({ min: 32, max: 512 }),
      fit: fc.constantFrom<Fit[]>('cover', 'contain', 'inside', 'fill'),
      format: fc.constantFrom<ThumbnailFormat[]>('jpeg', 'png', 'webp', 'avif'),
      quality: fc.integer({ min: 40, max: 95 }),
    },
    ORDINARY,
  );
}

/** Any load of up to `asksMax` asks: one swarm member switches owners, formats and attacks on and off. */
export function requestArbitrary(asksMax: number): fc.Arbitrary<TrialRequest> {
  return fc.record<TrialRequest>(
    {
      seed: fc.integer(),
      trial: fc.nat({ max: 999 }),
      recipes: fc.uniqueArray(recipeArbitrary(), {
        minLength: 1,
        maxLength: 4,
        selector: (recipe) => JSON.stringify(recipe),
      }),
      asks: fc.integer({ min: 1, max: asksMax }),
      owners: fc.integer({ min: 1, max: 80 }),
      archivedShare: fc.constantFrom(0, 0.5, 1, 0.1, 0.9),
      sourceFormats: fc.subarray([...SOURCE_FORMATS], { minLength: 1 }),
      oddSources: fc.subarray(ODD_SOURCES.map(({ name }) => name)),
      nameAttacks: fc.subarray([...NAME_ATTACKS]),
      concurrency: fc.integer({ min: 1, max: 128 }),
      batch: fc.integer({ min: 1, max: 32 }),
      repeatShare: fc.constantFrom(0, 0.1, 1),
      changedShare: fc.constantFrom(0, 0.5, 1),
      shape: loadShapeArbitrary(),
      damages: fc.subarray(DAMAGE_FORMS.map(damageName)),
    },
    ORDINARY,
  );
}
