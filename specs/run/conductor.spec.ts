import { describe, expect, it } from 'vitest';
import type { Waiting } from '../../harness/model/interleaving.ts';
import { conductor } from '../../harness/run/conductor.ts';

const read = (id: number): Waiting => ({ id, waited: { kind: 'read', batch: 1, key: `a${id}` } });

/** Lets all of them go on, each at its time: what waits at first, and what comes to wait after each step. */
async function ordered(choices: readonly number[], comes: readonly (readonly number[])[]) {
  const own = conductor(choices, 1);
  let waiting: Waiting[] = [];
  const went: number[] = [];
  for (let step = 0; step < comes.flat().length; step++) {
    waiting.push(...(comes[step] ?? []).map(read));
    const id = await own.next(waiting);
    went.push(id);
    waiting = waiting.filter((one) => one.id !== id);
  }
  return { went, steps: own.steps().map(({ key }) => key), made: own.made() };
}

describe('a conductor', () => {
  it('lets go on what has waited longest where no choice says otherwise', async () => {
    expect(await ordered([], [[1, 2, 3]])).toEqual({ went: [1, 2, 3], steps: ['a1', 'a2', 'a3'], made: [] });
  });

  it('takes each choice among those that wait by then, modulo how many they are', async () => {
    expect((await ordered([2, 0, 7], [[1, 2, 3], [4], [5]])).went).toEqual([3, 1, 4, 2, 5]);
  });

  it('tells the choices as they were made, without the rest that changes nothing', async () => {
    const { made } = await ordered([5, 4, 3, 2, 1], [[1, 2, 3]]);
    expect(made).toEqual([2]);
    expect((await ordered(made, [[1, 2, 3]])).went).toEqual((await ordered([5, 4, 3, 2, 1], [[1, 2, 3]])).went);
  });

  it('keeps the first reason for which the order was lost', () => {
    const own = conductor([], 1);
    expect(own.lostBecause()).toBeNull();
    own.lost('it hung');
    own.lost('it crashed');
    expect(own.lostBecause()).toBe('it hung');
  });
});
