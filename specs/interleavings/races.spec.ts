import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SearchBench, searchBench } from './search.ts';
import { asItComes, replayed } from './trials.ts';

const SHARED = 'races/shared-filling.ts';
const A_WHILE_MS = 600_000;

let scratch = '';
let bench: SearchBench;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'thumbproof-interleavings-'));
  bench = await searchBench(scratch);
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('an asynchronous race in one process', { timeout: A_WHILE_MS }, () => {
  it('comes out the same 10 of 10 times on a process of its own, from the plan alone', async () => {
    const { interleavings, plan } = await bench.search(SHARED, 1, { certifyTimes: 10 });
    expect(interleavings.smallest?.again).toEqual({ same: 10, of: 10 });
    const [first, second] = [await replayed(bench, SHARED, plan), await replayed(bench, SHARED, plan)];
    expect(first.breaches).toEqual([interleavings.smallest?.breach]);
    expect(second).toEqual(first);
  });

  it('is told as a table that says what came when', async () => {
    const { interleavings, breaches } = await bench.search(SHARED, 1);
    const steps = (interleavings.smallest?.steps ?? []).map(({ batch, who, what }) => `${batch} | ${who} | ${what}`);
    expect(steps).toMatchInlineSnapshot(`
      [
        "1 | the batch | it was handed over",
        "1 | emma7000002/Summer/IMG_0001.jpg 64x64 cover jpeg | its photo was read",
        "1 | mia7000000/Summer/IMG_0004.jpg 64x64 cover jpeg | its photo was read",
        "1 | emma7000002/Summer/IMG_0001.jpg 64x64 cover jpeg | native work came back",
        "1 | the batch | its answers were taken",
      ]
    `);
    expect(breaches.every(({ interleaving }) => (interleaving?.length ?? 0) > 0)).toBe(true);
  });

  it('is recorded, order by order', async () => {
    const { interleavings, history } = await bench.search('races/debounced.ts', 2);
    const orders = history.filter((event) => event.kind === 'interleaved');
    expect(orders.length).toBeGreaterThan(interleavings.orders);
    expect(orders[0]?.steps[0]).toBe('begin 1');
  });

  it('is missed by a loop over the same photos that orders nothing', async () => {
    expect(await asItComes(bench, 'races/impatient.ts', 6)).toEqual([]);
    expect(await asItComes(bench, 'races/latest-batch.ts', 1)).not.toEqual([]);
  });
});
