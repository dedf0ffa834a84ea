// Controlled interleaving: each race in one process is found whatever the seed, and shrinks to the two asks that it needs.
// Under a few seeds here; RACE_SEEDS=20 npx vitest run specs/proofs/interleavings.spec.ts tries as many of each.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TrialPlan } from '../../harness/model/plan.ts';
import { type Search, type SearchBench, searchBench } from '../interleavings/search.ts';
import { PROOF_TIMEOUT_MS } from './falling-short.ts';

const RACES = [
  ['races/in-asked-order.ts', 'an order of two reads', 4],
  ['races/latest-batch.ts', 'an order of two batches', 3],
  ['races/debounced.ts', 'a timer', 4],
  ['races/impatient.ts', 'a read that takes longer than a timer', 3],
  ['races/shared-filling.ts', 'native work that another one waits for', 4],
  ['canaries/shared-variable.ts', 'a variable that is shared by a batch', 3],
] as const;
const MORE_SEEDS = Number(process.env['RACE_SEEDS'] ?? 0);
const seedsUpTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

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
const outcomeOf = ({ interleavings, breaches, plan, counterexample }: Search) => ({
  found: breaches.length > 0 && breaches.every(({ kind }) => kind === 'foreign'),
  asks: asksOf(plan),
  again: interleavings.smallest?.again,
  isCounterexample: JSON.stringify(counterexample?.plan) === JSON.stringify(plan),
  reproduced: counterexample?.found.reproduced,
});

it.each(RACES)(
  '%s is found whatever the seed, by %s, and shrinks to two asks',
  { timeout: PROOF_TIMEOUT_MS },
  async (file, _by, seeds) => {
    const fell: unknown[] = [];
    for (const seed of seedsUpTo(Math.max(seeds, MORE_SEEDS))) {
      const outcome = outcomeOf(await bench.search(file, seed));
      const expected = {
        found: true,
        asks: 2,
        again: { same: 1, of: 1 },
        isCounterexample: true,
        reproduced: { failed: 1, of: 1 },
      };
      if (JSON.stringify(outcome) !== JSON.stringify(expected)) fell.push({ seed, ...outcome });
    }
    expect(fell).toEqual([]);
  },
);
