import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { moduleAdapter } from '../../harness/adapters/module.ts';
import type { Incident } from '../../harness/model/adapter.ts';
import { turns } from './held-batches.ts';
import { allOf, answerAll, batches, FAULT, instanceOf, job, setUp, shortly } from './instances.ts';

const CRASH: Incident = { kind: 'incident', incident: 'crashed', detail: 'exit code 3' };

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
      'asked 0',
      'thumbnail b0-0',
      'thumbnail b0-1',
      'settled 0',
      'asked 1',
      'crashed 1',
      'settled 1',
      'closed 0',
      'reopened 1',
      'asked 2',
      'thumbnail b2-0',
      'thumbnail b2-1',
      'settled 2',
      'asked 3',
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
      'asked 0',
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
      'asked 0',
      'faulted 0',
      'settled 0',
      'asked 1',
      'faulted 1',
      'settled 1',
      'asked 2',
      'faulted 2',
      'settled 2',
      'closed 0',
      'ended incidents',
    ]);
    expect(reopenings()).toBe(0);
  });
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
