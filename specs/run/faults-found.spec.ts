// Thumbnailers that are wrong only after a pause, a kill, a time-out or a failed write are found where that happens to them,
// and are right, as far as anybody can see, where it does not.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Happening } from '../../harness/model/plan.ts';
import { faultBench } from '../prove/fault-trial.ts';
import { type Batches, fullDisks, kills, pauses, timeouts } from './planned-faults.ts';

const fixture = (name: string) => `fixtures/faults/${name}`;

const CANARIES: readonly {
  readonly after: string;
  readonly wayIn: readonly string[];
  readonly faultsOf: (batches: Batches) => readonly Happening[];
}[] = [
  { after: 'a pause', wayIn: ['--adapter', fixture('after-a-pause.ts')], faultsOf: pauses },
  { after: 'a time-out', wayIn: ['--adapter', fixture('after-a-timeout.ts')], faultsOf: timeouts },
  {
    after: 'a kill of its server',
    wayIn: [
      '--url',
      'http://127.0.0.1:{port}/{width}x{height}/{path}',
      '--start',
      `${execPath} ${fixture('after-a-kill.mjs')} {root} {port} {workspace}`,
    ],
    faultsOf: kills,
  },
  {
    after: 'a write that failed',
    wayIn: ['--worker', `${execPath} ${fixture('after-a-full-disk.mjs')}`],
    faultsOf: fullDisks,
  },
];

/** Enough that there is still work in hand when a pause comes, however busy the machine is. */
const ASKS = 160;
const LOADS = 3;

describe.each(CANARIES)('a thumbnailer that is wrong after $after', ({ wayIn, faultsOf }) => {
  it('is found by it, and by nothing else', { timeout: 120_000 }, async () => {
    const scratch = await mkdtemp(join(tmpdir(), 'thumbproof-faults-'));
    onTestFinished(() => rm(scratch, { recursive: true, force: true }));
    const bench = await faultBench(wayIn, scratch, ASKS);
    expect(await bench.trial(() => [])).toMatchObject({ breaches: [], incidents: [], refusals: [], faults: [] });
    // Whether there is work in hand at that very moment is up to the machine: of a few loads, one has some.
    const seen: string[] = [];
    for (let load = 0; load < LOADS && !seen.includes('foreign'); load++)
      seen.push(...(await bench.trial(faultsOf)).breaches);
    expect(seen).toContain('foreign');
  });
});
