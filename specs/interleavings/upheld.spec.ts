import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SearchBench, searchBench } from './search.ts';

let scratch = '';
let bench: SearchBench;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'thumbproof-interleavings-'));
  bench = await searchBench(scratch);
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Those that look alike alone; what others look like, the shared profile does not know. */
const RIGHT = [
  '../harness/adapters/sharp-thumbnailer.ts',
  'odd/content-addressed-cache.ts',
  'odd/dawdling.ts',
  'odd/end-order.ts',
  'odd/one-by-one.ts',
  'odd/refuser.ts',
  'odd/source-cache.ts',
  'odd/threaded.ts',
  'odd/unordered.ts',
];

describe('a thumbnailer that is right', { timeout: 120_000 }, () => {
  it.each(RIGHT)('%s is upheld in every order, and the same order comes out the same', async (file) => {
    const { interleavings, breaches } = await bench.search(file, 5, { ordersMax: 60 });
    expect(breaches).toEqual([]);
    expect(interleavings).toMatchObject({ incident: null, smallest: null });
    expect(interleavings.orders).toBeGreaterThan(3);
    // What a thread of its own does, nobody orders.
    if (file !== 'odd/threaded.ts') expect(interleavings.again).toEqual({ same: 3, of: 3 });
  });
});

describe('what a thumbnailer comes to under an order', { timeout: 120_000 }, () => {
  it('is told and not charged, and the search ends', async () => {
    const { interleavings, breaches } = await bench.search('adapters/hangs-in-company.ts', 5);
    expect(breaches).toEqual([]);
    expect(interleavings).toMatchObject({
      smallest: null,
      incident: expect.stringContaining('the process was killed'),
    });
    expect(interleavings.orders).toBeLessThan(240);
  });
});
