// What a cache remembers was true once. So photos change while the load goes on, between two asks for the same recipe:
// the moment at which a stale answer has something to be stale about, or a place has somebody else in it.

import type { Change } from '../model/plan.ts';
import type { OrderedAsk } from './ask-order.ts';
import { extensionOf } from './file-name.ts';
import { itemAt, type Random } from './random.ts';
import type { PhotoDraft } from './trial-assembly.ts';

/** An ask at the version that the photo has by then, from 1 on. */
export type VersionedAsk = OrderedAsk & { readonly version: number };

export type ChangeKind = Change['kind'];

/** `mayChange` tells what may become of a photo. */
export type ChangeRequest = {
  /** The kinds to choose from, at least one. */
  readonly kinds: readonly ChangeKind[];
  readonly mayChange: (photo: number, kind: ChangeKind) => boolean;
  /** Of the asks that repeat one for the same recipe, this share finds the photo changed, 0 to 1. */
  readonly share: number;
};

export type Changed = {
  readonly batches: readonly (readonly VersionedAsk[])[];
  /** By photo, in order; empty for most. */
  readonly changes: readonly (readonly Change[])[];
};

/** A photo that changes goes on as what it has become; more than this happens to none. */
const CHANGES_MAX = 3;

/** Changes photos just before asks that repeat earlier ones; every later ask is for what has become of them. */
export function withChanges(
  batches: readonly (readonly OrderedAsk[])[],
  photos: readonly PhotoDraft[],
  { kinds, mayChange, share }: ChangeRequest,
  random: Random,
): Changed {
  const changes = photos.map((): Change[] => []);
  const asked = new Set<string>();
  const move = createMover(photos, random);
  const versioned = batches.map((batch) => {
    for (const { photo, recipe } of batch) {
      const ask = `${photo}|${recipe}`;
      const isRepeat = asked.has(ask);
      asked.add(ask);
      const past = itemAt(changes, photo);
      if (!isRepeat || past.length >= CHANGES_MAX) continue;
      const isLucky = random.fraction() < share;
      const possible = kinds.filter((kind) => mayChange(photo, kind) && isPossibleAfter(past, kind));
      if (!isLucky || possible.length === 0) continue;
      const kind = random.pick(possible);
      past.push(kind === 'moved' ? move(photo, past.length + 2) : { kind });
    }
    return batch.map((ask) => ({ ...ask, version: 1 + itemAt(changes, ask.photo).length }));
  });
  return { batches: versioned, changes };
}

/** What is archived is not replaced; nothing is archived twice, and nothing moves twice, so that every place is reused once at most. */
function isPossibleAfter(past: readonly Change[], kind: ChangeKind): boolean {
  const was = (earlier: ChangeKind) => past.some((change) => change.kind === earlier);
  return kind === 'moved' ? !was('moved') : !was('archived');
}

type Vacancy = { readonly photo: PhotoDraft; readonly lastVersion: number };

/** Moves photos into places that others of the owner have left, and into new ones where there is none. */
function createMover(photos: readonly PhotoDraft[], random: Random): (photo: number, version: number) => Change {
  const vacancies: Vacancy[] = [];
  let moves = 0;
  return (index, version) => {
    const photo = itemAt(photos, index);
    // A place and a version together name one picture at most: caches go by both.
    const at = vacancies.findIndex(
      (vacancy) =>
        vacancy.photo.owner === photo.owner &&
        vacancy.photo.traits.format === photo.traits.format &&
        vacancy.lastVersion < version,
    );
    const [vacancy] = at === -1 ? [] : vacancies.splice(at, 1);
    vacancies.push({ photo, lastVersion: version - 1 });
    if (vacancy !== undefined) return { kind: 'moved', album: vacancy.photo.album, name: vacancy.photo.name };
    moves += 1;
    const { album } = random.pick(photos.filter(({ owner }) => owner === photo.owner));
    return { kind: 'moved', album, name: `MOVED_${String(moves).padStart(4, '0')}${extensionOf(photo.traits.format)}` };
  };
}
