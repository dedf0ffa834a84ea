import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { moduleAdapter } from '../../harness/adapters/module.ts';
import type { Delivery, Incident, PlainJob } from '../../harness/model/adapter.ts';
import type { RunEvent } from '../../harness/run/run-event.ts';
import { allOf, answer, answerAll, batches, instanceOf, job, NOTHING, setUp, shortly } from './instances.ts';

const CRASH: Incident = { kind: 'incident', incident: 'crashed', detail: 'exit code 3' };
const FAULT: Incident = { kind: 'incident', incident: 'faulted', detail: 'threw' };

/** Asked batches wait until they are let go, so that a spec sees how many are in flight. */
function gate() {
  const waiting: (() => void)[] = [];
  let peak = 0;
  return {
    ask: async function* (this: void, batch: readonly PlainJob[]): AsyncIterable<Delivery> {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        peak = Math.max(peak, waiting.length);
      });
      for (const { key } of batch) yield answer(key);
    },
    letOneGo: () => waiting.shift()?.(),
    waiting: () => waiting.length,
    peak: () => peak,
  };
}

const turns = async (count = 20) => {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
};

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
      'thumbnail b0-0',
      'thumbnail b0-1',
      'settled 7',
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
    expect(events[0]).toMatchObject({
      kind: 'thumbnail',
      batch: 0,
      key: 'stranger',
      digest: 'stranger',
      bytes: new Uint8Array(Buffer.from('stranger')),
    });
    expect(events[3]).toMatchObject({ kind: 'settled', asked: ['a', 'b'], answered: ['stranger', 'a', 'a'] });
  });

  it('has each event in the history before it tells of it', async () => {
    const { run, history } = setUp(instanceOf(answerAll));
    for await (const event of run) {
      if (event.kind === 'thumbnail') expect(shortly(history)).toContain(`answered ${event.key}`);
      else if (event.kind !== 'ended') expect(shortly(history)).toContain(shortly([event])[0]);
    }
    expect.assertions(6 * 3 + 1);
  });

  it('keeps as many batches in flight as it was told, never more', async () => {
    const doors = gate();
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
    // Each batch makes three events: with five allowed to wait, the third is the last to be asked.
    expect(asked).toBe(3);
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

describe('a workload ends early', () => {
  it('when told to stop asking, without losing what is in flight', async () => {
    const doors = gate();
    const { run } = setUp(instanceOf(doors.ask));
    const events = allOf(run);
    await turns();
    run.stopAsking();
    doors.letOneGo();
    await turns();
    doors.letOneGo();
    expect(shortly(await events)).toEqual([
      'thumbnail b0-0',
      'thumbnail b0-1',
      'settled 0',
      'thumbnail b1-0',
      'thumbnail b1-1',
      'settled 1',
      'closed 0',
      'ended stopped',
    ]);
  });

  it('when the consumer leaves the loop: what is in flight still reaches the history, and the instance is closed', async () => {
    const closings: string[] = [];
    const { run, history } = setUp(instanceOf(answerAll, NOTHING, closings));
    for await (const event of run) if (event.kind === 'thumbnail') break;
    expect(history.filter(({ kind }) => kind === 'settled')).toHaveLength(2);
    expect(shortly(history)).not.toContain('asked 2');
    expect(closings).toEqual(['closed']);
  });

  it('when aborted, and the thumbnailer hears of it', async () => {
    const abort = new AbortController();
    const heard: boolean[] = [];
    const { run } = setUp(
      instanceOf(async function* (batch, signal) {
        yield* answerAll(batch);
        heard.push(signal.aborted);
      }),
      { signal: abort.signal, batchesInFlight: 1 },
    );
    const events: RunEvent[] = [];
    for await (const event of run) {
      events.push(event);
      abort.abort();
    }
    expect(shortly(events)).toEqual(['thumbnail b0-0', 'thumbnail b0-1', 'settled 0', 'closed 0', 'ended aborted']);
    expect(heard).toEqual([true]);
  });

  it('at once when aborted before it began, and still closes', async () => {
    const { run } = setUp(instanceOf(answerAll), { signal: AbortSignal.abort() });
    expect(shortly(await allOf(run))).toEqual(['closed 0', 'ended aborted']);
  });

  it.each(['record', 'digest'] as const)('with the error of %s, once the instance is closed', async (which) => {
    const closings: string[] = [];
    const full = () => {
      throw new Error('ENOSPC: no space left on device');
    };
    const { run } = setUp(instanceOf(answerAll, NOTHING, closings), { [which]: full });
    await expect(allOf(run)).rejects.toThrow('ENOSPC: no space left on device');
    expect(closings).toEqual(['closed']);
  });

  it('with the error of the batches', async () => {
    const { run } = setUp(instanceOf(answerAll), {
      batches: (function* () {
        yield [job('a')];
        throw new Error('cannot make photos');
      })(),
    });
    await expect(allOf(run)).rejects.toThrow('cannot make photos');
  });
});

describe('when the thumbnailer dies', () => {
  /** Dies at the first batch that holds the key, and then for good. */
  const mortal = (lastKey: string) => {
    let dead = false;
    return instanceOf(async function* (batch) {
      dead ||= batch.some(({ key }) => key === lastKey);
      if (dead) yield CRASH;
      else yield* answerAll(batch);
    });
  };

  it('another instance goes on with the remaining batches, and the lost ones are not asked again', async () => {
    const { run, history, reopenings } = setUp(mortal('b1-0'), {
      batchesInFlight: 1,
      batches: batches(4),
      reopen: async () => ({ kind: 'opened', instance: instanceOf(answerAll) }),
    });
    expect(shortly(await allOf(run))).toEqual([
      'thumbnail b0-0',
      'thumbnail b0-1',
      'settled 0',
      'crashed 1',
      'settled 1',
      'closed 0',
      'reopened 1',
      'thumbnail b2-0',
      'thumbnail b2-1',
      'settled 2',
      'thumbnail b3-0',
      'thumbnail b3-1',
      'settled 3',
      'closed 1',
      'ended asked-all',
    ]);
    expect(reopenings()).toBe(1);
    expect(history.filter((event) => event.kind === 'asked').flatMap(({ keys }) => keys)).toEqual(
      batches(4)
        .flat()
        .map(({ key }) => key),
    );
  });

  it('every batch in flight tells of it, and it counts once', async () => {
    const { run, reopenings } = setUp(
      instanceOf(async function* () {
        await turns();
        yield CRASH;
      }),
      { batchesInFlight: 3, maxIncidents: 2, batches: batches(12) },
    );
    const said = shortly(await allOf(run));
    expect(said.filter((text) => text.startsWith('crashed'))).toHaveLength(6);
    expect(said.at(-1)).toBe('ended incidents');
    expect(reopenings()).toBe(1);
  });

  it('and no other can be opened, the workload ends and says so', async () => {
    const { run } = setUp(mortal('b0-0'), {
      batchesInFlight: 1,
      reopen: async () => ({ kind: 'incident', incident: 'unavailable', detail: 'gone' }),
    });
    expect(shortly(await allOf(run))).toEqual([
      'crashed 0',
      'settled 0',
      'closed 0',
      'unavailable -',
      'ended unavailable',
    ]);
  });

  it('at the last batch, nothing is opened for nobody', async () => {
    const { run, reopenings } = setUp(mortal('b5-1'));
    expect(shortly(await allOf(run)).at(-1)).toBe('ended asked-all');
    expect(reopenings()).toBe(0);
  });
});

describe('a fault of one batch', () => {
  it('leaves the instance in use, and each one counts', async () => {
    const { run, reopenings } = setUp(
      instanceOf(async function* () {
        yield FAULT;
      }),
      { batchesInFlight: 1, maxIncidents: 3, batches: batches(9) },
    );
    expect(shortly(await allOf(run))).toEqual([
      'faulted 0',
      'settled 0',
      'faulted 1',
      'settled 1',
      'faulted 2',
      'settled 2',
      'closed 0',
      'ended incidents',
    ]);
    expect(reopenings()).toBe(0);
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
  expect(shortly(events).slice(3)).toEqual(['faulted -', 'late b0-1', 'mutated b0-0', 'closed 0', 'ended asked-all']);
  expect(shortly(history).slice(-4)).toEqual(['faulted -', 'late b0-1', 'mutated b0-0', 'closed 0']);
  expect(events.at(-2)).toMatchObject({ peakRssBytes: 5, log: 'words' });
});

it('a real process that dies in the middle costs its batches in flight and no more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'thumbproof-run-'));
  const file = fileURLToPath(new URL('../../fixtures/adapters/exits.ts', import.meta.url));
  const adapter = moduleAdapter({ file, batchTimeoutMs: 20_000, memoryLimitBytes: 500 * 1024 * 1024 });
  const open = () => adapter.open({ workspace: folder, seed: 1 });
  try {
    const first = await open();
    if (first.kind !== 'opened') throw new Error(first.detail);
    await writeFile(join(folder, 'trigger'), '');
    const jobs = batches(6).map((batch, at) =>
      at === 2
        ? [...batch, { ...job('last'), photo: { ...job('trigger').photo, path: join(folder, 'trigger') } }]
        : batch,
    );
    const { run } = setUp(first.instance, { batches: jobs, batchesInFlight: 1, reopen: open });
    const said = shortly(await allOf(run));
    expect(said.filter((text) => text.startsWith('crashed'))).toEqual(['crashed 2']);
    expect(said.filter((text) => text.startsWith('settled'))).toHaveLength(6);
    expect(said).toEqual(expect.arrayContaining(['reopened 1', 'thumbnail b3-0', 'thumbnail b5-1', 'ended asked-all']));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
