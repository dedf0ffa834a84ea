// The figures in the README are trusted because of this machinery, so the machinery is tested without any measurement.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REPOSITORY_ROOT } from './gate-run.ts';
import { runSteps } from './journal.ts';
import { missChance } from './miss-chance.ts';
import { withOneLiners } from './one-liners.ts';
import { atLeast, atMost, numberIn, type Step } from './point.ts';
import { POINTS } from './points.ts';
import { readProof, type Proof } from './proof.ts';
import { markedPoints, withProofTables } from './readme-tables.ts';

describe('the journal of a proof', () => {
  let folder = '';
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'thumbproof-journal-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const counting = (ran: string[], id: string): Step => ({
    id,
    run: async () => {
      ran.push(id);
      return { answer: 42 };
    },
  });
  const quietly = () => undefined;

  it('goes on after the last finished step when it was interrupted', async () => {
    const ran: string[] = [];
    const file = join(folder, 'deep/1.1.ndjson');
    const dies: Step = { id: 'b', run: () => Promise.reject(new Error('killed')) };
    await expect(runSteps([counting(ran, 'a'), dies], 'subject', file, quietly)).rejects.toThrow('killed');
    const done = await runSteps([counting(ran, 'a'), counting(ran, 'b')], 'subject', file, quietly);
    expect(ran).toEqual(['a', 'b']);
    expect(done).toEqual([
      { id: 'a', figures: { answer: 42 } },
      { id: 'b', figures: { answer: 42 } },
    ]);
  });

  it('does the steps after one that failed, and says which failed', async () => {
    const ran: string[] = [];
    const fails: Step = { id: 'a', run: () => Promise.reject(new Error('no such program')) };
    const file = join(folder, '1.1.ndjson');
    await expect(runSteps([fails, counting(ran, 'b')], 'subject', file, quietly)).rejects.toThrow(
      '1 failed; begun again, the proof repeats only these. a: Error: no such program',
    );
    await runSteps([counting(ran, 'a'), counting(ran, 'b')], 'subject', file, quietly);
    expect(ran).toEqual(['b', 'a']);
  });

  it('forgets what was measured on another program', async () => {
    const ran: string[] = [];
    const file = join(folder, '1.1.ndjson');
    await runSteps([counting(ran, 'a')], 'before', file, quietly);
    await runSteps([counting(ran, 'a')], 'after', file, quietly);
    expect(ran).toEqual(['a', 'a']);
  });
});

describe('a claim', () => {
  it('holds at its limit and not beyond', () => {
    expect([atMost('a', 90, 90).holds, atMost('a', 90, 90.1).holds]).toEqual([true, false]);
    expect([atLeast('a', 50, 50).holds, atLeast('a', 50, 49).holds]).toEqual([true, false]);
  });

  it('is not made from a figure that was never measured', () => {
    expect(() => numberIn({ id: 'seed 1', figures: { power: null } }, 'power')).toThrow(
      'Expected the figure "power" of step "seed 1" to be a number, got null.',
    );
  });
});

describe('the chance of a miss', () => {
  it('is (1 - rate x power) to the power of the thumbnails', () => {
    expect(missChance(0.5, 1, 3)).toBeCloseTo(0.125, 12);
    expect(missChance(0.003, 0.99, 2425)).toBeCloseTo((1 - 0.00297) ** 2425, 12);
    expect(missChance(0.003, 0, 5000)).toBe(1);
  });
});

describe('the tables of the README', () => {
  const proof: Proof = {
    point: '1.1',
    title: 'A title',
    date: '2026-11-23',
    commit: 'abc1234',
    subject: '0',
    machine: { cores: 2, memoryGiB: 24, node: 'v20.20.2', sharp: '0.35.5' },
    holds: false,
    claims: [{ says: 'wall time', expected: '≤ 90 s', measured: '91 s', holds: false }],
    table: { columns: ['a', 'b'], rows: [['1', 'x|y']] },
    steps: [],
  };
  const readme = 'before\n<!-- prove:1.1 -->\nold\n<!-- /prove:1.1 -->\nafter\n<!-- prove:1.2 --><!-- /prove:1.2 -->\n';

  it('are written between their markers, with machine, date and whatever fell short', () => {
    expect(withProofTables(readme, new Map([['1.1', proof]]))).toMatchInlineSnapshot(`
      "before
      <!-- prove:1.1 -->
      **A title.** Claims that held: 0 of 1. Measured 2026-11-23 at abc1234 on 2 cores, 24 GiB, Node v20.20.2, sharp 0.35.5: \`npm run prove -- 1.1\`.

      Falls short: wall time (expected ≤ 90 s, measured 91 s).

      | a | b |
      | --- | --- |
      | 1 | x\\|y |
      <!-- /prove:1.1 -->
      after
      <!-- prove:1.2 -->
      Not measured yet: \`npm run prove -- 1.2\` measures it.
      <!-- /prove:1.2 -->
      "
    `);
  });

  it('do not change when written twice', () => {
    const once = withProofTables(readme, new Map([['1.1', proof]]));
    expect(withProofTables(once, new Map([['1.1', proof]]))).toBe(once);
  });

  it('leave the one-liners as the ready-made thumbnailers are listed', async () => {
    const text = await readFile(join(REPOSITORY_ROOT, 'README.md'), 'utf8');
    expect(withOneLiners(text), 'run "npm run prove -- --readme"').toBe(text);
  });

  it('equal the committed results, point by point', async () => {
    const text = await readFile(join(REPOSITORY_ROOT, 'README.md'), 'utf8');
    const proofs = await Promise.all(Object.keys(POINTS).map(readProof));
    const byPoint = new Map(proofs.flatMap((each) => (each === null ? [] : [[each.point, each] as const])));
    expect(markedPoints(text)).toEqual(Object.keys(POINTS));
    expect(withProofTables(text, byPoint), 'run "npm run prove -- --readme"').toBe(text);
  });
});
