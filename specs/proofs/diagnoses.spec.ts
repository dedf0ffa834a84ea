// Issue 5, diagnosis: a canary of each family of faults, and the table as the full proof prints it.

import { expect, it } from 'vitest';
import { diagnoses } from '../prove/points/diagnoses.ts';
import type { DoneStep } from '../prove/point.ts';
import { tableText } from '../prove/readme-tables.ts';
import { PROOF_TIMEOUT_MS } from './falling-short.ts';

it('names the fault of a canary first, and is never sure of another', { timeout: PROOF_TIMEOUT_MS }, async () => {
  const done: DoneStep[] = [];
  for (const { id, run } of diagnoses.steps('ci')) done.push({ id, figures: await run() });
  const { claims, table } = diagnoses.conclude(done, 'ci');
  process.stdout.write(`${tableText(table)}\n`);
  expect(claims.filter(({ holds }) => !holds)).toEqual([]);
});
