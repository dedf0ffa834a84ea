import { describe, expect, it } from 'vitest';
import type { Delivery, PlainJob } from '../../harness/model/adapter.ts';
import type { Arrival } from '../../harness/model/plan.ts';
import { admission } from '../../harness/run/arrivals.ts';
import { answer, batches, instanceOf, setUp } from './instances.ts';

/** How many batches were in flight as each one was asked, itself included; each takes a few turns. */
async function crowds(arrival: Arrival, count: number, batchesInFlight = 3): Promise<readonly number[]> {
  const seen: number[] = [];
  let inFlight = 0;
  const ask = async function* (batch: readonly PlainJob[]): AsyncIterable<Delivery> {
    seen.push(++inFlight);
    // The later ones of a wave are done first, so that room comes up before the wave has ended.
    for (let turn = 0; turn < 12 - seen.length; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
    yield* batch.map(({ key }) => answer(key));
    inFlight--;
  };
  const { run } = setUp(instanceOf(ask), { arrival, batchesInFlight, batches: batches(count) });
  for await (const _ of run);
  return seen;
}

describe('batches that arrive', () => {
  it('steadily fill all the room there is, all the time', async () => {
    expect(await crowds({ kind: 'steady' }, 7)).toEqual([1, 2, 3, 3, 3, 3, 3]);
  });

  it('in waves come all at once, when the wave before has ended', async () => {
    expect(await crowds({ kind: 'waves' }, 7)).toEqual([1, 2, 3, 1, 2, 3, 1]);
  });

  it('on a ramp leave room for one more after every so many', async () => {
    expect(await crowds({ kind: 'ramp', overBatches: 2 }, 7)).toEqual([1, 1, 2, 2, 3, 3, 3]);
  });

  it('at a pace come when it is time, though nobody is busy', async () => {
    const { run, history } = setUp(instanceOf(answersAtOnce), {
      arrival: { kind: 'paced', everyMs: 20 },
      batches: batches(4),
      now: clock(),
    });
    for await (const _ of run);
    const asked = history.flatMap((event) => (event.kind === 'asked' ? [event.atMs] : []));
    expect(asked.map((atMs, at) => atMs - (asked[0] ?? 0) >= 20 * at)).toEqual([true, true, true, true]);
  });
});

describe('a pace', () => {
  it('is kept by the clock, not by the end of the batch before', () => {
    const paced: Arrival = { kind: 'paced', everyMs: 20 };
    expect([0, 1, 5].map((started) => admission(paced, started, 4))).toEqual([
      { inFlightBelow: 4, fromMs: 0 },
      { inFlightBelow: 4, fromMs: 20 },
      { inFlightBelow: 4, fromMs: 100 },
    ]);
  });
});

async function* answersAtOnce(batch: readonly PlainJob[]): AsyncIterable<Delivery> {
  yield* batch.map(({ key }) => answer(key));
}

function clock(): () => number {
  const beganMs = performance.now();
  return () => performance.now() - beganMs;
}
