import { describe, expect, it } from 'vitest';
import { dueTimers } from '../../harness/adapters/due-timers.ts';

const READ = 100;

/** The ids that may go on, among all timers set and a read that has waited since before them, or since after. */
const open = (timers: ReturnType<typeof dueTimers>, ids: readonly number[], mayWaitLong = true) =>
  ids.filter(timers.eligible(ids, mayWaitLong));

describe('timers that are ordered', () => {
  it('fire by when they are due, as Node has them, whatever was set first', () => {
    const timers = dueTimers();
    timers.set(1, 20);
    timers.set(2, 5);
    expect(open(timers, [1, 2])).toEqual([2]);
    timers.passed(2);
    timers.set(3, 10);
    expect(open(timers, [1, 3])).toEqual([3]);
    timers.passed(3);
    timers.set(4, 10);
    expect(open(timers, [1, 4])).toEqual([1]);
  });

  it('may be overtaken by a read, and may overtake it', () => {
    const timers = dueTimers();
    timers.set(1, 20);
    expect(open(timers, [1, READ])).toEqual([1, READ]);
  });

  it('wait for all else when they are guards, and fire once nothing else is left', () => {
    const timers = dueTimers();
    timers.set(1, 30_000);
    expect(open(timers, [1, READ])).toEqual([READ]);
    expect(open(timers, [1])).toEqual([1]);
    expect(open(timers, [1], false)).toEqual([]);
  });

  it('never come before a turn of the loop, nor does anything that began after it was asked for', () => {
    const timers = dueTimers();
    timers.set(2, null);
    timers.set(3, null);
    timers.set(4, 1);
    expect(open(timers, [1, 2, 3, 4, READ])).toEqual([1, 2]);
    timers.set(1, 5);
    expect(open(timers, [1, 2, 3, 4, READ])).toEqual([2]);
  });
});

describe('native work', () => {
  it('comes back in the order in which it began, among all else', () => {
    const timers = dueTimers();
    timers.work(1);
    timers.work(2);
    expect(open(timers, [1, 2, READ])).toEqual([1, READ]);
  });
});
