import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { oneByOne, sideBySide, untilAborted } from '../../harness/materialise/side-by-side.ts';

const NEVER = new AbortController().signal;
const TEN = Array.from({ length: 10 }, (_, i) => i);

describe('tasks side by side', () => {
  it('are never more together than allowed, and as many', async () => {
    let [running, peak] = [0, 0];
    await sideBySide(TEN, 3, NEVER, async () => {
      running += 1;
      peak = Math.max(peak, running);
      await turn();
      running -= 1;
    });
    expect(peak).toBe(3);
  });

  it('stop at the first failure, which is the one told, and leave none running', async () => {
    const [started, ended]: [number[], number[]] = [[], []];
    const run = sideBySide(TEN, 2, NEVER, async (i) => {
      started.push(i);
      await turn();
      if (i === 2) throw new Error('the third failed');
      await turn();
      ended.push(i);
    });
    await expect(run).rejects.toThrow('the third failed');
    expect(started.length).toBeLessThan(TEN.length);
    expect(new Set([...ended, 2])).toEqual(new Set(started));
  });

  it('let those that wait for something long go at once when stopped', async () => {
    const controller = new AbortController();
    const run = sideBySide(TEN, 2, controller.signal, async (_, signal) =>
      untilAborted(new Promise<void>(() => {}), signal),
    );
    controller.abort();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('tasks one by one', () => {
  it('run in the order given, each after the one before has ended', async () => {
    const seen: string[] = [];
    const inTurn = oneByOne(NEVER);
    const tasks = ['a', 'b', 'c'].map(async (name) =>
      inTurn(async () => {
        seen.push(`${name} begins`);
        await turn();
        seen.push(`${name} ends`);
      }),
    );
    await Promise.all(tasks);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('are not begun any more once stopped', async () => {
    const controller = new AbortController();
    const inTurn = oneByOne(controller.signal);
    const first = inTurn(async () => controller.abort());
    const second = inTurn(async () => 'begun');
    await first;
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  });
});
