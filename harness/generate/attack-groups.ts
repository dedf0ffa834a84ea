// Names collide only between photos that are asked for at about the same time, so confusable names are dealt to small
// groups of photos of at least two owners, which the load keeps together.

import { GROUP_SIZE_MAX, type NameAttack } from './names.ts';
import { type Random, itemAt } from './random.ts';
import type { PhotoSlot } from './slots.ts';

/** `members` index the slots; at least two of them, all of one kind, so that they are asked for the same recipes. */
export type AttackGroup = { readonly attack: NameAttack; readonly members: readonly number[] };

/** Most photos keep plain names: those collide too, between owners, but at any distance in time. */
const ATTACKED_SHARE = 0.28;

/** The first two members are of two owners; the third is the first to share a folder. */
const SIBLINGS_MIN = 3;

/** Groups over the covered slots, every attack about as often as every other. */
export function groupForAttacks(
  slots: readonly PhotoSlot[],
  attacks: readonly NameAttack[],
  random: Random,
): AttackGroup[] {
  const deck = random.shuffled(attacks);
  const kinds = (['small', 'large'] as const).map((kind) =>
    random.shuffled(slots.flatMap((slot, index) => (slot.kind === kind ? [index] : []))),
  );
  let dealt = 0;
  return kinds.flatMap((pool) => {
    const groups: AttackGroup[] = [];
    let left = deck.length === 0 ? 0 : Math.round(pool.length * ATTACKED_SHARE);
    while (left >= 2) {
      const attack = itemAt(deck, dealt++ % deck.length);
      const drawn = 2 + random.below(GROUP_SIZE_MAX - 1);
      const least = attack === 'siblings' ? SIBLINGS_MIN : 2;
      const size = Math.min(left, Math.max(drawn, least));
      const members = take(
        pool,
        size,
        (first, other) => attack !== 'equal-size-and-mtime' || first.archived === other.archived,
      );
      if (members.length >= least) groups.push({ attack, members });
      left -= size;
    }
    return groups;
  });

  /** Removes up to `size` indexes from the end of the pool, all fitting the first. */
  function take(pool: number[], size: number, fits: (first: PhotoSlot, other: PhotoSlot) => boolean): number[] {
    const first = pool.pop();
    if (first === undefined) return [];
    const members = [first];
    for (let at = pool.length - 1; at >= 0 && members.length < size; at--) {
      const other = itemAt(pool, at);
      if (!fits(itemAt(slots, first), itemAt(slots, other))) continue;
      members.push(other);
      pool.splice(at, 1);
    }
    return members;
  }
}
