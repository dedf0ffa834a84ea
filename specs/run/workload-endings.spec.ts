import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../harness/run/run-event.ts';
import { heldBatches, turns } from './held-batches.ts';
import { allOf, answerAll, instanceOf, job, NOTHING, setUp, shortly } from './instances.ts';

describe('a workload ends early', () => {
  it('when told to stop asking, without losing what is in flight', async () => {
    const doors = heldBatches();
    const { run } = setUp(instanceOf(doors.ask));
    const events = allOf(run);
    await turns();
    run.stopAsking();
    doors.letOneGo();
    await turns();
    doors.letOneGo();
    expect(shortly(await events)).toEqual([
      'asked 0',
      'asked 1',
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
    expect(shortly(events)).toEqual([
      'asked 0',
      'thumbnail b0-0',
      'thumbnail b0-1',
      'settled 0',
      'closed 0',
      'ended aborted',
    ]);
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
