// Which of the things that wait goes on is decided here, by a list of choices and fast-check's scheduler: the same
// choices lead to the same order, and any list of whole numbers is one, so that it can be drawn and shrunk.

import fc from 'fast-check';
import type { Conductor, Waited } from '../model/interleaving.ts';

export type OwnConductor = Conductor & {
  /** What went on, in order. */
  readonly steps: () => readonly Waited[];
  /** The choices as they came to be, each among those that waited; what is left out is 0. */
  readonly made: () => readonly number[];
  /** Why it could not be ordered to the end; null when it was. */
  readonly lostBecause: () => string | null;
};

/** The next choice, modulo how many wait, is the one to go on: 0 is the one that has waited longest; the list over, all are 0. */
export function conductor(choices: readonly number[], batches: number): OwnConductor {
  /** The order is told to the scheduler one task at a time, just before it is asked for the next one. */
  const order: number[] = [];
  const scheduler = fc.schedulerFor<Waited>(order);
  const tasks = new Map<number, number>();
  const made: number[] = [];
  let why: string | null = null;
  return {
    batches,
    next: async (waiting) => {
      for (const { id, waited } of waiting) {
        if (tasks.has(id)) continue;
        tasks.set(id, tasks.size + 1);
        void scheduler.schedule(Promise.resolve(), waited.kind, waited);
      }
      const choice = (choices[made.length] ?? 0) % waiting.length;
      const chosen = waiting[choice];
      if (chosen === undefined) throw new RangeError('Expected at least one thing to wait, got none.');
      made.push(choice);
      order.push(tasks.get(chosen.id) ?? 0);
      await scheduler.waitNext(1);
      return chosen.id;
    },
    lost: (reason) => {
      why ??= reason;
    },
    steps: () =>
      scheduler.report().flatMap(({ status, metadata }) => (status === 'resolved' && metadata ? [metadata] : [])),
    made: () => made.slice(0, made.findLastIndex((choice) => choice !== 0) + 1),
    lostBecause: () => why,
  };
}
