// Two owners may rightly have the same picture, byte for byte: whoever deduplicates by content is correct, and must not be
// accused. Such twins are planted on purpose.

import type { Place } from './casting.ts';
import type { PhotoTraits } from './photo-traits.ts';
import { type Random, itemAt } from './random.ts';
import type { PhotoSlot } from './slots.ts';

/** The share of photos that have a twin, each twin counted. */
const TWIN_SHARE = 0.015;
/** From so many photos on, one pair at least. */
const PHOTOS_WITH_A_PAIR = 20;

/** The second of each pair, and the first, whose content and traits it takes over. Both are asked for the same recipes. */
export function pairTwins(
  candidates: readonly number[],
  slots: readonly PhotoSlot[],
  traits: readonly PhotoTraits[],
  places: readonly Place[],
  random: Random,
): ReadonlyMap<number, number> {
  const wanted = slots.length < PHOTOS_WITH_A_PAIR ? 0 : Math.max(1, Math.round((slots.length * TWIN_SHARE) / 2));
  const waiting = new Map<string, number>();
  const twins = new Map<number, number>();
  for (const second of random.shuffled(candidates)) {
    if (twins.size === wanted) break;
    const { kind, archived, asked } = itemAt(slots, second);
    // The extension is part of the name, so only photos of one format pair up.
    const likeness = [kind, archived, asked.join(), itemAt(traits, second).format].join('|');
    const first = waiting.get(likeness);
    if (first === undefined) {
      waiting.set(likeness, second);
    } else if (itemAt(places, first).owner !== itemAt(places, second).owner) {
      twins.set(second, first);
      waiting.delete(likeness);
    }
  }
  return twins;
}
