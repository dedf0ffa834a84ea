import { describe, expect, it } from 'vitest';
import { sweepsOf } from '../../harness/generate/sweeps.ts';

const DRAWN = { kind: 'count', count: 5, earlier: [] } as const;
const USUAL = { seed: 7, concurrency: 64, batch: 16, drawnLoads: DRAWN };

describe('the loads beside the sample', () => {
  it('are a fifth to a quarter of it together, what is asked twice counted twice, none so small that it shows nothing', () => {
    const asked = (thumbnails: number, count: number) =>
      sweepsOf({ ...USUAL, drawnLoads: { ...DRAWN, count } }, 2, thumbnails).reduce(
        (sum, { asks, shape }) => sum + asks * shape.passes * shape.submissions,
        0,
      );
    expect(asked(5000, 0)).toBe(772);
    expect(asked(5000, 5)).toBeGreaterThan(1100);
    expect(asked(5000, 5)).toBeLessThan(1400);
    expect(asked(60, 0)).toBe(200);
    expect(asked(1_000_000, 0)).toBe(1216);
  });

  it('are as many drawn ones as are asked for, or those that were drawn before', () => {
    const drawn = sweepsOf({ ...USUAL, drawnLoads: { ...DRAWN, count: 9 } }, 2, 5000).slice(7);
    expect(drawn).toHaveLength(9);
    const loads = drawn.slice(3, 5).flatMap(({ id }) => (id === null ? [] : [id]));
    expect(sweepsOf({ ...USUAL, seed: 99, drawnLoads: { kind: 'these', loads } }, 2, 5000).slice(7)).toEqual(
      drawn.slice(3, 5),
    );
  });

  it('go from one at a time to far more than is asked for, and from single photos to all in one batch', () => {
    const loads = sweepsOf(USUAL, 2, 5000);
    expect(loads.slice(0, 7).map(({ name, concurrency, batch }) => [name, concurrency, batch])).toEqual([
      ['one at a time', 1, 1],
      ['2 at a time, in waves', 2, 1],
      ['256 at once, in waves, everything sent twice', 256, 16],
      ['all in one batch', 500, 500],
      ['one owner after the other, and all again', 64, 16],
      ['all again, photos uploaded, shared, archived, created anew and moved meanwhile', 64, 16],
      ['some reads late or failing, some of it called off, upgraded and rolled back, killed once', 64, 8],
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
