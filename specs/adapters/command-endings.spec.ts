// A program per photo: one that does not end is ended, with all it started, and its neighbours hear nothing of it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { gone, incidentsOf, isAlive, shortly, testBench, toldOf } from './bench.ts';
import { command } from './patient-adapters.ts';

/** For `sh -c`: a photo called slow takes for ever, and $3 then holds the id of a process it started. */
const SLOW = 'if [ "$2" = slow ]; then sleep 100 & echo $! > "$3"; wait; fi';

/** Time passes when the spec says so: on a busy machine a quick process may take longer than any limit. */
function holdTheClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
}

describe('a command that does not end', () => {
  it('is killed with all it started, as hung, after its neighbours have answered', async () => {
    const bench = await testBench();
    const pids = join(bench.folder, 'pids');
    // The quick one waits until the slow one has begun.
    const script = `${SLOW}; until [ -s "$3" ]; do sleep 0.01; done; cp "$0" "$1"`;
    const instance = await bench.opened(
      command(`sh -c '${script}' {input} {output} {name} ${pids}`, { timeoutMs: 700 }),
    );
    const batch = [await bench.job('slow'), await bench.job('quick')];
    holdTheClock();
    const told: string[] = [];
    for await (const delivery of instance.ask(batch, new AbortController().signal)) {
      told.push(shortly(delivery));
      vi.advanceTimersByTime(700);
    }
    expect(told).toEqual(['quick', 'hung: The process for slow had not ended after 700 ms and was killed']);
    expect(await gone(Number(await readFile(pids, 'utf8')))).toBe(true);
  });

  it('is told of after its neighbours, also when those begin after its end', async () => {
    const bench = await testBench();
    const pids = join(bench.folder, 'pids');
    const instance = await bench.opened(
      command(`sh -c '${SLOW}; cp "$0" "$1"' {input} {output} {name} ${pids}`, { timeoutMs: 700, concurrency: 1 }),
    );
    const batch = [await bench.job('slow'), await bench.job('quick')];
    holdTheClock();
    const told = toldOf(instance, batch);
    while ((await readFile(pids, 'utf8').catch(() => '')) === '') await turn();
    vi.advanceTimersByTime(700);
    expect(await told).toEqual(['quick', 'hung: The process for slow had not ended after 700 ms and was killed']);
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
