// What proofs read from what programs wrote: figures of benchmarks, and the time a run said it had left.

import { describe, expect, it } from 'vitest';
import { peakAfter, peakOfAll } from './peak-memory.ts';
import { timeLeftError } from './time-left.ts';

describe('the error of the time left', () => {
  const line = (atS: number, text: string) => ({ atMs: 1000 * atS, text });

  it('is nothing for a phase that kept its word', () => {
    const lines = [
      line(0, 'calibrate  1 of 9, 500 s left'),
      line(10, 'load  10 of 100, 1 min 30 s left'),
      line(60, 'load  60 of 100, 40.0 s left'),
      line(100, 'recheck  1 of 2, 1.0 s left'),
    ];
    expect(timeLeftError(lines, 103_000)).toBe(0);
  });

  it('is the middle miss of the longest phase, as a share of its length', () => {
    const lines = [
      line(0, 'load  1 of 9, 1 h 00 min left'),
      line(50, 'load  5 of 9, 60 s left'),
      line(80, 'load  8 of 9, 25 s left'),
    ];
    expect(timeLeftError(lines, 100_000)).toBeCloseTo(0.1, 12);
  });

  it('cannot be given for a run that never said', () => {
    const lines = [line(1, 'load  nothing left to say')];
    expect(() => timeLeftError(lines, 1000)).toThrow('Expected progress lines with a time left');
  });
});

describe('the peak of memory', () => {
  const line = (text: string, peakMiB: number) => ({ atMs: 0, text, peakBytes: peakMiB * 2 ** 20 });
  const lines = [
    line('calibrating  60 000 of 70 000 (86 %)', 90),
    line('under load  49 999 of 250 000 (20 %), 300/s', 100),
    line('under load  50 001 of 250 000 (20 %), 300/s', 110),
    line('under load  249 000 of 250 000 (99 %), 300/s', 120),
  ];

  it('is read beside the first line that says the load has come so far', () => {
    expect(peakAfter(lines, 50_000)).toBe(110);
    expect(peakOfAll(lines)).toBe(120);
  });

  it('is not made up for a load that never came so far, or that nothing was measured of', () => {
    expect(peakAfter(lines, 250_000)).toBeNull();
    expect(peakAfter([{ atMs: 0, text: 'under load  60 000 of 70 000' }], 50_000)).toBeNull();
    expect(peakOfAll([])).toBeNull();
  });
});
