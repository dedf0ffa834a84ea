// Before a thumbnailer is judged under load it is watched alone: what it does with photos of every kind, and which names
// it can take. These photos never occur in a load, or the load would find its caches warm.

import { METADATA_CHANNELS } from '../model/metadata-channel.ts';
import { ORIENTATIONS } from '../model/orientation.ts';
import type { Colour, SourceFormat, TrialPlan } from '../model/plan.ts';
import type { Recipe } from '../model/recipe.ts';
import type { OrderedAsk } from './ask-order.ts';
import { drawOne } from './draw-one.ts';
import { extensionOf } from './file-name.ts';
import { type PhotoTraits, inFormat, photoArbitrary } from './photo-traits.ts';
import { itemAt, randomFrom } from './random.ts';
import { type SizeKind, sizeTiers } from './sizes.ts';
import { type PhotoDraft, assemblePlan, cameraNames, drawMtimeMs, identityOf, oneByOne } from './trial-assembly.ts';

/** `photosPerClass` is for each of fresh and archived; a class whose share is 0 is left out. */
export type CalibrationRequest = {
  readonly seed: number;
  readonly recipes: readonly Recipe[];
  readonly photosPerClass: number;
  readonly archivedShare: number;
  readonly sourceFormats: readonly SourceFormat[];
  /** Names are plain while photos are calibrated; planNameProbe tries these attacks. */
  readonly nameAttacks: readonly string[];
};

export { planDamageProbe } from './damage-probe.ts';
export { planNameProbe } from './name-probe.ts';
export { planOddProbe } from './odd-probe.ts';

/**
 * Per source class: `photosPerClass` photos covered for every recipe that can be, each asked for every recipe; and half
 * as many just large enough for the smallest recipes, asked for those only, because most of a load is like that and
 * shows more of the source's own noise. One ask per batch, one batch at a time.
 */
export function planCalibration(request: CalibrationRequest): TrialPlan {
  const { seed, recipes, photosPerClass, archivedShare, sourceFormats } = request;
  const everyRecipe = recipes.map((_, index) => index);
  const tiers = sizeTiers(recipes);
  const all = tiers.all.length > 0 ? tiers.all : everyRecipe;
  const smalls = tiers.small.length < tiers.all.length ? Math.ceil(photosPerClass / 2) : 0;
  const ages = randomFrom(`calibration-ages|${seed}`);
  const cameraName = cameraNames();
  const drafts: PhotoDraft[] = [];
  const asks: OrderedAsk[] = [];
  const add = (
    kind: SizeKind,
    count: number,
    archived: boolean,
    sizedFor: readonly number[],
    asked: readonly number[],
  ) => {
    const sized = sizedFor.map((index) => itemAt(recipes, index));
    cycledTraits(kind, count, sized, sourceFormats, `${seed}|${kind}|${archived}`).forEach((traits, index) => {
      const place = { owner: `calibration-${index % OWNERS}`, album: 'calibration' };
      const photo = drafts.length;
      drafts.push({
        ...place,
        traits,
        archived,
        name: cameraName(place, extensionOf(traits.format)),
        nameAttack: 'plain',
        mtimeMs: drawMtimeMs(archived, ages),
        twinOf: null,
      });
      asks.push(...asked.map((recipe) => ({ photo, recipe })));
    });
  };
  for (const archived of [false, true]) {
    if (archivedShare === (archived ? 0 : 1)) continue;
    add('large', photosPerClass, archived, all, everyRecipe);
    add('small', smalls, archived, tiers.small, tiers.small);
  }
  return assemblePlan(identityOf('k', seed), drafts, recipes, oneByOne(asks));
}

const OWNERS = 4;
const COLOURS: readonly Colour[] = ['colour', 'grey', 'alpha'];

/** Formats in turn, and for each format orientations, colours, and all metadata or none in turn; the rest is drawn. */
function cycledTraits(
  kind: SizeKind,
  count: number,
  recipes: readonly Recipe[],
  formats: readonly SourceFormat[],
  key: string,
): PhotoTraits[] {
  return Array.from({ length: count }, (_, index) => {
    const format = itemAt(formats, index % formats.length);
    const turn = Math.floor(index / formats.length);
    // Started elsewhere for each format, so that few photos of many formats still show every orientation.
    const orientationExif = itemAt(ORIENTATIONS, (turn + 3 * (index % formats.length)) % ORIENTATIONS.length);
    const colour = itemAt(COLOURS, (turn + (index % formats.length)) % COLOURS.length);
    const drawn = drawOne(photoArbitrary(kind, recipes, [format]), `calibration|${key}|${index}`);
    const metadata = turn % 2 === 0 ? METADATA_CHANNELS : [];
    return inFormat({ ...drawn, oddity: 'none', orientationExif, colour, metadata }, format);
  });
}
