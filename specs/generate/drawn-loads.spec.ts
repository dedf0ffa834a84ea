import { describe, expect, it } from 'vitest';
import { drawLoads, loadOf, type DrawnLoad } from '../../harness/generate/drawn-loads.ts';
import { loadShapeArbitrary, PLAIN_SHAPE } from '../../harness/generate/load-shape.ts';
import { drawOne } from '../../harness/generate/draw-one.ts';
import type { LoadOutcome } from '../../harness/model/load-outcome.ts';

const DRAWING = { seed: 7, concurrencyMax: 256, batchMax: 500 };
const quiet = (load: string): LoadOutcome => ({ load, breaches: 0, doubts: 0, hasDied: false, inFlightMax: 9 });

/** In how many respects two loads differ. */
const differences = (one: DrawnLoad, other: DrawnLoad) =>
  Number(one.concurrency !== other.concurrency) +
  Number(one.batch !== other.batch) +
  Object.entries(one.shape).filter(
    ([name, value]) =>
      JSON.stringify(value) !== JSON.stringify(Object.entries(other.shape).find(([key]) => key === name)?.[1]),
  ).length;

/** How many pairs of an order, an arrival, a change of batch sizes and the like are among the loads. */
const pairsAmong = (loads: readonly Pick<DrawnLoad, 'shape'>[]) =>
  new Set(
    loads.flatMap(({ shape }) => {
      const features = [
        shape.arrival.kind,
        shape.order,
        shape.batches,
        `passes ${shape.passes}`,
        `submissions ${shape.submissions}`,
        `cancels ${shape.cancels > 0}`,
        `restarts ${shape.restarts > 0}`,
        `upgrades ${shape.upgrades > 0}`,
      ];
      return features.flatMap((one, index) => features.slice(index + 1).map((other) => `${one} ${other}`));
    }),
  ).size;

describe('drawn loads', () => {
  it('are the same for the same seed, each by its id alone, and others for another seed', () => {
    const loads = drawLoads(DRAWING, 5, [], []);
    expect(drawLoads(DRAWING, 5, [], [])).toEqual(loads);
    expect(loads.map(({ id }) => loadOf({ ...DRAWING, seed: 1 }, id))).toEqual(loads);
    expect(drawLoads({ ...DRAWING, seed: 8 }, 5, [], [])).not.toEqual(loads);
    expect(drawLoads({ ...DRAWING, seed: -8 }, 5, [], []).every(({ id }) => /^\d+\.\d+$/.test(id))).toBe(true);
  });

  it('bring more together than as many drawn blindly do, whatever the seed', () => {
    for (let seed = 0; seed < 20; seed++) {
      const blind = Array.from({ length: 5 }, (_, index) => ({
        shape: drawOne(loadShapeArbitrary(), `blind|${seed}|${index}`),
      }));
      expect(pairsAmong(drawLoads({ ...DRAWING, seed }, 5, [], []))).toBeGreaterThan(pairsAmong(blind));
    }
  });

  it('are not those whose features have met already', () => {
    const [first] = drawLoads(DRAWING, 1, [], []);
    const [other] = drawLoads(DRAWING, 1, [], [quiet(first?.id ?? '')]);
    expect(other?.id).not.toBe(first?.id);
    const known = first === undefined ? [] : [first];
    expect(drawLoads(DRAWING, 1, known, [])).toEqual([other]);
  });

  it('are in part nearly like the earlier ones that came closest to a failure, the worst first', () => {
    const earlier: readonly LoadOutcome[] = [
      quiet('7.1'),
      { ...quiet('7.2'), doubts: 3 },
      { ...quiet('7.3'), breaches: 1 },
      { ...quiet('7.4'), hasDied: true },
    ];
    const loads = drawLoads(DRAWING, 5, [], earlier);
    expect(loads.map(({ id }) => id.split('+')[0]).slice(0, 2)).toEqual(['7.3', '7.4']);
    expect(loads.slice(2).every(({ id }) => !id.includes('+'))).toBe(true);
  });

  it('are near nothing where nothing was close to a failure, and never far from where they began', () => {
    const far = { ...quiet('7.2+1+2+3+4+5+6'), breaches: 1 };
    for (const outcome of [quiet('7.1'), far])
      expect(drawLoads(DRAWING, 5, [], [outcome]).every(({ id }) => !id.includes('+'))).toBe(true);
  });

  it('differ from what they are near in one respect at most', () => {
    const changed = Array.from({ length: 60 }, (_, salt) =>
      differences(loadOf(DRAWING, `7.2+${salt}`), loadOf(DRAWING, '7.2')),
    );
    expect(Math.max(...changed)).toBe(1);
    expect(
      new Set(Array.from({ length: 60 }, (_, salt) => JSON.stringify({ ...loadOf(DRAWING, `7.2+${salt}`), id: '' })))
        .size,
    ).toBeGreaterThan(5);
  });

  it('keep within the crowd and the batch that there is room for', () => {
    const loads = Array.from({ length: 200 }, (_, index) => loadOf(DRAWING, `${index % 20}.${index}+${index}`));
    expect(loads.every(({ concurrency }) => concurrency >= 1 && concurrency <= 256)).toBe(true);
    expect(loads.every(({ batch }) => batch >= 1 && batch <= 500)).toBe(true);
  });

  it('are refused by a name that is none', () => {
    expect(() => loadOf(DRAWING, '7')).toThrow('Expected a load such as 7.3 or 7.3+12, got "7".');
  });

  it('know the plain load as one in which nothing happens', () => {
    const known = [{ concurrency: 64, batch: 16, shape: PLAIN_SHAPE }];
    const loads = drawLoads(DRAWING, 3, known, []);
    expect(loads.every(({ shape }) => JSON.stringify(shape) !== JSON.stringify(PLAIN_SHAPE))).toBe(true);
  });
});
