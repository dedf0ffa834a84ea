// The planned sample shows the thumbnailer under one load, the one that it is to bear. What goes wrong only when it is
// alone, or crowded far beyond that, or warm, or fed one size after the other, shows under another: about a fifth of the
// sample is asked for under such loads on top, some always the same, some drawn.

import type { DrawnLoads } from '../model/load-outcome.ts';
import { drawLoads, loadOf } from './drawn-loads.ts';
import { PLAIN_SHAPE, type LoadShape } from './load-shape.ts';

/**
 * `name` is a noun phrase for people, `id` how it was drawn, null for one that is always the same. `asks` are first asks; a
 * shape of several passes or submissions asks as often.
 */
export type Sweep = {
  readonly name: string;
  readonly id: string | null;
  readonly concurrency: number;
  readonly batch: number;
  readonly asks: number;
  readonly shape: LoadShape;
};

/** `asksMin`: fewer of them would not be what the name says. */
type Load = Omit<Sweep, 'asks' | 'id'> & { readonly id?: string; readonly asksMin?: number };

type Usual = {
  readonly seed: number;
  readonly concurrency: number;
  readonly batch: number;
  readonly drawnLoads: DrawnLoads;
};

/** The loads that are always run ask for about this share of the sample together, what they ask twice counted twice. */
const SHARE = 0.12;
const ASKS_MIN = 16;
const ASKS_MAX = 120;
/** Each kill takes what is in flight along: something must be left to be judged. */
const ASKS_PER_KILL = 24;
/** Far above any number of cores, and still a number of connections that a machine can hold. */
const CROWD_MAX = 512;
const CROWDED = 4;
const BATCH_MAX = 500;
/** A load in which much happens to batches has many of them. */
const EVENTFUL_BATCH = 8;

/** The loads beside a sample of so many `thumbnails`, the same for the same seed. */
export function sweepsOf(usual: Usual, cores: number, thumbnails: number): readonly Sweep[] {
  const { seed, concurrency, batch, drawnLoads } = usual;
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
      name: 'all again, photos uploaded, shared, archived, created anew and moved meanwhile',
      concurrency,
      batch,
      shape: { ...PLAIN_SHAPE, passes: 2, changes: ['archived', 'recreated', 'moved'], uploads: 0.5 },
    },
    {
      name: 'some reads late or failing, some of it called off, upgraded and rolled back, killed once',
      concurrency,
      batch: Math.min(batch, EVENTFUL_BATCH),
      shape: { ...PLAIN_SHAPE, troubledReads: 0.2, cancels: 0.3, upgrades: 2, restarts: 1 },
    },
  ];
  const drawing = { seed, concurrencyMax: crowd, batchMax: BATCH_MAX };
  const drawn =
    drawnLoads.kind === 'these'
      ? drawnLoads.loads.map((id) => loadOf(drawing, id))
      : drawLoads(drawing, drawnLoads.count, steady, drawnLoads.earlier);
  const timesAsked = ({ shape }: Load) => shape.passes * shape.submissions;
  const usually = (SHARE * thumbnails) / steady.length;
  return [...steady, ...drawn.map((load) => ({ ...load, name: nameOf(load) }))].map((load: Load) => {
    const { asksMin = 0, id = null, ...rest } = load;
    const answers = Math.max(usually, ASKS_PER_KILL * load.shape.restarts);
    const asks = Math.max(ASKS_MIN, Math.min(ASKS_MAX, Math.round(answers / timesAsked(load))));
    return { id, ...rest, asks: Math.max(asks, asksMin) };
  });
}

/** Several times the crowd that is asked for, as far as so small a sample has room for it. */
function crowdOf(concurrency: number, thumbnails: number): number {
  const crowd = Math.min(CROWD_MAX, CROWDED * concurrency, Math.round(thumbnails / 2));
  return Math.max(concurrency, crowd);
}

function nameOf({ concurrency, batch, shape }: Pick<Sweep, 'concurrency' | 'batch' | 'shape'>): string {
  const { arrival, order, batches, passes, submissions, cancels, restarts, upgrades, changes, uploads, troubledReads } =
    shape;
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
  if (upgrades > 0) parts.push(upgrades === 1 ? 'upgraded' : 'upgraded and rolled back');
  if (troubledReads > 0) parts.push(`${Math.round(100 * troubledReads)} % of the reads in trouble`);
  if (uploads > 0) parts.push(`${Math.round(100 * uploads)} % uploaded meanwhile`);
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
