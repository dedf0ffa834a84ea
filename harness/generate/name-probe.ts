// A tool that cannot open a name with a question mark is not a tool that mixes photos up. Before the load every name
// attack is tried alone, so that those a thumbnailer cannot take are dropped by name instead of reported as losses.

import type { SourceFormat, TrialPlan } from '../model/plan.ts';
import type { Recipe } from '../model/recipe.ts';
import { probedRecipe } from './damaged-photos.ts';
import { drawOne } from './draw-one.ts';
import { extensionOf } from './file-name.ts';
import {
  FOLDER_ATTACKS,
  GROUP_SIZE_MAX,
  type NameAttack,
  attackedFileNames,
  attackedStems,
  formatIndexIn,
} from './names.ts';
import { formatsFor, photoArbitrary } from './photo-traits.ts';
import { itemAt, randomFrom } from './random.ts';
import { type PhotoDraft, assemblePlan, drawMtimeMs, identityOf, oneByOne } from './trial-assembly.ts';
import { possibleAttacks } from './trial-request.ts';

type ProbeRequest = {
  readonly seed: number;
  readonly recipes: readonly Recipe[];
  readonly sourceFormats: readonly SourceFormat[];
  readonly nameAttacks: readonly string[];
};

/**
 * Fresh photos of the cheapest recipe, one ask per batch: GROUP_SIZE_MAX of plain names, `nameAttack` `plain`, which must
 * succeed for the others to tell anything; and as many per attack, under every form of name (and, where a trial attacks
 * folders so, of owner and album) that it uses.
 */
export function planNameProbe(request: ProbeRequest): TrialPlan {
  const { seed, sourceFormats } = request;
  const recipe = probedRecipe(request.recipes);
  const random = randomFrom(`name-probe|${seed}`);
  const formats = formatsFor('large', sourceFormats);
  const drafts = ['plain' as const, ...possibleAttacks(request.nameAttacks, sourceFormats)].flatMap(
    (nameAttack, number) => {
      const ownFormats = Array.from({ length: GROUP_SIZE_MAX }, (_, index) =>
        itemAt(formats, nameAttack === 'plain' ? 0 : formatIndexIn(nameAttack, index) % formats.length),
      );
      const extensions = ownFormats.map(extensionOf);
      const names =
        nameAttack === 'plain'
          ? extensions.map((extension, index) => `IMG_000${index + 1}${extension}`)
          : attackedFileNames(nameAttack, 'probe', number, extensions, random);
      return ownFormats.map(
        (format, index): PhotoDraft => ({
          ...probedPlace(nameAttack, number, index, seed),
          traits: {
            ...drawOne(photoArbitrary('small', [recipe], [format]), `name-probe|${seed}|${number}|${index}`),
            oddity: 'none',
            metadata: [],
          },
          archived: false,
          name: itemAt(names, index),
          nameAttack,
          mtimeMs: drawMtimeMs(false, random),
          twinOf: null,
        }),
      );
    },
  );
  return assemblePlan(
    identityOf('n', seed),
    drafts,
    [recipe],
    oneByOne(drafts.map((_, photo) => ({ photo, recipe: 0 }))),
  );
}

/**
 * Two owners with two albums each, of which siblings share one. Where a trial would attack the names of folders too, each
 * owner and album has one of the names that it might have there, from its first character on.
 */
function probedPlace(attack: NameAttack | 'plain', number: number, index: number, seed: number) {
  if (attack !== 'plain' && FOLDER_ATTACKS.includes(attack)) {
    const named = (word: string) =>
      itemAt(attackedStems(attack, word, number, randomFrom(`name-probe-folder|${seed}`)), index);
    return { owner: named('prober'), album: named('probed') };
  }
  return { owner: `probe-${index % 2}`, album: `probe-${attack === 'siblings' ? 0 : Math.floor(index / 2)}` };
}
