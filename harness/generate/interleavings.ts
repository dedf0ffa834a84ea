// Two or three asks in the right order show what a thousand in a crowd do by luck. Few asks of few photos, in up to three
// batches at once, and the order in which everything about them goes on: all drawn together, so that they shrink together.

import fc from 'fast-check';
import { type Ask, askKey, STEADY, type TrialPlan } from '../model/plan.ts';
import { withAsks } from '../model/plan-parts.ts';
import { pseudoRandomWords } from '../model/prf.ts';
import { fewerChoices } from './fewer-choices.ts';
import { shrinkable } from './shrinkable.ts';
import { chunks } from './smaller-plans.ts';

export const INTERLEAVED_ASKS_MAX = 6;
const BATCHES_MAX = 3;
/** Six asks take hardly more steps than this; what comes after goes on as it waits. */
const CHOICES_MAX = 60;
/** More things seldom wait at once. */
const WAITING_MAX = 11;

/**
 * Plans of 2 to 6 asks, interleaved, of photos and asks of `pool`, which must hold two photos or more; each of its asks
 * may come twice. They shrink to fewer asks and to plainer orders; the photos stay what they are, for they lie there already.
 */
export function interleavedArbitrary(pool: TrialPlan): fc.Arbitrary<TrialPlan> {
  const asks = pool.workload.batches.flat().flatMap((ask): Ask[] => [ask, { ...ask, key: askKey(`${ask.key}-again`) }]);
  const asked = fc.uniqueArray(fc.nat({ max: asks.length - 1 }), { minLength: 2, maxLength: INTERLEAVED_ASKS_MAX });
  const batch = fc.nat({ max: BATCHES_MAX - 1 });
  const places = fc.array(batch, { minLength: INTERLEAVED_ASKS_MAX, maxLength: INTERLEAVED_ASKS_MAX });
  const choice = fc.oneof(fc.constant(0), fc.nat({ max: WAITING_MAX }));
  const choices = fc.array(choice, { minLength: CHOICES_MAX, maxLength: CHOICES_MAX });
  const drawn = fc.tuple(asked, batch, places, choices).map(([indexes, most, into, interleaving]) =>
    interleaved(
      pool,
      dealt(
        asks,
        indexes,
        into.map((place) => place % (most + 1)),
      ),
      interleaving,
    ),
  );
  return shrinkable(drawn, smallerInterleavings);
}

/** The chosen asks in their batches; a photo is in each batch once, and asked for in the version that it has at first. */
function dealt(
  asks: readonly Ask[],
  indexes: readonly number[],
  places: readonly number[],
): readonly (readonly Ask[])[] {
  const batches = Array.from({ length: BATCHES_MAX }, (): Ask[] => []);
  for (const [at, index] of indexes.entries()) {
    const [ask, batch] = [asks[index], batches[places[at] ?? 0]];
    if (ask === undefined || batch === undefined || batch.some(({ photo }) => photo === ask.photo)) continue;
    batch.push(ask);
  }
  return batches.filter((batch) => batch.length > 0);
}

function interleaved(
  pool: TrialPlan,
  batches: readonly (readonly Ask[])[],
  interleaving: readonly number[],
): TrialPlan {
  const longest = Math.max(...batches.map((batch) => batch.length));
  const workload = {
    rounds: 1,
    concurrency: batches.length * longest,
    batchesInFlight: batches.length,
    arrival: STEADY,
    happenings: [],
    batches,
    interleaving,
  };
  return withAsks({ ...pool, workload }, () => true);
}

/** Of fewer asks an order that means the same has other choices; they are found soonest by trying some. */
const REORDERED = 10;

function* smallerInterleavings(plan: TrialPlan): Iterable<TrialPlan> {
  const fewer = [...chunks(plan.workload.batches.flat())].map((drop) => withAsks(plan, (ask) => !drop.includes(ask)));
  yield* fewer;
  for (let attempt = 0; attempt < REORDERED; attempt++) for (const left of fewer) yield reordered(left, attempt);
  yield* fewerChoices(plan);
}

function reordered(plan: TrialPlan, attempt: number): TrialPlan {
  const next = pseudoRandomWords(`order|${attempt}|${plan.nonce}`);
  const interleaving = Array.from({ length: CHOICES_MAX }, () => next() % (WAITING_MAX + 1));
  return { ...plan, workload: { ...plan.workload, interleaving } };
}
