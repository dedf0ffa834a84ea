import { describe, expect, it } from 'vitest';
import { CANCELLED, type Delivery, type PlainJob } from '../../harness/model/adapter.ts';
import { askKey } from '../../harness/model/plan.ts';
import { allOf, answer, answerAll, batches, FAULT, happeningsAt, instanceOf, setUp, shortly } from './instances.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Answers one job a turn until its signal aborts, and then does what `afterwards` does. */
function stopping(afterwards: () => AsyncIterable<Delivery>, reasons: unknown[] = []) {
  return instanceOf(async function* (batch: readonly PlainJob[], signal: AbortSignal) {
    for (const { key } of batch) {
      await turn();
      if (signal.aborted) {
        reasons.push(signal.reason);
        yield* afterwards();
        return;
      }
      yield answer(key);
    }
  });
}

const nothing = async function* (): AsyncIterable<Delivery> {};

describe('a batch that is called off', () => {
  const cancels = (afterAnswers: number) => happeningsAt([{ kind: 'cancel', at: askKey('b1-0'), afterAnswers }]);
  const load = { batches: batches(3), batchesInFlight: 1 };

  it('gets its signal once it has given so many answers, and owes no more of them', async () => {
    const reasons: unknown[] = [];
    const { run, history } = setUp(stopping(nothing, reasons), { ...load, happeningsTo: cancels(1) });
    const settled = (await allOf(run)).flatMap((event) => (event.kind === 'settled' ? [event] : []));
    expect(settled.map(({ batch, answered, owes }) => [batch, answered, owes])).toEqual([
      [0, ['b0-0', 'b0-1'], true],
      [1, ['b1-0'], false],
      [2, ['b2-0', 'b2-1'], true],
    ]);
    expect(reasons).toEqual([CANCELLED]);
    expect(shortly(history).filter((line) => line.endsWith(' 1') || line.includes('b1-'))).toEqual([
      'asked 1',
      'answered b1-0',
      'cancelled 1',
      'settled 1',
    ]);
  });

  it('may be called off before it has given any', async () => {
    const { run } = setUp(stopping(nothing), { ...load, happeningsTo: cancels(0) });
    const settled = (await allOf(run)).flatMap((event) => (event.kind === 'settled' ? [event.answered] : []));
    expect(settled).toEqual([['b0-0', 'b0-1'], [], ['b2-0', 'b2-1']]);
  });

  it('may reject what it was doing: that is no incident', async () => {
    const rejecting = stopping(async function* () {
      yield FAULT;
    });
    const { run } = setUp(rejecting, { ...load, happeningsTo: cancels(1), maxIncidents: 1 });
    const events = await allOf(run);
    expect(events.filter(({ kind }) => kind === 'incident')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ kind: 'ended', why: 'asked-all' });
  });

  it('may answer on all the same, and is heard', async () => {
    const { run } = setUp(instanceOf(answerAll), { ...load, happeningsTo: cancels(1) });
    const settled = (await allOf(run)).flatMap((event) => (event.kind === 'settled' ? [event.answered.length] : []));
    expect(settled).toEqual([2, 2, 2]);
  });

  it('is asked as ever where there is no way to call it off', async () => {
    const signals: AbortSignal[] = [];
    const deaf = instanceOf((batch, signal) => {
      signals.push(signal);
      return answerAll(batch);
    });
    const { run, history } = setUp({ ...deaf, cancels: false }, { ...load, happeningsTo: cancels(1) });
    await allOf(run);
    expect(signals.some(({ aborted }) => aborted)).toBe(false);
    expect(history.filter(({ kind }) => kind === 'cancelled')).toEqual([]);
  });
});

describe('a thumbnailer that is killed as planned', () => {
  const restarts = happeningsAt([{ kind: 'restart', at: askKey('b2-0') }]);

  /** Answers one job of each batch, and the rest never: until it is killed. */
  function mortal() {
    let die = () => {};
    const death = new Promise<void>((resolve) => {
      die = resolve;
    });
    const instance = instanceOf(async function* (batch) {
      yield answer(batch[0]?.key ?? '');
      await death;
    });
    return { ...instance, kill: async () => die() };
  }

  it('loses what is in flight, which nobody misses, and another takes its place', async () => {
    const reopen = async () => ({ kind: 'opened', instance: instanceOf(answerAll) }) as const;
    const { run, history, reopenings } = setUp(mortal(), {
      batches: batches(4),
      batchesInFlight: 3,
      happeningsTo: restarts,
      reopen,
    });
    const events = await allOf(run);
    const settled = events.flatMap((event) => (event.kind === 'settled' ? [event] : []));
    expect(
      settled.toSorted((a, b) => a.batch - b.batch).map(({ batch, answered, owes }) => [batch, answered, owes]),
    ).toEqual([
      [0, ['b0-0'], false],
      [1, ['b1-0'], false],
      [2, ['b2-0', 'b2-1'], true],
      [3, ['b3-0', 'b3-1'], true],
    ]);
    expect(reopenings()).toBe(1);
    expect(events.filter(({ kind }) => kind === 'incident')).toEqual([]);
    expect(shortly(history).filter((line) => /^(killed|opened|closed)/.test(line))).toEqual([
      'opened 0',
      'killed 0',
      'closed 0',
      'opened 1',
      'closed 1',
    ]);
  });

  it('goes on where nothing lives on between batches', async () => {
    const { run, history } = setUp(instanceOf(answerAll), { batches: batches(4), happeningsTo: restarts });
    await allOf(run);
    expect(history.filter(({ kind }) => kind === 'killed')).toEqual([]);
  });
});

describe('a thumbnailer that is upgraded as planned', () => {
  const upgrades = happeningsAt([{ kind: 'upgrade', at: askKey('b1-0'), to: '2' }]);

  it('is asked on while it becomes another version, and the run waits for its end', async () => {
    const versions: string[] = [];
    const instance = {
      ...instanceOf(answerAll),
      upgrade: async (version: string) => {
        for (let i = 0; i < 50; i++) await turn();
        versions.push(version);
      },
    };
    const { run, history } = setUp(instance, { batches: batches(3), happeningsTo: upgrades });
    await allOf(run);
    expect(versions).toEqual(['2']);
    const lines = shortly(history);
    expect(lines.indexOf('upgraded to 2')).toBeGreaterThan(lines.indexOf('settled 2'));
    expect(lines.indexOf('upgraded to 2')).toBeLessThan(lines.indexOf('closed 0'));
  });

  it('may fail at it, which is told and nothing more', async () => {
    const refuses = async () => Promise.reject(new Error('no such version'));
    const instance = { ...instanceOf(answerAll), upgrade: refuses };
    const { run, history } = setUp(instance, { batches: batches(3), happeningsTo: upgrades });
    expect((await allOf(run)).at(-1)).toMatchObject({ why: 'asked-all' });
    expect(shortly(history)).toContain('upgraded to 2: no such version');
  });

  it('is left as it is where it cannot be', async () => {
    const { run, history } = setUp(instanceOf(answerAll), { batches: batches(3), happeningsTo: upgrades });
    await allOf(run);
    expect(history.filter(({ kind }) => kind === 'upgraded')).toEqual([]);
  });
});
