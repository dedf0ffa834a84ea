import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advancePace,
  type Pace,
  progressBar,
  progressLine,
  ratePerSecondOf,
  secondsLeftOf,
  startPace,
} from '../../harness/report/progress.ts';

const LOAD = {
  phase: 'load',
  done: 1234,
  of: 5350,
  ratePerSecond: 412.3,
  boundSoFar: 0.0043,
  secondsLeft: 9.98,
  note: null,
};

describe('a progress line', () => {
  it('says where the run stands, how fast it is, what is proven so far and how long it takes', () => {
    expect(progressLine(LOAD)).toBe('load  1 234 of 5 350 (23 %), 412/s, 10 s left, so far fewer than 1 in 232');
  });

  it('leaves out what is not known yet', () => {
    expect(
      progressLine({
        phase: 'calibrate',
        done: 7,
        of: 0,
        ratePerSecond: null,
        boundSoFar: 1,
        secondsLeft: null,
        note: 'sharp 0.35.5',
      }),
    ).toBe('calibrate  7, sharp 0.35.5');
  });

  it('shows slow thumbnailers with a fraction, and no 100 % before the end', () => {
    expect(progressLine({ ...LOAD, done: 5349, ratePerSecond: 0.84, secondsLeft: 4000 })).toBe(
      'load  5 349 of 5 350 (99 %), 0.8/s, 1 h 06 min left, so far fewer than 1 in 232',
    );
  });

  it('never shows more than all', () => {
    expect(progressLine({ ...LOAD, done: 76, of: 60, boundSoFar: null })).toBe(
      'load  76 of 60 (100 %), 412/s, 10 s left',
    );
  });

  it('has a bar that is full only at the end', () => {
    expect([progressBar(0, 0, 4), progressBar(1, 2, 4), progressBar(99, 100, 4), progressBar(100, 100, 4)]).toEqual([
      '░░░░',
      '██░░',
      '███░',
      '████',
    ]);
  });
});

describe('the pace of a phase', () => {
  const steady = (pace: Pace, perSecond: number, seconds: number) => {
    let current = pace;
    for (let i = 1; i <= seconds; i++) current = advancePace(current, pace.done + i * perSecond, pace.atMs + i * 1000);
    return current;
  };

  it('is unknown until something was done', () => {
    expect(ratePerSecondOf(startPace(0))).toBeNull();
    expect(secondsLeftOf(advancePace(startPace(0), 0, 5000), 100)).toBeNull();
    expect(secondsLeftOf(steady(startPace(0), 10, 3), 0)).toBeNull();
  });

  it('is exact at once when the speed is steady, however often it is told', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 900 }),
        (gapsMs, perSecond) => {
          let [pace, atMs] = [startPace(77), 77];
          for (const gap of gapsMs) {
            atMs += gap;
            pace = advancePace(pace, ((atMs - 77) * perSecond) / 1000, atMs);
          }
          expect(ratePerSecondOf(pace)).toBeCloseTo(perSecond, 6);
        },
      ),
      { seed: 10 },
    );
  });

  it('follows a change within half a minute: the time left is true again', () => {
    const fast = steady(startPace(0), 400, 60);
    const slow = steady(fast, 20, 30);
    expect(ratePerSecondOf(slow)).toBeGreaterThan(20);
    expect(ratePerSecondOf(slow)).toBeLessThan(45);
    expect(secondsLeftOf(steady(fast, 20, 90), slow.done + 4000)).toBeCloseTo(140, 0);
  });

  it('slows while nothing is done, so a hang does not promise an end', () => {
    const before = steady(startPace(0), 100, 20);
    const stalled = advancePace(before, before.done, before.atMs + 20_000);
    expect(secondsLeftOf(stalled, before.done + 1000)).toBeGreaterThan(
      2 * (secondsLeftOf(before, before.done + 1000) ?? 0),
    );
  });

  it('starts from what was done before', () => {
    expect(ratePerSecondOf(advancePace(startPace(1000, 500), 600, 2000))).toBeCloseTo(100, 9);
  });

  it('ignores news that arrive at the same instant', () => {
    const pace = steady(startPace(0), 10, 3);
    expect(advancePace(pace, 31, pace.atMs)).toBe(pace);
  });
});
