// When each photo is asked for which recipe. Photos of one attack group are asked for together, since collisions need
// that; all else is mixed, fresh with archived, and repeats come at any distance from the first ask.

import type { AttackGroup } from './attack-groups.ts';
import type { Random } from './random.ts';
import type { PhotoSlot } from './slots.ts';

/** `photo` indexes the slots, `recipe` the recipes. */
export type OrderedAsk = { readonly photo: number; readonly recipe: number };

type TimedAsk = OrderedAsk & { readonly at: number };

/** Every slot once for each recipe it is asked for, and `repeats` of these asks a second time. */
export function orderAsks(
  slots: readonly PhotoSlot[],
  groups: readonly AttackGroup[],
  repeats: number,
  random: Random,
): OrderedAsk[] {
  const leaders = new Map(groups.flatMap(({ members }) => members.map((member) => [member, members[0] ?? member])));
  const meetings = new Map<string, number>();
  const grouped: TimedAsk[] = [];
  const single: OrderedAsk[] = [];
  slots.forEach((slot, photo) => {
    const leader = leaders.get(photo);
    for (const recipe of slot.asked) {
      if (leader === undefined) {
        single.push({ photo, recipe });
        continue;
      }
      const meeting = `${leader}|${recipe}`;
      const at = meetings.get(meeting) ?? random.fraction();
      meetings.set(meeting, at);
      grouped.push({ photo, recipe, at: at + random.fraction() * MEETING_SPAN });
    }
  });
  const first = [...grouped, ...evenly(single, slots, random)];
  const again = random
    .shuffled(first)
    .slice(0, repeats)
    .map((ask) => ({ ...ask, at: random.fraction() }));
  return [...first, ...again].toSorted((a, b) => a.at - b.at).map(({ photo, recipe }) => ({ photo, recipe }));
}

/** Far below the time between two asks, so that a meeting is interrupted by next to nobody. */
const MEETING_SPAN = 1e-9;

/** Fresh and archived asks are each spread over the load in shares of equal length, so that every batch holds both. */
function evenly(asks: readonly OrderedAsk[], slots: readonly PhotoSlot[], random: Random): TimedAsk[] {
  return [false, true].flatMap((archived) => {
    const alike = asks.filter(({ photo }) => slots[photo]?.archived === archived);
    return random.shuffled(alike).map((ask, index) => ({ ...ask, at: (index + random.fraction()) / alike.length }));
  });
}
