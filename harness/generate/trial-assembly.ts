// From traits, owners and groups to the plan itself: here every photo gets its names, its age and its identity, and
// every ask its key. Identities carry a label of the plan, so that those of two plans never meet in one history.

import type { Damage } from '../model/damage.ts';
import {
  type Ask,
  type Change,
  type Happening,
  type PhotoPlan,
  type TrialPlan,
  type Workload,
  STEADY,
  askKey,
  ownerId,
  photoId,
} from '../model/plan.ts';
import { pseudoRandomWords } from '../model/prf.ts';
import type { Recipe } from '../model/recipe.ts';
import type { OrderedAsk } from './ask-order.ts';
import type { VersionedAsk } from './changes.ts';
import type { Place } from './casting.ts';
import type { NameAttack } from './names.ts';
import type { PhotoTraits } from './photo-traits.ts';
import { type Random, itemAt } from './random.ts';

/** `label` is that of the plan, such as `3` for trial 3; `nonce` sets its signatures apart. */
export type PlanIdentity = { readonly seed: number; readonly label: string; readonly nonce: string };

/** The nonce begins with the label, so that two plans of one seed never share signatures. */
export function identityOf(label: string, seed: number): PlanIdentity {
  const next = pseudoRandomWords(`nonce|${label}|${seed}`);
  const hex = () => next().toString(16).padStart(8, '0');
  return { seed, label, nonce: `${label}-${hex()}${hex()}` };
}

/** How a plan's asks are dealt out. What happens to a batch is told by the batch's index, for asks have no keys yet. */
export type Load = Omit<Workload, 'batches' | 'happenings'> & {
  readonly batches: readonly (readonly VersionedAsk[])[];
  readonly happenings: readonly DraftHappening[];
};
export type DraftHappening = (Happening extends infer Each
  ? Each extends Happening
    ? Omit<Each, 'at'>
    : never
  : never) & {
  readonly batch: number;
  /** The place of the ask within its batch; the first where it is left out. */
  readonly ask?: number;
};

/** Each ask a batch of its own, one after the other. */
export function oneByOne(asks: readonly OrderedAsk[]): Load {
  return {
    rounds: 1,
    concurrency: 1,
    batchesInFlight: 1,
    arrival: STEADY,
    happenings: [],
    batches: asks.map((ask) => [{ ...ask, version: 1 }]),
  };
}

/** A photo in its final form but for identity; `twinOf` indexes the drafts, null for a content of its own. */
export type PhotoDraft = Place & {
  readonly traits: PhotoTraits;
  readonly archived: boolean;
  readonly name: string;
  readonly nameAttack: NameAttack | 'plain';
  readonly mtimeMs: number;
  readonly twinOf: number | null;
  /** Null, or left out, for a sound file. */
  readonly damage?: Damage | null;
  /** Before the load when left out. */
  readonly uploaded?: PhotoPlan['uploaded'];
  /** None when left out. */
  readonly changes?: readonly Change[];
};

export function assemblePlan(
  identity: PlanIdentity,
  drafts: readonly PhotoDraft[],
  recipes: readonly Recipe[],
  load: Load,
): TrialPlan {
  const owners = [...new Set(drafts.map(({ owner }) => owner))];
  const hues = new Map(owners.map((owner, index) => [owner, hueAt(index)]));
  const photos = drafts.map((draft, index): PhotoPlan => {
    const content = draft.twinOf ?? index;
    return {
      id: photoId(`p${identity.label}-${numbered(index, 4)}`),
      owner: ownerId(draft.owner),
      album: draft.album,
      name: draft.name,
      nameAttack: draft.nameAttack,
      version: 1,
      uploaded: draft.uploaded ?? 'before',
      changes: draft.changes ?? [],
      contentId: `c${identity.label}-${numbered(content, 4)}`,
      ...draft.traits,
      damage: draft.damage ?? null,
      archived: draft.archived,
      mtimeMs: draft.mtimeMs,
      tintHue: hues.get(itemAt(drafts, content).owner) ?? 0,
      carrier: null,
    };
  });
  let asked = 0;
  const batches = load.batches.map((batch) =>
    batch.map(
      ({ photo, recipe, version }): Ask => ({
        key: askKey(`a${identity.label}-${numbered(asked++, 6)}`),
        photo: itemAt(photos, photo).id,
        recipe,
        version,
      }),
    ),
  );
  return {
    schemaVersion: 1,
    seed: identity.seed,
    nonce: identity.nonce,
    owners: owners.map(ownerId),
    photos,
    recipes,
    workload: { ...load, batches, happenings: load.happenings.flatMap((draft) => happeningOf(draft, batches)) },
  };
}

function happeningOf({ batch, ask = 0, ...draft }: DraftHappening, batches: readonly (readonly Ask[])[]): Happening[] {
  const at = batches[batch]?.[ask]?.key;
  return at === undefined ? [] : [{ ...draft, at }];
}

/** Plans live on this day, that of the incident this project exists for, because a pure plan knows no clock. */
const TODAY_MS = Date.UTC(2024, 10, 28);
const DAY_MS = 24 * 60 * 60 * 1000;
/** A photo older than this is archived. */
const ARCHIVED_AFTER_DAYS = 35;
const OLDEST_DAYS = 2000;

/** When a photo was made: whole seconds, on the right side of the 35 days. */
export function drawMtimeMs(archived: boolean, random: Random): number {
  const [fromDays, toDays] = archived ? [ARCHIVED_AFTER_DAYS + 1, OLDEST_DAYS] : [1, ARCHIVED_AFTER_DAYS - 1];
  const ageDays = fromDays + random.fraction() * (toDays - fromDays);
  return Math.round((TODAY_MS - ageDays * DAY_MS) / 1000) * 1000;
}

/** Names as cameras give them, counted within owner and album, so that every owner has an IMG_0001.jpg. */
export function cameraNames(): (place: Place, extension: string) => string {
  const counts = new Map<string, number>();
  return ({ owner, album }, extension) => {
    const folder = `${owner}/${album}`;
    const count = (counts.get(folder) ?? 0) + 1;
    counts.set(folder, count);
    return `IMG_${numbered(count, 4)}${extension}`;
  };
}

/** Neighbours are told apart best by the golden angle. */
function hueAt(index: number): number {
  return Math.round(index * 137.508) % 360;
}

function numbered(index: number, digits: number): string {
  return String(index).padStart(digits, '0');
}
