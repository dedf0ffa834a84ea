// A stratum with too few thumbnails proves nothing, so how many photos of which kind are asked for which recipes is
// counted out exactly; chance decides only what each photo is like.

import { canHoldGiants } from './photo-traits.ts';
import { itemAt } from './random.ts';
import { type SizeKind, sizeTiers } from './sizes.ts';
import type { TrialRequest } from './trial-request.ts';

/** A photo to be. `sizedFor` and `asked` index the recipes: which it must cover, and which it is asked for. */
export type PhotoSlot = {
  readonly kind: SizeKind;
  readonly archived: boolean;
  readonly sizedFor: readonly number[];
  readonly asked: readonly number[];
};

/** The share of covered asks that goes to photos large enough for every recipe: an eighth of them would bore, half cost double. */
const LARGE_ASK_SHARE = 0.25;
/** Shares of all photos. */
const UNCOVERED_SHARE = 0.05;
const GIANT_SHARE = 0.0016;
/** An uncovered photo proves little: it is asked for no more recipes than this. */
const UNCOVERED_RECIPES_MAX = 2;

type SlotRequest = Pick<TrialRequest, 'recipes' | 'asks' | 'archivedShare' | 'sourceFormats'>;

/**
 * Exactly `asks` asks in covered strata, archived as asked for, dealt evenly over the recipes of each kind of size.
 * Where no photo can cover any recipe, as many asks are planned all the same; they are judged and never gated.
 */
export function planSlots(request: SlotRequest): PhotoSlot[] {
  const everyRecipe = request.recipes.map((_, index) => index);
  const coverable = sizeTiers(request.recipes);
  const tiers = coverable.all.length > 0 ? coverable : { small: everyRecipe, all: everyRecipe };
  const beyond = everyRecipe.filter((index) => !tiers.all.includes(index));
  const archivedAsks = Math.round(request.asks * request.archivedShare);
  const covered = [false, true].flatMap((archived) => {
    const asks = archived ? archivedAsks : request.asks - archivedAsks;
    const largeAsks = tiers.small.length === tiers.all.length ? 0 : Math.round(asks * LARGE_ASK_SHARE);
    return [
      ...dealt('small', archived, tiers.small, asks - largeAsks, tiers.all.length === tiers.small.length ? beyond : []),
      ...dealt('large', archived, tiers.all, largeAsks, beyond),
    ];
  });
  const slots = canHoldGiants(request.sourceFormats) ? withGiants(covered, tiers.all) : covered;
  return [...slots, ...uncovered(covered.length, request, everyRecipe)];
}

/** Photos asked for every recipe of the tier; the last for the first few only, and `beyond` for recipes none can cover. */
function dealt(
  kind: SizeKind,
  archived: boolean,
  tier: readonly number[],
  asks: number,
  beyond: readonly number[],
): PhotoSlot[] {
  return Array.from({ length: Math.ceil(asks / tier.length) }, (_, photo) => {
    const asked = tier.slice(0, asks - photo * tier.length);
    return { kind, archived, sizedFor: tier, asked: asked.length === tier.length ? [...asked, ...beyond] : asked };
  });
}

/** A few covered photos become giants, evenly spread over fresh and archived; they keep what they are asked for. */
function withGiants(slots: readonly PhotoSlot[], tier: readonly number[]): PhotoSlot[] {
  const giants = Math.round(slots.length * GIANT_SHARE);
  const at = new Set(Array.from({ length: giants }, (_, giant) => Math.floor(((giant + 0.5) * slots.length) / giants)));
  return slots.map((slot, index): PhotoSlot => (at.has(index) ? { ...slot, kind: 'giant', sizedFor: tier } : slot));
}

/** Tiny photos and panoramas in turn, archived at the same share. */
function uncovered(coveredPhotos: number, request: SlotRequest, everyRecipe: readonly number[]): PhotoSlot[] {
  const photos = Math.round((coveredPhotos * UNCOVERED_SHARE) / (1 - UNCOVERED_SHARE));
  return Array.from({ length: photos }, (_, photo) => {
    const pair = Math.floor(photo / 2);
    const archived = Math.floor((pair + 1) * request.archivedShare) > Math.floor(pair * request.archivedShare);
    const asked = everyRecipe
      .map((_recipe, index) => itemAt(everyRecipe, (photo + index) % everyRecipe.length))
      .slice(0, UNCOVERED_RECIPES_MAX);
    return { kind: photo % 2 === 0 ? 'tiny' : 'panorama', archived, sizedFor: asked, asked };
  });
}
