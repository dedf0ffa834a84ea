// Whoever stops a module adapter must get what it still answers, and must not wait for one that never ends.

import { describe, expect, it } from 'vitest';
import { incidentsOf, testBench, toldOf } from './bench.ts';
import { fixtureAdapter } from './patient-adapters.ts';

describe('stopping a module adapter', () => {
  it('passes an abort on, and still hands over what then comes', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('answers-when-aborted'));
    const abort = new AbortController();
    const told: string[] = [];
    for await (const delivery of instance.ask([await bench.job('a'), await bench.job('b')], abort.signal)) {
      if (delivery.kind === 'refused') told.push(`${delivery.key} ${delivery.reason}`);
      abort.abort();
    }
    expect(told).toEqual(['a first', 'b aborted']);
  });

  it('kills a stop() that does not end, and says so', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('stops-never', { graceMs: 300 }));
    expect(incidentsOf(await instance.close())).toEqual([
      'hung: stop() had not ended after 300 ms; the process was killed',
    ]);
  });

  it('kills a batch that does not end after an abort', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('never-answers', { graceMs: 300 }));
    const abort = new AbortController();
    const told = toldOf(instance, [await bench.job('trigger')], abort.signal);
    abort.abort();
    expect(await told).toEqual(['hung: a batch had not ended 300 ms after it was aborted; the process was killed']);
  });

  it('keeps the answers of a batch that nobody waits for any more', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('answers-when-aborted'));
    for await (const delivery of instance.ask(
      [await bench.job('a'), await bench.job('b')],
      new AbortController().signal,
    )) {
      expect(delivery).toMatchObject({ key: 'a' });
      break;
    }
    const { late } = await instance.close();
    expect(late).toEqual([{ key: 'b', kind: 'refused', reason: 'aborted' }]);
  });

  it('ends a batch in flight with one incident when it is closed', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('never-answers'));
    const told = toldOf(instance, [await bench.job('trigger')]);
    await instance.close();
    expect(await told).toEqual(['unavailable: the instance was closed before this batch had ended']);
  });
});
