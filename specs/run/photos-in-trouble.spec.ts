// Photos that are deleted, late or unreadable while a load goes on, and requests in trouble, as its plan says.

import { describe, expect, it } from 'vitest';
import type { Instance, PlainJob } from '../../harness/model/adapter.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { askKey } from '../../harness/model/plan.ts';
import { countFates } from '../../harness/run/fates.ts';
import type { RunEvent } from '../../harness/run/run-event.ts';
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

describe('a request that is in trouble as planned', () => {
  const requests = happeningsAt([
    { kind: 'transfer', at: askKey('b0-1'), lagMs: 5, how: 'slow' },
    { kind: 'transfer', at: askKey('b1-0'), lagMs: 7, how: 'abandoned' },
    { kind: 'transfer', at: askKey('b1-1'), lagMs: 9, how: 'stalled' },
    { kind: 'read', at: askKey('b1-1'), lagMs: 1, how: 'short' },
  ]);
  /** Answers all but the jobs of these keys. */
  const loadOn = (about: Partial<Instance>, unanswered: readonly string[]) => {
    const seen: PlainJob[] = [];
    const instance = instanceOf(async function* (batch: readonly PlainJob[]) {
      seen.push(...batch);
      for (const { key } of batch) if (!unanswered.includes(key)) yield answer(key);
    });
    return { seen, ...setUp({ ...instance, ...about }, { batches: batches(2), happeningsTo: requests }) };
  };
  const missedIn = (events: readonly RunEvent[]) =>
    events.flatMap((event) =>
      event.kind === 'settled' ? event.asked.filter((key) => !event.answered.includes(key)) : [],
    );
  const fatesIn = (history: readonly HistoryEvent[]) => {
    const count = countFates();
    history.forEach(count.see);
    return count.fates();
  };

  it('comes with the job of that very ask, beside the trouble of its read, and is in the history', async () => {
    const { seen, run, history } = loadOn({ transfers: true, readsThroughUs: true }, []);
    await allOf(run);
    expect(seen.map(({ transfer }) => transfer)).toEqual([
      undefined,
      { lagMs: 5, how: 'slow' },
      { lagMs: 7, how: 'abandoned' },
      { lagMs: 9, how: 'stalled' },
    ]);
    expect(seen.map(({ read }) => read?.how)).toEqual([undefined, undefined, undefined, 'short']);
    expect(history.filter(({ kind }) => kind === 'troubled')).toMatchObject([
      { batch: 0, reads: [], transfers: ['b0-1: slow, 5 ms'] },
      { batch: 1, reads: ['b1-1: short after 1 ms'], transfers: ['b1-0: abandoned, 7 ms', 'b1-1: stalled, 9 ms'] },
    ]);
  });

  it('is left out where nothing is asked over a connection', async () => {
    const { seen, run } = loadOn({ transfers: false, readsThroughUs: true }, []);
    await allOf(run);
    expect(seen.some(({ transfer }) => transfer !== undefined)).toBe(false);
  });

  it('on which we hang up is owed no answer, and is told to be given up', async () => {
    const { run, history } = loadOn({ transfers: true }, ['b1-0', 'b1-1']);
    expect(missedIn(await allOf(run))).toEqual([]);
    expect(history.find(({ kind }) => kind === 'given-up')).toMatchObject({ batch: 1, keys: ['b1-0', 'b1-1'] });
    expect(fatesIn(history)).toMatchObject({ asked: 4, answered: 2, calledOff: 2, missing: 0 });
  });

  it('that was answered all the same is answered', async () => {
    const { run, history } = loadOn({ transfers: true }, ['b1-1']);
    await allOf(run);
    expect(history.find(({ kind }) => kind === 'given-up')).toMatchObject({ keys: ['b1-1'] });
    expect(fatesIn(history)).toMatchObject({ asked: 4, answered: 3, calledOff: 1 });
  });

  it('that is only slow is owed its answer, and so is everything where we do not hang up', async () => {
    const slow = loadOn({ transfers: true }, ['b0-1']);
    expect(missedIn(await allOf(slow.run))).toEqual(['b0-1']);
    const unreached = loadOn({ transfers: false }, ['b1-0']);
    expect(missedIn(await allOf(unreached.run))).toEqual(['b1-0']);
    expect(fatesIn(unreached.history)).toMatchObject({ missing: 1, calledOff: 0 });
  });
});
