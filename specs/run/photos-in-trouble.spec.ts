// Photos that are deleted, late or unreadable while a load goes on, as its plan says.

import { describe, expect, it } from 'vitest';
import type { PlainJob } from '../../harness/model/adapter.ts';
import { askKey } from '../../harness/model/plan.ts';
import { allOf, answer, answerAll, batches, happeningsAt, instanceOf, job, setUp, shortly } from './instances.ts';

describe('a photo that is deleted as planned', () => {
  const gone = job('gone').photo;
  const before = (batch: number) => ({ quietBefore: (index: number) => (index === batch ? [gone] : null) });

  it('is forgotten while nothing is in flight, just before the next batch is taken', async () => {
    const told: string[] = [];
    const instance = {
      ...instanceOf(answerAll),
      forget: async ({ name }: PlainJob['photo']) => void told.push(`forget ${name}`),
    };
    function* taken() {
      for (const batch of batches(4)) {
        told.push(`take ${batch[0]?.key}`);
        yield batch;
      }
    }
    const { run, history } = setUp(instance, { batches: taken(), batchesInFlight: 3, ...before(2) });
    await allOf(run);
    expect(told).toEqual(['take b0-0', 'take b1-0', 'forget gone', 'take b2-0', 'take b3-0']);
    const lines = shortly(history).filter((line) => /^(asked|settled)/.test(line));
    expect(lines.indexOf('asked 2')).toBeGreaterThan(lines.indexOf('settled 0'));
    expect(lines.indexOf('asked 2')).toBeGreaterThan(lines.indexOf('settled 1'));
    expect(lines.indexOf('asked 3')).toBeLessThan(lines.indexOf('settled 2'));
  });

  it('need not be cared about', async () => {
    const { run } = setUp(instanceOf(answerAll), { batches: batches(3), ...before(1) });
    expect((await allOf(run)).at(-1)).toMatchObject({ why: 'asked-all' });
  });

  it('that cannot be forgotten is an incident, and the load goes on', async () => {
    const instance = { ...instanceOf(answerAll), forget: async () => Promise.reject(new Error('no such photo')) };
    const { run } = setUp(instance, { batches: batches(3), ...before(1) });
    const events = await allOf(run);
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'incident', detail: 'it could not forget a photo: no such photo' }),
    );
    expect(events.at(-1)).toMatchObject({ why: 'asked-all' });
  });
});

describe('a read that is in trouble as planned', () => {
  const reads = happeningsAt([
    { kind: 'read', at: askKey('b1-1'), lagMs: 30, how: 'cut' },
    { kind: 'read', at: askKey('b2-0'), lagMs: 0, how: 'whole' },
  ]);
  const seeing = (readsThroughUs: boolean) => {
    const seen: PlainJob[] = [];
    const instance = instanceOf(async function* (batch: readonly PlainJob[]) {
      seen.push(...batch);
      for (const { key } of batch) yield answer(key);
    });
    return { seen, ...setUp({ ...instance, readsThroughUs }, { batches: batches(3), happeningsTo: reads }) };
  };

  it('comes with the job of that very ask, and is in the history before the batch is asked', async () => {
    const { seen, run, history } = seeing(true);
    await allOf(run);
    expect(seen.map(({ key, read }) => [key, read])).toEqual([
      ['b0-0', undefined],
      ['b0-1', undefined],
      ['b1-0', undefined],
      ['b1-1', { lagMs: 30, how: 'cut' }],
      ['b2-0', { lagMs: 0, how: 'whole' }],
      ['b2-1', undefined],
    ]);
    expect(history.find(({ kind }) => kind === 'troubled')).toMatchObject({
      batch: 1,
      reads: ['b1-1: cut after 30 ms'],
    });
    const lines = shortly(history);
    expect(lines.indexOf('troubled 1')).toBeLessThan(lines.indexOf('asked 1'));
  });

  it('is left out where nothing is read through us', async () => {
    const { seen, run, history } = seeing(false);
    await allOf(run);
    expect(seen.filter(({ read }) => read !== undefined)).toEqual([]);
    expect(history.filter(({ kind }) => kind === 'troubled')).toEqual([]);
  });
});
