// Correct thumbnailers of every kind bear all that is done to their processes and files: nothing is proven against them,
// nothing that we did is charged to them, and the same plan does the same to them twice.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Happening } from '../../harness/model/plan.ts';
import { faultBench } from '../prove/fault-trial.ts';
import { programCommand } from '../programs.ts';
import { allTogether, type Batches, fullDisks, kills, pauses, timeouts } from './planned-faults.ts';

const program = (name: string) => `${execPath} fixtures/thumbnailers/${name}`;
const pillow = programCommand('pillow');

/** By kind: the way in, and which kinds of faults can come about there at all. */
const THUMBNAILERS: Readonly<
  Record<string, { readonly wayIn: readonly string[]; readonly lives: boolean; readonly writes: boolean }>
> = {
  'sharp, as a module': { wayIn: [], lives: true, writes: false },
  'sharp, as a worker': { wayIn: ['--worker', program('sharp-worker.mjs')], lives: true, writes: true },
  ...(pillow === null
    ? {}
    : {
        'Pillow, as a worker': {
          wayIn: ['--worker', `${pillow} fixtures/thumbnailers/pillow-worker.py`],
          lives: true,
          writes: true,
        },
      }),
  'sharp, as a server': {
    wayIn: [
      '--url',
      'http://127.0.0.1:{port}/{width}x{height}/{path}',
      '--start',
      `${program('sharp-server.mjs')} {root} {port}`,
    ],
    lives: true,
    writes: false,
  },
  'sharp, as a command': {
    wayIn: ['--command', `${program('sharp-command.mjs')} {input} {output} {width} {height}`],
    lives: false,
    writes: true,
  },
  'sharp, as a batch command': {
    wayIn: ['--batch-command', `${program('sharp-command.mjs')} {indir} {outdir} {width} {height}`],
    lives: false,
    writes: true,
  },
};

const TIMEOUT_MS = 240_000;

const isFirstOf = (what: 'lives' | 'writes', name: string) =>
  Object.entries(THUMBNAILERS).find(([, about]) => about[what])?.[0] === name;

describe.each(Object.entries(THUMBNAILERS))('%s', (name, { wayIn, lives, writes }) => {
  it('stays upheld, whatever happens to it, and the same happens twice', { timeout: TIMEOUT_MS }, async () => {
    const scratch = await mkdtemp(join(tmpdir(), 'thumbproof-faults-'));
    onTestFinished(() => rm(scratch, { recursive: true, force: true }));
    const bench = await faultBench(wayIn, scratch);
    const trialOf = async (faultsOf: (batches: Batches) => readonly Happening[]) => {
      const trial = await bench.trial(faultsOf);
      const { breaches, incidents, refusals, fates } = trial;
      expect({ breaches, incidents, refusals }).toEqual({ breaches: [], incidents: [], refusals: [] });
      expect(fates).toMatchObject({ missing: 0, calledOff: 0, inFlight: 0, beyond: 0 });
      return trial;
    };
    // One kind after the other on the first that can have it; all of them together on each.
    if (lives && isFirstOf('lives', name)) {
      expect((await trialOf(pauses)).faults).toHaveLength(2);
      expect((await trialOf(kills)).faults).toHaveLength(2);
      const { faults, fates } = await trialOf(timeouts);
      expect([faults.length, fates.unknown]).toEqual([2, 0]);
    }
    if (writes && isFirstOf('writes', name)) {
      const { faults, fates } = await trialOf(fullDisks);
      expect([faults.length, fates.refused > 0]).toEqual([3, true]);
    }
    const { faults } = await trialOf(allTogether);
    expect(faults).toHaveLength(2 + (lives ? 2 : 0) + (writes ? 2 : 0));
    expect((await trialOf(allTogether)).faults).toEqual(faults);
  });
});
