// One trial: who owns which photos, under which names, and in which order they are asked for. The same request gives the
// same plan on every machine; the seed and the number of the trial change everything that is left to chance.

import fc from 'fast-check';
import { isCovered, shownSize } from '../model/coverage.ts';
import type { TrialPlan } from '../model/plan.ts';
import type { Recipe } from '../model/recipe.ts';
import { orderAsks } from './ask-order.ts';
import { groupForAttacks } from './attack-groups.ts';
import { attackedPhotos } from './attacked-photos.ts';
import { asksOfDamaged, type DamagedPhoto, damagedPhotos } from './damaged-photos.ts';
import { cutIntoBatches, cutUnevenly } from './batches.ts';
import { castPhotos } from './casting.ts';
import { withChanges, type ChangeKind } from './changes.ts';
import { drawOne } from './draw-one.ts';
import { extensionOf } from './file-name.ts';
import { happeningsIn, inShape, unevenSizes } from './load-shape.ts';
import { drawOwners } from './owners.ts';
import { type PhotoTraits, photoArbitrary } from './photo-traits.ts';
import { type Random, itemAt, randomFrom } from './random.ts';
import { withoutOddity } from './odd-shares.ts';
import { shrinkable } from './shrinkable.ts';
import { type PhotoSlot, planSlots } from './slots.ts';
import { smallerPlans } from './smaller-plans.ts';
import { uploadedLater } from './uploads.ts';
import { type PhotoDraft, assemblePlan, cameraNames, drawMtimeMs, identityOf } from './trial-assembly.ts';
import { type TrialRequest, batchesInFlight, possibleAttacks } from './trial-request.ts';
import { pairTwins } from './twins.ts';

export type { TrialRequest } from './trial-request.ts';

/** Any plan that fulfils the request; shrinking leaves valid plans of fewer and plainer photos and asks. */
export function trialArbitrary(request: TrialRequest): fc.Arbitrary<TrialPlan> {
  const slots = planSlots(request);
  const traits = fc.tuple(
    ...slots.map((slot) => photoArbitrary(slot.kind, recipesAt(request, slot.sizedFor), request.sourceFormats)),
  );
  const salt = fc.integer();
  return shrinkable(
    fc
      .tuple(traits, salt, damagedPhotos(request))
      .map(([drawn, chance, damaged]) => layOut(request, slots, drawn, damaged, String(chance))),
    smallerPlans,
  );
}

function recipesAt({ recipes }: TrialRequest, indexes: readonly number[]): readonly Recipe[] {
  return indexes.map((index) => itemAt(recipes, index));
}

/** One such plan, drawn by seed and trial mixed: trials of neighbouring seeds have nothing in common. */
export function planTrial(request: TrialRequest): TrialPlan {
  return drawOne(trialArbitrary(request), `trial|${request.seed}|${request.trial}`);
}

function layOut(
  request: TrialRequest,
  slots: readonly PhotoSlot[],
  drawn: readonly PhotoTraits[],
  damaged: readonly DamagedPhoto[],
  chance: string,
): TrialPlan {
  const draw = (step: string): Random => randomFrom(`${step}|${chance}|${request.seed}|${request.trial}`);
  const attacks = possibleAttacks(request.nameAttacks, request.sourceFormats);
  const owners = drawOwners(Math.min(request.owners, slots.length), request.trial, attacks, draw('owners'));
  // An attack that stays with one owner could show nobody else's photo.
  const groups = groupForAttacks(slots, owners.length > 1 ? attacks : [], draw('groups'));
  const places = castPhotos(slots.length, groups, owners, draw('places'));
  const attacked = attackedPhotos(groups, slots, drawn, request.sourceFormats, draw('names'));
  const traits = drawn.map((own, index) => {
    const cast = attacked.get(index)?.traits ?? own;
    return request.oddSources.includes(`${cast.oddity} ${cast.format}`) ? cast : withoutOddity(cast);
  });
  const plain = slots.flatMap(({ kind }, index) =>
    (kind === 'small' || kind === 'large') && !attacked.has(index) ? [index] : [],
  );
  const twins = pairTwins(plain, slots, traits, places, draw('twins'));
  const ages = draw('ages');
  const mtimesMs = slots.map(({ archived }) => drawMtimeMs(archived, ages));
  const cameraName = cameraNames();
  const drafts = slots.map(({ archived }, index): PhotoDraft => {
    const twinOf = twins.get(index) ?? null;
    const own = itemAt(traits, twinOf ?? index);
    const place = itemAt(places, index);
    const attack = attacked.get(index);
    return {
      ...place,
      traits: own,
      archived,
      name: attack?.name ?? cameraName(place, extensionOf(own.format)),
      nameAttack: attack?.attack ?? 'plain',
      mtimeMs: itemAt(mtimesMs, attack?.agesWith ?? index),
      twinOf,
    };
  });
  const ownersOfDamaged = draw('damaged');
  const damagedDrafts = damaged.map(({ traits, damage }): PhotoDraft => {
    const place = ownersOfDamaged.pick(places);
    const name = cameraName(place, extensionOf(traits.format));
    const mtimeMs = drawMtimeMs(false, ages);
    return { ...place, traits, damage, archived: false, name, nameAttack: 'plain', mtimeMs, twinOf: null };
  });
  const isCoveredWherever = (photo: number) => {
    const size = itemAt(drafts, photo).traits;
    return recipesAt(request, itemAt(slots, photo).asked).every((recipe) => isCovered(size, shownSize(size, recipe)));
  };
  const sound = orderAsks(slots, groups, Math.round(request.repeatShare * request.asks), draw('order'));
  const all = [...drafts, ...damagedDrafts];
  const asks = inShape(asksOfDamaged(damaged, drafts.length, sound, draw('damaged-order')), request.shape, all);
  const batches =
    request.shape.batches === 'even'
      ? cutIntoBatches(asks, request.batch)
      : cutUnevenly(asks, unevenSizes(request.batch, draw('batches')));
  const mayChange = (photo: number, kind: ChangeKind) => {
    const slot = slots[photo];
    // Photos of an attack stay as they are: a collision and a stale cache would be taken for each other.
    if (slot === undefined || attacked.has(photo)) return false;
    if (kind === 'moved') return true;
    // So do those of which too little is shown to tell one version from the next: the newer one, asked for early, would be
    // nobody's.
    if (slot.archived || !isCoveredWherever(photo)) return false;
    return kind !== 'archived' || (request.archivedShare > 0 && itemAt(drafts, photo).traits.oddity === 'none');
  };
  const changed = withChanges(
    batches,
    all,
    { kinds: request.shape.changes, mayChange, share: request.changedShare },
    draw('changes'),
  );
  const later = uploadedLater(batches, all, request.shape.uploads, draw('uploads'));
  const changing = all.map(
    (draft, photo): PhotoDraft => ({
      ...draft,
      uploaded: later.has(photo) ? 'meanwhile' : 'before',
      changes: itemAt(changed.changes, photo),
    }),
  );
  return assemblePlan(identityOf(String(request.trial), request.seed), changing, request.recipes, {
    rounds: 1,
    concurrency: request.concurrency,
    batchesInFlight: batchesInFlight(request.concurrency, request.batch),
    arrival: request.shape.arrival,
    happenings: happeningsIn(batches, request.shape, draw('happenings')),
    batches: changed.batches,
  });
}
