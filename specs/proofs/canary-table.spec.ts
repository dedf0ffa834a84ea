// Issue 3, canaries against oracles: a seed of one canary for each oracle, and the table as the full proof prints it.

import { expect, it } from 'vitest';
import { canaryTable } from '../prove/points/canary-table.ts';
import type { DoneStep } from '../prove/point.ts';
import { tableText } from '../prove/readme-tables.ts';
import { PROOF_TIMEOUT_MS } from './falling-short.ts';

it('catches one canary of each oracle in every seed in which it is wrong', { timeout: PROOF_TIMEOUT_MS }, async () => {
  const done: DoneStep[] = [];
  for (const { id, run } of canaryTable.steps('ci')) done.push({ id, figures: await run() });
  const { claims, table } = canaryTable.conclude(done, 'ci');
  process.stdout.write(`${tableText(table)}\n`);
  expect(claims.filter(({ holds }) => !holds)).toEqual([]);
});
