// One ask of a plan may be made many times: in every round that is planned, again for more breaches, twice alone. Each time
// it has a key of its own, from which everybody can tell which ask of the plan it is, and which time.

import { askKey, type AskKey } from './plan.ts';

/** Stands before the number of the round in the key of an ask that is made once more. */
const ROUND_MARK = '~';

/** `round` counts from 2: in the first one an ask has the key of its plan. */
export function keyInRound(key: AskKey, round: number): AskKey {
  return askKey(`${key}${ROUND_MARK}${round}`);
}

/** The key that an ask has in its plan. */
export function plannedKeyOf(key: string): string {
  const at = key.indexOf(ROUND_MARK);
  return at === -1 ? key : key.slice(0, at);
}

/** In which round it is asked, from 1. */
export function roundOf(key: string): number {
  const at = key.indexOf(ROUND_MARK);
  return at === -1 ? 1 : Number(key.slice(at + ROUND_MARK.length));
}
