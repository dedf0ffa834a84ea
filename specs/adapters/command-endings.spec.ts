// A program per photo: one that does not end is ended, with all it started, and its neighbours hear nothing of it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { gone, incidentsOf, isAlive, testBench, toldOf } from './bench.ts';
import { command } from './patient-adapters.ts';

describe('a command that does not end', () => {
  it('is killed with all it started, as hung, after its neighbours have answered', async () => {
    const bench = await testBench();
    const pids = join(bench.folder, 'pids');
    const script = 'if [ "$2" = slow ]; then sleep 100 & echo $! > "$3"; wait; fi; cp "$0" "$1"';
    const instance = await bench.opened(
      command(`sh -c '${script}' {input} {output} {name} ${pids}`, { timeoutMs: 700 }),
    );
    expect(await toldOf(instance, [await bench.job('slow'), await bench.job('quick')])).toEqual([
      'quick',
      'hung: The process for slow had not ended after 700 ms and was killed',
    ]);
    expect(await gone(Number(await readFile(pids, 'utf8')))).toBe(true);
  });

  it('does not hold us by a grandchild that keeps the pipes', async () => {
    const bench = await testBench();
    const pids = join(bench.folder, 'pids');
    const instance = await bench.opened(
      command(`sh -c 'sleep 100 & echo $! > "$2"; cp "$0" "$1"' {input} {output} ${pids}`),
    );
    expect(await toldOf(instance, [await bench.job('a')])).toEqual(['a']);
    expect(await gone(Number(await readFile(pids, 'utf8')))).toBe(true);
  });

  it('is killed when the instance is closed', async () => {
    const bench = await testBench();
    const pids = join(bench.folder, 'pids');
    const instance = await bench.opened(command(`sh -c 'echo $$ > "$2"; exec sleep 100' {input} {output} ${pids}`));
    const told = toldOf(instance, [await bench.job('a')]);
    const pid = await vi.waitUntil(async () => Number(await readFile(pids, 'utf8').catch(() => '')), {
      timeout: 10_000,
    });
    expect(await isAlive(pid)).toBe(true);
    expect(incidentsOf(await instance.close())).toEqual([]);
    expect(await told).toEqual([]);
    expect(await gone(pid)).toBe(true);
  });

  it('keeps jobs that wait their turn from starting after an abort', async () => {
    const bench = await testBench();
    const abort = new AbortController();
    const instance = await bench.opened(command('cp {input} {output}', { concurrency: 1 }));
    const told: string[] = [];
    for await (const delivery of instance.ask(
      [await bench.job('a'), await bench.job('b'), await bench.job('c')],
      abort.signal,
    )) {
      if (delivery.kind === 'thumbnail') told.push(delivery.key);
      abort.abort();
    }
    expect(told[0]).toBe('a');
    expect(told).not.toContain('c');
  });
});
