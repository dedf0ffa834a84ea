import { describe, expect, it } from 'vitest';
import { sweepsOf } from '../../harness/generate/sweeps.ts';

const USUAL = { seed: 7, concurrency: 64, batch: 16 };

describe('the loads beside the sample', () => {
  it('are a fifth of it together, none so small that it shows nothing or so large that it keeps a person waiting', () => {
    const asked = (thumbnails: number) => sweepsOf(USUAL, 2, thumbnails).reduce((sum, { asks }) => sum + asks, 0);
    expect(asked(5000)).toBe(1041);
    expect(asked(60)).toBe(208);
    expect(asked(1_000_000)).toBe(1448);
  });

  it('go from one at a time to far more than is asked for, and from single photos to all in one batch', () => {
    const loads = sweepsOf(USUAL, 2, 5000);
    expect(loads.slice(0, 7).map(({ name, concurrency, batch }) => [name, concurrency, batch])).toEqual([
      ['one at a time', 1, 1],
      ['2 at a time, in waves', 2, 1],
      ['256 at once, in waves, everything sent twice', 256, 16],
      ['all in one batch', 500, 500],
      ['one owner after the other, and all again', 64, 16],
      ['all again, photos archived, created anew and moved meanwhile', 64, 16],
      [
        'some reads and requests late, failing or cut off, some of it called off, upgraded and rolled back, killed once',
        64,
        8,
      ],
    ]);
  });

  it('are as crowded as the sample where that is a crowd by itself', () => {
    const crowd = ({ concurrency }: { concurrency: number }) => sweepsOf({ ...USUAL, concurrency }, 2, 5000)[2];
    expect(crowd({ concurrency: 200 })?.concurrency).toBe(512);
    expect(crowd({ concurrency: 4000 })?.concurrency).toBe(4000);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(sweepsOf(USUAL, 2, 5000)).toEqual(sweepsOf(USUAL, 2, 5000));
    const drawn = (seed: number) => sweepsOf({ ...USUAL, seed }, 2, 5000).slice(5);
    expect(drawn(8)).not.toEqual(drawn(7));
  });

  it('are any at all at random, each with a name that says what it is', () => {
    const drawn = Array.from({ length: 80 }, (_, seed) => sweepsOf({ ...USUAL, seed }, 2, 5000).slice(5)).flat();
    expect(drawn.every(({ concurrency }) => concurrency >= 1 && concurrency <= 256)).toBe(true);
    expect(drawn.every(({ batch }) => batch >= 1 && batch <= 500)).toBe(true);
    for (const kind of ['steady', 'waves', 'ramp', 'paced'])
      expect(drawn.some(({ shape }) => shape.arrival.kind === kind)).toBe(true);
    const slow = drawn.find(({ shape }) => shape.arrival.kind === 'paced' && shape.batches === 'uneven');
    expect(slow?.name).toMatch(/^\d+ at a time in batches of up to \d+, a batch every \d+ ms/);
    const ramped = drawn.find(({ shape }) => shape.arrival.kind === 'ramp' && shape.passes === 2);
    expect(ramped?.name).toMatch(/one batch more after every \d+.*, and all again/);
    const ordered = drawn.find(({ shape }) => shape.order === 'large-then-small' && shape.arrival.kind === 'steady');
    expect(ordered?.name).toContain('large and small in turns');
  });
});
