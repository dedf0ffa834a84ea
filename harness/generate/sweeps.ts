// The planned sample shows the thumbnailer under one load, the one that it is to bear. What goes wrong only when it is
// alone, or crowded far beyond that, or warm, or fed one size after the other, shows under another: first asks for a
// fifth of the sample are made under such loads on top, some always the same, some at random.

import fc from 'fast-check';
import { drawOne } from './draw-one.ts';
import { loadShapeArbitrary, PLAIN_SHAPE, type LoadShape } from './load-shape.ts';
import { processFaultNames } from './process-faults.ts';

/** `name` is a noun phrase for people. `asks` are first asks; a shape of several passes asks again. */
export type Sweep = {
  readonly name: string;
  readonly concurrency: number;
  readonly batch: number;
  readonly asks: number;
  readonly shape: LoadShape;
};

/** `asksMin`: fewer of them would not be what the name says. */
type Load = Omit<Sweep, 'asks'> & { readonly asksMin?: number };

type Usual = { readonly seed: number; readonly concurrency: number; readonly batch: number };

const SWARM = 5;
/** All loads together ask for about this share of the sample. */
const SHARE = 0.2;
const ASKS_MIN = 16;
const ASKS_MAX = 120;
/** Far above any number of cores, and still a number of connections that a machine can hold. */
const CROWD_MAX = 512;
const CROWDED = 4;
const BATCH_MAX = 500;
/** A load in which much happens to batches has many of them. */
const EVENTFUL_BATCH = 8;

/** The loads beside a sample of so many `thumbnails`, the same for the same seed. */
export function sweepsOf({ seed, concurrency, batch }: Usual, cores: number, thumbnails: number): readonly Sweep[] {
  const crowd = crowdOf(concurrency, thumbnails);
  const waves: LoadShape = { ...PLAIN_SHAPE, arrival: { kind: 'waves' } };
  const steady: readonly Load[] = [
    { name: 'one at a time', concurrency: 1, batch: 1, shape: PLAIN_SHAPE },
    { name: `${cores} at a time, in waves`, concurrency: cores, batch: 1, shape: waves },
    {
      name: `${crowd} at once, in waves, everything sent twice`,
      concurrency: crowd,
      batch,
      shape: { ...waves, submissions: 2 },
      // All of them at once, or it is no crowd.
      asksMin: Math.ceil(crowd / 2),
    },
    { name: 'all in one batch', concurrency: BATCH_MAX, batch: BATCH_MAX, shape: PLAIN_SHAPE },
    {
      name: 'one owner after the other, and all again',
      concurrency,
      batch,
      shape: { ...PLAIN_SHAPE, order: 'by-owner', passes: 2 },
    },
    {
      name: 'all again, photos archived, created anew and moved meanwhile',
      concurrency,
      batch,
      shape: { ...PLAIN_SHAPE, passes: 2, changes: ['archived', 'recreated', 'moved'] },
    },
    {
      name: 'some reads late or failing, some of it called off, upgraded and rolled back, killed once',
      concurrency,
      batch: Math.min(batch, EVENTFUL_BATCH),
      shape: { ...PLAIN_SHAPE, troubledReads: 0.2, cancels: 0.3, upgrades: 2, restarts: 1 },
    },
    {
      name: 'some thumbnails not to be written, some answers too late for anybody, paused twice',
      concurrency,
      batch: Math.min(batch, EVENTFUL_BATCH),
      shape: { ...PLAIN_SHAPE, troubledWrites: 0.1, timeouts: 0.3, pauses: 2 },
    },
  ];
  const swarm = Array.from({ length: SWARM }, (_, index) => drawOne(swarmArbitrary(crowd), `sweep|${seed}|${index}`));
  const loads: readonly Load[] = [...steady, ...swarm];
  const usual = Math.round((SHARE * thumbnails) / loads.length);
  const asks = Math.max(ASKS_MIN, Math.min(ASKS_MAX, usual));
  return loads.map(({ asksMin = 0, ...load }) => ({ ...load, asks: Math.max(asks, asksMin) }));
}

/** Several times the crowd that is asked for, as far as so small a sample has room for it. */
function crowdOf(concurrency: number, thumbnails: number): number {
  const crowd = Math.min(CROWD_MAX, CROWDED * concurrency, Math.round(thumbnails / 2));
  return Math.max(concurrency, crowd);
}

const STEPS = 1000;

/** Any load of up to so many jobs in flight. */
function swarmArbitrary(concurrencyMax: number): fc.Arbitrary<Omit<Sweep, 'asks'>> {
  // Small counts as likely as large ones. Not fc.double: nearly all of its values from 0 to 1 are next to 0.
  const upTo = (most: number) => fc.integer({ min: 0, max: STEPS }).map((at) => Math.round(most ** (at / STEPS)));
  return fc
    .tuple(upTo(concurrencyMax), upTo(BATCH_MAX), loadShapeArbitrary())
    .map(([concurrency, batch, shape]) => ({ name: nameOf(concurrency, batch, shape), concurrency, batch, shape }));
}

function nameOf(concurrency: number, batch: number, shape: LoadShape): string {
  const { arrival, order, batches, passes, submissions, cancels, restarts, upgrades, changes, troubledReads } = shape;
  const size = batches === 'even' ? `batches of ${batch}` : `batches of up to ${batch}`;
  const parts = [`${concurrency} at a time in ${size}`];
  if (arrival.kind === 'waves') parts.push('in waves');
  if (arrival.kind === 'ramp') parts.push(`one batch more after every ${arrival.overBatches}`);
  if (arrival.kind === 'paced') parts.push(`a batch every ${arrival.everyMs} ms`);
  if (order !== 'mixed') parts.push(ORDER_SAYS[order]);
  if (submissions > 1) parts.push('everything sent twice');
  if (passes > 1) parts.push('and all again');
  if (cancels > 0) parts.push(`${Math.round(100 * cancels)} % called off`);
  if (restarts > 0) parts.push(`killed ${restarts === 1 ? 'once' : `${restarts} times`}`);
  parts.push(...processFaultNames(shape));
  if (upgrades > 0) parts.push(upgrades === 1 ? 'upgraded' : 'upgraded and rolled back');
  if (troubledReads > 0) parts.push(`${Math.round(100 * troubledReads)} % of the reads in trouble`);
  const unusual = changes.filter((kind) => kind !== 'replaced');
  if (unusual.length > 0) parts.push(`photos ${unusual.toSorted((a, b) => a.localeCompare(b)).join(', ')}`);
  return parts.join(', ');
}

const ORDER_SAYS: Readonly<Record<Exclude<LoadShape['order'], 'mixed'>, string>> = {
  'equal-sizes': 'the largest first',
  'large-then-small': 'large and small in turns',
  'by-format': 'one format after the other',
  'by-owner': 'one owner after the other',
};
