// Loads drawn blindly repeat each other, and most find nothing. So of many that could be drawn, those are run that bring
// together what has not yet met, and where earlier ones came close to a failure, some that are nearly like those.

import fc from 'fast-check';
import { LOAD_ID, type LoadOutcome } from '../model/load-outcome.ts';
import { drawOne } from './draw-one.ts';
import { type LoadShape, loadShapeArbitrary } from './load-shape.ts';

/** A load but for its size. `id` names how it was drawn: the same `id` is the same load under the same flags. */
export type DrawnLoad = {
  readonly id: string;
  readonly concurrency: number;
  readonly batch: number;
  readonly shape: LoadShape;
};

type Unnamed = Omit<DrawnLoad, 'id'>;

export type Drawing = {
  readonly seed: number;
  readonly concurrencyMax: number;
  readonly batchMax: number;
};

/** For each that is run, so many are looked at. */
const CANDIDATES_PER_LOAD = 8;
/** At most this share of them is drawn near earlier ones that came closest to a failure. */
const NEAR_SHARE = 0.4;
const SALTS = 1000;
/** So many steps away from what was drawn, nothing is near it. */
const STEPS_MAX = 6;

/**
 * `count` loads, the same for the same seed and the same earlier outcomes: some near the most telling of the earlier ones,
 * the others those that bring together most features that have met neither there nor in `known`.
 */
export function drawLoads(
  drawing: Drawing,
  count: number,
  known: readonly Unnamed[],
  earlier: readonly LoadOutcome[],
): readonly DrawnLoad[] {
  // Without a sign, an id is never taken for a flag.
  const seed = drawing.seed >>> 0;
  const near = nearest(earlier, Math.floor(NEAR_SHARE * count)).map((id, index) =>
    loadOf(drawing, `${id}+${seed % SALTS}${index}`),
  );
  const met = new Set<string>();
  const meet = (load: Unnamed) => pairsOf(load).forEach((pair) => met.add(pair));
  for (const load of [...known, ...earlier.map(({ load }) => loadOf(drawing, load)), ...near]) meet(load);

  const candidates = Array.from({ length: CANDIDATES_PER_LOAD * count }, (_, index) =>
    loadOf(drawing, `${seed}.${index}`),
  );
  const chosen = [...near];
  while (chosen.length < count && candidates.length > 0) {
    const novelty = candidates.map((load) => pairsOf(load).filter((pair) => !met.has(pair)).length);
    const [best] = candidates.splice(novelty.indexOf(Math.max(...novelty)), 1);
    if (best === undefined) break;
    meet(best);
    chosen.push(best);
  }
  return chosen;
}

/** The load of an id: drawn by a seed and a number, then changed in one respect by each number after a `+`. Throws a RangeError for what is no id. */
export function loadOf({ concurrencyMax, batchMax }: Drawing, id: string): DrawnLoad {
  const [, drawn, steps] = LOAD_ID.exec(id) ?? [];
  if (drawn === undefined || steps === undefined)
    throw new RangeError(`Expected a load such as 7.3 or 7.3+12, got ${JSON.stringify(id)}.`);
  const salts = steps.split('+').slice(1);
  const arbitrary = loadArbitrary(concurrencyMax, batchMax);
  const first = drawOne(arbitrary, `sweep|${drawn.replace('.', '|')}`);
  const changed = salts.reduce((load, salt, index) => {
    const other = drawOne(arbitrary, `sweep|${drawn}|${salts.slice(0, index + 1).join('+')}`);
    return drawOne(changedArbitrary(load, other, concurrencyMax, batchMax), `near|${drawn}|${salt}`);
  }, first);
  return { id, ...changed };
}

/** Those that failed, died, left doubts or crowded most, in this order of weight; none of them so far from its origin that it means nothing. */
function nearest(earlier: readonly LoadOutcome[], count: number): readonly string[] {
  const told = earlier.filter(({ load }) => load.split('+').length <= STEPS_MAX);
  const isTelling = ({ breaches, doubts, hasDied }: LoadOutcome) => breaches > 0 || hasDied || doubts > 0;
  return told
    .filter(isTelling)
    .toSorted(
      (one, other) =>
        other.breaches - one.breaches ||
        Number(other.hasDied) - Number(one.hasDied) ||
        other.doubts - one.doubts ||
        other.inFlightMax - one.inFlightMax,
    )
    .slice(0, count)
    .map(({ load }) => load);
}

const STEPS = 1000;

/** Any load of up to so many jobs in flight, in batches of up to so many. */
function loadArbitrary(concurrencyMax: number, batchMax: number): fc.Arbitrary<Unnamed> {
  // Small counts as likely as large ones. Not fc.double: nearly all of its values from 0 to 1 are next to 0.
  const upTo = (most: number) => fc.integer({ min: 0, max: STEPS }).map((at) => Math.round(most ** (at / STEPS)));
  return fc
    .tuple(upTo(concurrencyMax), upTo(batchMax), loadShapeArbitrary())
    .map(([concurrency, batch, shape]) => ({ concurrency, batch, shape }));
}

/** The load with one respect of another, or half or twice of one of its own. */
function changedArbitrary(
  load: Unnamed,
  other: Unnamed,
  concurrencyMax: number,
  batchMax: number,
): fc.Arbitrary<Unnamed> {
  const within = (count: number, most: number) => Math.max(1, Math.min(most, Math.round(count)));
  const keys = Object.keys(load.shape).filter((key): key is keyof LoadShape => key in other.shape);
  const differing = keys.filter((key) => JSON.stringify(load.shape[key]) !== JSON.stringify(other.shape[key]));
  return fc.constantFrom<Unnamed[]>(
    { ...load, concurrency: within(load.concurrency * 2, concurrencyMax) },
    { ...load, concurrency: within(load.concurrency / 2, concurrencyMax) },
    { ...load, batch: within(load.batch * 2, batchMax) },
    { ...load, batch: within(load.batch / 2, batchMax) },
    ...differing.map((key) => ({ ...load, shape: { ...load.shape, [key]: other.shape[key] } })),
  );
}

/** Every two features of a load, each pair a name. */
function pairsOf(load: Unnamed): readonly string[] {
  const features = featuresOf(load);
  return features.flatMap((one, index) => features.slice(index + 1).map((other) => `${one} & ${other}`));
}

/** Counts by their power of four, shares by whether they are any. */
function featuresOf({ concurrency, batch, shape }: Unnamed): readonly string[] {
  const power = (count: number) => Math.floor(Math.log(count) / Math.log(4));
  const features = Object.entries(shape).map(([name, value]) => `${name} ${featureOf(value)}`);
  return [`concurrency ${power(concurrency)}`, `batch ${power(batch)}`, ...features];
}

function featureOf(value: LoadShape[keyof LoadShape]): string {
  if (typeof value === 'number') return value > 1 ? 'many' : value > 0 ? 'some' : 'none';
  if (typeof value === 'string') return value;
  return 'kind' in value ? value.kind : [...value].toSorted((one, other) => one.localeCompare(other)).join('+');
}
