// A module that is ordered must do what it does unordered, only in the order that is told; and the next instance in the
// same process must know nothing of the one before.

import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { interleavedModule } from '../../harness/adapters/interleaved-module.ts';
import type { Freshness } from '../../harness/model/adapter.ts';
import { conductor } from '../../harness/run/conductor.ts';
import { fixture, testBench, toldOf } from './bench.ts';
import { MEBIBYTE } from './patient-adapters.ts';

async function orderedModule(name: string) {
  const bench = await testBench();
  const module = interleavedModule({
    file: fixture(name),
    batchTimeoutMs: 20_000,
    graceMs: 20_000,
    memoryLimitBytes: 500 * MEBIBYTE,
  });
  onTestFinished(module.end);
  /** What one batch of these photos is told, and the kinds of steps that it took. */
  const ask = async (photos: readonly string[], choices: readonly number[], freshness: Freshness = 'any') => {
    const workspace = await mkdtemp(join(bench.folder, 'workspace-'));
    const order = conductor(choices, 1);
    const opened = await module.openFor(order, freshness, { workspace, seed: 1 });
    if (opened.kind !== 'opened') throw new Error(`Expected ${name} to open, got: ${opened.detail}`);
    const jobs = await Promise.all(photos.map((photo) => bench.job(photo)));
    const told = await toldOf(opened.instance, jobs);
    const closing = await opened.instance.close();
    const steps = order.steps();
    return {
      told,
      steps: steps.map(({ kind }) => kind),
      keys: steps.map(({ key }) => key),
      closing,
      left: await readdir(workspace),
    };
  };
  return { ask };
}

describe('a module that is ordered', () => {
  it('has its timers fire as Node would, those called off never, and leaves nothing in its workspace', async () => {
    const { ask } = await orderedModule('keeps-time');
    const { told, steps, left } = await ask(['a'], []);
    expect(told).toEqual(['a refused: instance 1, batch 1: AbortError, turn, 5 ms, 20 ms, 30 ms']);
    expect(steps).toEqual(['begin', 'turn', 'timer', 'timer', 'timer', 'read', 'answer']);
    expect(left).toEqual([]);
  });

  it('is another instance each time, in the same process or in one of its own', async () => {
    const { ask } = await orderedModule('keeps-time');
    const instanceOf = async (freshness: Freshness) => (await ask(['a'], [], freshness)).told[0]?.split(':')[1];
    expect(await instanceOf('any')).toBe(' instance 1, batch 1');
    expect(await instanceOf('any')).toBe(' instance 2, batch 1');
    expect(await instanceOf('new')).toBe(' instance 3, batch 1');
    expect(await instanceOf('new-process')).toBe(' instance 1, batch 1');
  });

  it('is given its photos in the order of the choices', async () => {
    const { ask } = await orderedModule('hangs-in-company');
    const wentAfter = async (choices: readonly number[]) => (await ask(['a', 'b', 'c'], choices)).keys;
    expect(await wentAfter([])).toEqual([null, 'a', 'b', 'c', null]);
    expect(await wentAfter([0, 2, 1])).toEqual([null, 'c', 'b', 'a', null]);
  });

  it('gives one answer after the other where it does, and nothing goes on before an answer is taken', async () => {
    const { ask } = await orderedModule('echo');
    const { told, steps } = await ask(['a', 'b'], [5, 4, 3, 2, 1]);
    expect(told).toEqual(['a', 'b']);
    expect(steps).toEqual(['begin', 'read', 'answer', 'read', 'answer']);
  });

  it('is found out when it writes into what it has delivered', async () => {
    const { ask } = await orderedModule('reuses-a-buffer');
    expect((await ask(['a', 'b'], [])).closing.mutations.map(({ key }) => key)).toEqual(['a']);
  });

  it('that dies is told of, and another takes its place', async () => {
    const { ask } = await orderedModule('exits');
    expect((await ask(['trigger'], [])).told).toEqual([expect.stringMatching(/^crashed: /)]);
    expect((await ask(['a'], [])).told).toEqual(['a']);
  });
});
