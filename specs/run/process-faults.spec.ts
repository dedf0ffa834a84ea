import { describe, expect, it } from 'vitest';
import type { PlainJob } from '../../harness/model/adapter.ts';
import { askKey, type Happening } from '../../harness/model/plan.ts';
import { countFates } from '../../harness/run/fates.ts';
import { heldBatches, turns } from './held-batches.ts';
import { allOf, answerAll, batches, happeningsAt, instanceOf, setUp, shortly } from './instances.ts';

const timeout = (key: string, afterMs = 0): Happening => ({ kind: 'timeout', at: askKey(key), afterMs });

/** Answers at once but for the batch that holds `key`, which is answered when it is let go. */
function slowAt(key: string, isAnswered = true) {
  let letGo = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const instance = instanceOf(async function* (batch) {
    const isSlow = batch.some((job) => job.key === key);
    if (isSlow) await released;
    if (!isSlow || isAnswered) yield* answerAll(batch);
  });
  return { instance, letGo };
}

describe('a batch that nobody waits for to the end', () => {
  const load = { batches: batches(4), batchesInFlight: 1, happeningsTo: happeningsAt([timeout('b1-0')]) };

  it('goes on beside the next ones, is heard when it answers, and owes nothing', async () => {
    const { instance, letGo } = slowAt('b1-0');
    const { run, history } = setUp(instance, load);
    const events = [];
    for await (const event of run) {
      events.push(event);
      if (event.kind === 'settled' && event.batch === 3) letGo();
    }
    expect(
      shortly(history).filter((line) => line.endsWith(' 1') || line.includes('b1-') || /settled/.test(line)),
    ).toEqual([
      'settled 0',
      'asked 1',
      'timed-out 1',
      'settled 2',
      'settled 3',
      'answered b1-0',
      'answered b1-1',
      'settled 1',
    ]);
    expect(events.flatMap((event) => (event.kind === 'settled' ? [[event.batch, event.owes]] : []))).toEqual([
      [0, true],
      [2, true],
      [3, true],
      [1, false],
    ]);
  });

  it('leaves its place to one other, and not to more', async () => {
    const held = heldBatches();
    const { run } = setUp(instanceOf(held.ask), {
      ...load,
      batchesInFlight: 2,
      happeningsTo: happeningsAt([timeout('b0-0')]),
    });
    const all = allOf(run);
    // Its time passes by the clock, however little it is.
    while (held.waiting() < 3) await turns(1);
    await turns();
    expect(held.waiting()).toBe(3);
    while (held.waiting() > 0) {
      held.letOneGo();
      await turns();
    }
    await all;
    expect(held.peak()).toBe(3);
  });

  it('is in flight all the same where nothing may be', async () => {
    const { instance, letGo } = slowAt('b1-0');
    const { run, history } = setUp(instance, { ...load, quietBefore: (index) => (index === 3 ? [] : null) });
    for await (const event of run) if (event.kind === 'settled' && event.batch === 2) letGo();
    const lines = shortly(history);
    expect(lines.indexOf('asked 3')).toBeGreaterThan(lines.indexOf('settled 1'));
  });

  it('has jobs of an unknown fate where it never answers', async () => {
    const { instance, letGo } = slowAt('b1-0', false);
    const { run, history } = setUp(instance, load);
    for await (const event of run) if (event.kind === 'settled' && event.batch === 3) letGo();
    const count = countFates();
    history.forEach(count.see);
    expect(count.fates()).toMatchObject({ asked: 8, answered: 6, unknown: 2, missing: 0, inFlight: 0 });
  });

  it('is waited for as ever where it is done in time', async () => {
    const { run, history } = setUp(instanceOf(answerAll), {
      ...load,
      happeningsTo: happeningsAt([timeout('b1-0', 60_000)]),
    });
    expect((await allOf(run)).flatMap((event) => (event.kind === 'settled' ? [event.owes] : []))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(history.filter(({ kind }) => kind === 'timed-out')).toEqual([]);
  });
});

describe('a thumbnailer that is paused as planned', () => {
  const pauses = happeningsAt([{ kind: 'pause', at: askKey('b1-1'), forMs: 700 }]);

  it('is stopped just before its batch is asked', async () => {
    const lines: string[] = [];
    const instance = {
      ...instanceOf((batch) => {
        lines.push(`asked ${batch[0]?.key}`);
        return answerAll(batch);
      }),
      pause: async (forMs: number) => {
        lines.push(`paused for ${forMs} ms`);
      },
    };
    const { run, history } = setUp(instance, { batches: batches(3), batchesInFlight: 1, happeningsTo: pauses });
    await allOf(run);
    expect(lines).toEqual(['asked b0-0', 'paused for 700 ms', 'asked b1-0', 'asked b2-0']);
    expect(history.filter(({ kind }) => kind === 'paused')).toMatchObject([{ instance: 0, forMs: 700 }]);
  });

  it('goes on where nothing lives on between batches', async () => {
    const { run, history } = setUp(instanceOf(answerAll), { batches: batches(3), happeningsTo: pauses });
    expect((await allOf(run)).at(-1)).toMatchObject({ why: 'asked-all' });
    expect(history.filter(({ kind }) => kind === 'paused')).toEqual([]);
  });
});

describe('a thumbnail that cannot be written as planned', () => {
  const obstructs = happeningsAt([{ kind: 'write', at: askKey('b1-1'), how: 'full' }]);
  const asking = (asked: PlainJob[]) =>
    instanceOf((batch) => {
      asked.push(...batch);
      return answerAll(batch);
    });

  it('is asked for with its trouble, of whoever writes files for us, and told', async () => {
    const asked: PlainJob[] = [];
    const instance = { ...asking(asked), writesForUs: true };
    const { run, history } = setUp(instance, { batches: batches(2), happeningsTo: obstructs });
    await allOf(run);
    expect(asked.map(({ key, write }) => [key, write])).toEqual([
      ['b0-0', undefined],
      ['b0-1', undefined],
      ['b1-0', undefined],
      ['b1-1', 'full'],
    ]);
    expect(history.filter(({ kind }) => kind === 'obstructed')).toMatchObject([{ batch: 1, writes: ['b1-1: full'] }]);
  });

  it('is asked for as ever of anybody else', async () => {
    const asked: PlainJob[] = [];
    const { run, history } = setUp(asking(asked), { batches: batches(2), happeningsTo: obstructs });
    await allOf(run);
    expect(asked.filter(({ write }) => write !== undefined)).toEqual([]);
    expect(history.filter(({ kind }) => kind === 'obstructed')).toEqual([]);
  });
});
