import { describe, expect, it } from 'vitest';
import { heldBatches, turns } from './held-batches.ts';
import { allOf, answer, answerAll, batches, FAULT, instanceOf, job, NOTHING, setUp, shortly } from './instances.ts';

describe('a workload', () => {
  it('tells of every batch in order, closes the instance, and ends', async () => {
    const closings: string[] = [];
    const { run, history } = setUp(instanceOf(answerAll, NOTHING, closings), {
      batches: batches(2),
      batchesInFlight: 1,
      firstBatch: 7,
      firstInstance: 3,
    });
    expect(shortly(await allOf(run))).toEqual([
      'asked 7',
      'thumbnail b0-0',
      'thumbnail b0-1',
      'settled 7',
      'asked 8',
      'thumbnail b1-0',
      'thumbnail b1-1',
      'settled 8',
      'closed 3',
      'ended asked-all',
    ]);
    expect(shortly(history)).toEqual([
      'opened 3',
      'asked 7',
      'answered b0-0',
      'answered b0-1',
      'settled 7',
      'asked 8',
      'answered b1-0',
      'answered b1-1',
      'settled 8',
      'closed 3',
    ]);
    expect(closings).toEqual(['closed']);
  });

  it('carries the bytes with their digest, and says what each batch asked and answered', async () => {
    const strange = instanceOf(async function* () {
      yield answer('stranger');
      yield { key: 'a', kind: 'refused', reason: 'no' };
      yield { key: 'a', kind: 'refused', reason: 'no' };
    });
    const events = await allOf(setUp(strange, { batches: [[job('a'), job('b')]] }).run);
    expect(events[1]).toMatchObject({
      kind: 'thumbnail',
      batch: 0,
      key: 'stranger',
      digest: 'stranger',
      bytes: new Uint8Array(Buffer.from('stranger')),
    });
    expect(events[4]).toMatchObject({ kind: 'settled', asked: ['a', 'b'], answered: ['stranger', 'a', 'a'] });
  });

  it('has each event in the history before it tells of it', async () => {
    const { run, history } = setUp(instanceOf(answerAll));
    for await (const event of run) {
      if (event.kind === 'thumbnail') expect(shortly(history)).toContain(`answered ${event.key}`);
      else if (event.kind !== 'ended') expect(shortly(history)).toContain(shortly([event])[0]);
    }
    expect.assertions(6 * 4 + 1);
  });

  it('keeps as many batches in flight as it was told, never more', async () => {
    const doors = heldBatches();
    const { run } = setUp(instanceOf(doors.ask), { batchesInFlight: 3, batches: batches(8) });
    const events = allOf(run);
    for (let batch = 0; batch < 8; batch++) {
      await turns();
      expect(doors.waiting()).toBe(Math.min(3, 8 - batch));
      doors.letOneGo();
    }
    expect((await events).filter(({ kind }) => kind === 'settled')).toHaveLength(8);
    expect(doors.peak()).toBe(3);
  });

  it('asks for no more while the consumer is behind, and goes on when it has caught up', async () => {
    let asked = 0;
    const eager = instanceOf(async function* (batch) {
      asked += 1;
      for (const { key } of batch) yield answer(key);
    });
    const { run } = setUp(eager, { batches: batches(100), batchesInFlight: 1, backlog: 5 });
    const reader = run[Symbol.asyncIterator]();
    await reader.next();
    await turns(100);
    // Each batch makes four events: with five allowed to wait, the second is the last to be asked.
    expect(asked).toBe(2);
    for (let taken = 0; taken < 30; taken++) await reader.next();
    await turns(100);
    expect(asked).toBeLessThanOrEqual(13);
    while (!(await reader.next()).done);
    expect(asked).toBe(100);
  });

  it('lets the event loop turn while the judge reads a long backlog', async () => {
    let turned = 0;
    const { run } = setUp(
      instanceOf(async function* (batch) {
        for (const { key } of batch) yield answer(key);
      }),
      { batches: [Array.from({ length: 500 }, (_, at) => job(`${at}`))] },
    );
    const timer = setInterval(() => (turned += 1), 0);
    for await (const event of run)
      for (const until = performance.now() + 0.2; event.kind === 'thumbnail' && performance.now() < until; );
    clearInterval(timer);
    expect(turned).toBeGreaterThan(5);
  });
});

it('what only the closing reveals is told before the end', async () => {
  const instance = instanceOf(answerAll, {
    mutations: [{ kind: 'mutated', key: 'b0-0', before: 'x', after: 'y' }],
    late: [{ key: 'b0-1', kind: 'refused', reason: 'late' }],
    incidents: [FAULT],
    peakRssBytes: 5,
    log: 'words',
  });
  const { run, history } = setUp(instance, { batches: batches(1) });
  const events = await allOf(run);
  expect(shortly(events).slice(4)).toEqual(['faulted -', 'late b0-1', 'mutated b0-0', 'closed 0', 'ended asked-all']);
  expect(shortly(history).slice(-4)).toEqual(['faulted -', 'late b0-1', 'mutated b0-0', 'closed 0']);
  expect(events.at(-2)).toMatchObject({ peakRssBytes: 5, log: 'words' });
});
