// Ctrl-C takes away the batches in flight; a loss that we caused ourselves must not be held against anybody.

import { expect, it } from 'vitest';
import { judgeEvent } from '../../harness/campaign/judge-event.ts';
import { createJobBook } from '../../harness/judge/job-book.ts';
import { court } from '../judge/court.ts';
import { oneAtATime } from '../literals/workload.ts';

const NOTHING_PLANNED = createJobBook({
  schemaVersion: 1,
  seed: 1,
  nonce: 'unused',
  owners: [],
  photos: [],
  recipes: [],
  workload: oneAtATime([]),
});

it('a batch that was cut short by an interruption has lost nothing, and one that ended by itself has', async () => {
  let missing = 0;
  const scorer = { refused: () => {}, answered: () => {}, missing: () => missing++ };
  const settled = { kind: 'settled', atMs: 1, batch: 0, asked: ['a0', 'a1'], answered: [], owes: true } as const;
  const found = (isInterrupted: boolean) => judgeEvent(court().judge, settled, NOTHING_PLANNED, scorer, isInterrupted);
  expect([await found(true), missing]).toEqual([[], 0]);
  expect((await found(false)).map(({ breach }) => breach.kind)).toEqual(['missing', 'missing']);
  expect(missing).toBe(2);
});
