import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrialPlan } from '../../harness/model/plan.ts';
import { type Search, type SearchBench, searchBench } from './search.ts';
import { asItComes, replayed } from './trials.ts';

const RACES = [
  ['races/in-asked-order.ts', 'an order of two reads', 20],
  ['races/latest-batch.ts', 'an order of two batches', 5],
  ['races/debounced.ts', 'a timer', 20],
  ['races/impatient.ts', 'a read that takes longer than a timer', 5],
  ['races/shared-filling.ts', 'native work that another one waits for', 20],
  ['canaries/shared-variable.ts', 'a variable that is shared by a batch', 5],
] as const;
const seedsUpTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const A_WHILE_MS = 600_000;

let scratch = '';
let bench: SearchBench;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'thumbproof-interleavings-'));
  // Each batch of the canary is to be struck, or fewer asks would be other ones.
  process.env['CANARY_RATE'] = '1';
  bench = await searchBench(scratch);
});
afterAll(async () => {
  delete process.env['CANARY_RATE'];
  await rm(scratch, { recursive: true, force: true });
});

const asksOf = (plan: TrialPlan | null) => plan?.workload.batches.flat().length;
/** What a search came to, in a word each. */
const outcomeOf = ({ interleavings, breaches, plan }: Search) => ({
  found: breaches.length > 0 && breaches.every(({ kind }) => kind === 'foreign'),
  asks: asksOf(plan),
  again: interleavings.smallest?.again,
});

describe('an asynchronous race in one process', { timeout: A_WHILE_MS }, () => {
  it.each(RACES)('%s is found whatever the seed, by %s, and shrinks to two asks', async (file, _by, seeds) => {
    const fell: unknown[] = [];
    for (const seed of seedsUpTo(seeds)) {
      const outcome = outcomeOf(await bench.search(file, seed));
      const expected = { found: true, asks: 2, again: { same: 1, of: 1 } };
      if (JSON.stringify(outcome) !== JSON.stringify(expected)) fell.push({ seed, ...outcome });
    }
    expect(fell).toEqual([]);
  });

  it('comes out the same 10 of 10 times on a process of its own, from the plan alone', async () => {
    const { interleavings, plan } = await bench.search('races/shared-filling.ts', 1, { certifyTimes: 10 });
    expect(interleavings.smallest?.again).toEqual({ same: 10, of: 10 });
    expect(await replayed(bench, 'races/shared-filling.ts', plan)).toEqual([
      interleavings.smallest?.breach,
      ...(interleavings.smallest?.steps ?? []),
    ]);
  });

  it('is told as a table that says what came when', async () => {
    const { interleavings, breaches } = await bench.search('races/shared-filling.ts', 1);
    const steps = (interleavings.smallest?.steps ?? []).map(({ batch, who, what }) => `${batch} | ${who} | ${what}`);
    expect(steps).toMatchInlineSnapshot();
    expect(breaches.every(({ interleaving }) => (interleaving?.length ?? 0) > 0)).toBe(true);
  });

  it('is recorded, order by order', async () => {
    const { interleavings, history } = await bench.search('races/debounced.ts', 2);
    const orders = history.filter((event) => event.kind === 'interleaved');
    expect(orders.length).toBeGreaterThan(interleavings.orders);
    expect(orders[0]?.steps[0]).toBe('begin 1');
  });

  it('is missed by a loop over the same photos that orders nothing', async () => {
    expect(await asItComes(bench, 'races/impatient.ts', 20)).toEqual([]);
    expect(await asItComes(bench, 'races/latest-batch.ts', 1)).not.toEqual([]);
  });
});
