// A module adapter may end its process in any way; each has to come back as one told-apart event, and leave nothing.

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { gone, incidentsOf, testBench, toldOf } from './bench.ts';
import { fixtureAdapter, MEBIBYTE } from './patient-adapters.ts';

describe('the process of a module adapter', () => {
  it.each([
    ['exits', 'crashed: exit code 3'],
    ['segfaults', 'crashed: signal SIGSEGV'],
    ['throws-uncaught', 'crashed: exit code 1; its last words: Error: lens fell off'],
    ['leaves-its-channel', 'crashed: it closed its channel to the harness'],
  ])('that dies (%s) ends every batch in flight once, and each one asked later', async (name, incident) => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter(name));
    expect(await toldOf(instance, [await bench.job('a')])).toEqual(['a']);
    const batches = await Promise.all([
      toldOf(instance, [await bench.job('trigger')]),
      toldOf(instance, [await bench.job('trigger', '', 'second')]),
    ]);
    expect(batches).toEqual([[incident], [incident]]);
    expect(await toldOf(instance, [await bench.job('c')])).toEqual([incident]);
    expect(incidentsOf(await instance.close())).toEqual([]);
  });

  it.each(['exits', 'throws-uncaught'])('that dies at once after an answer (%s) still delivers it', async (name) => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter(name));
    expect(await toldOf(instance, [await bench.job('a'), await bench.job('trigger')])).toEqual([
      'a',
      expect.stringMatching(/^crashed: exit code/),
    ]);
  });

  it.each(['loops', 'never-answers'])(
    'that is silent too long (%s) is killed as hung, and takes every batch along',
    async (name) => {
      const bench = await testBench();
      const instance = await bench.opened(fixtureAdapter(name, { batchTimeoutMs: 400 }));
      const batches = await Promise.all([
        toldOf(instance, [await bench.job('trigger')]),
        toldOf(instance, [await bench.job('trigger', '', 'second')]),
      ]);
      const hung = 'hung: nothing was answered for 400 ms; the process was killed';
      expect(batches).toEqual([[hung], [hung]]);
    },
  );

  it('that fills its heap is overweight', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('leaks-heap', { memoryLimitBytes: 160 * MEBIBYTE }));
    expect(await toldOf(instance, [await bench.job('trigger')])).toEqual([expect.stringMatching(/^overweight: /)]);
  });

  it('that fills memory outside its heap is killed as overweight', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('leaks-buffers', { memoryLimitBytes: 300 * MEBIBYTE }));
    expect(await toldOf(instance, [await bench.job('trigger')])).toEqual([
      expect.stringMatching(/^overweight: \d+ MiB resident, allowed are 300;/),
    ]);
  });

  it('takes the processes it started with it', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('outlives-itself'));
    const job = await bench.job('pid');
    expect(await toldOf(instance, [job])).toEqual(['crashed: exit code 0']);
    const pid = Number(await readFile(job.photo.path, 'utf8'));
    expect(pid).toBeGreaterThan(0);
    expect(await gone(pid)).toBe(true);
  });
});
