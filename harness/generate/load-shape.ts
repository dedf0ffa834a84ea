// One rhythm of asking hides what another one shows: a race wants equal batches all at once, a dirty buffer a large photo
// before a small one, a stale path one owner after the other. The shape of a load is drawn as data, so that it shrinks.

import fc from 'fast-check';
import { type Arrival, STEADY, type TroubledRead } from '../model/plan.ts';
import type { OrderedAsk } from './ask-order.ts';
import type { ChangeKind } from './changes.ts';
import { type Random, itemAt } from './random.ts';
import type { DraftHappening, PhotoDraft } from './trial-assembly.ts';

/**
 * In which order photos come: everybody's `mixed`; those of `equal-sizes` one after the other, the largest first;
 * `large-then-small`, in turns; `by-format`; `by-owner`.
 */
export const ORDERS = ['mixed', 'equal-sizes', 'large-then-small', 'by-format', 'by-owner'] as const;
export type Order = (typeof ORDERS)[number];

/**
 * `batches`: all of the size that was asked for, or of any size up to it. `passes`: how often all of it is asked for, at
 * least 1: the second time a cache is warm. `submissions`: how often each ask is sent, at least 1, the second time while
 * the first is still in flight. `cancels`: the share of batches that are called off, 0 to 1. `restarts`: how
 * often the thumbnailer is killed. `upgrades`: how often it is told to become another version, and back again. `changes`:
 * what may become of photos between two asks for them; none when it is empty. `uploads`: the share of photos that are
 * uploaded just before they are first asked for, 0 to 1. `troubledReads`: the share of photos whose
 * read lags or fails, 0 to 1.
 */
export type LoadShape = {
  readonly arrival: Arrival;
  readonly order: Order;
  readonly batches: 'even' | 'uneven';
  readonly passes: number;
  readonly submissions: number;
  readonly cancels: number;
  readonly restarts: number;
  readonly upgrades: number;
  readonly changes: readonly ChangeKind[];
  readonly uploads: number;
  readonly troubledReads: number;
};

/** What a gate asks for when nothing else is said: as much as there is room for, all mixed. */
export const PLAIN_SHAPE: LoadShape = {
  arrival: STEADY,
  order: 'mixed',
  batches: 'even',
  passes: 1,
  submissions: 1,
  cancels: 0,
  restarts: 0,
  upgrades: 0,
  changes: ['replaced'],
  uploads: 0,
  troubledReads: 0,
};

/** Any shape; it shrinks towards the plain one. */
export function loadShapeArbitrary(): fc.Arbitrary<LoadShape> {
  return fc.record<LoadShape>(
    {
      arrival: fc.oneof<fc.Arbitrary<Arrival>[]>(
        fc.constant(STEADY),
        fc.constant({ kind: 'waves' }),
        fc.integer({ min: 1, max: 8 }).map((overBatches) => ({ kind: 'ramp', overBatches })),
        fc.integer({ min: 1, max: 50 }).map((everyMs) => ({ kind: 'paced', everyMs })),
      ),
      order: fc.constantFrom(...ORDERS),
      batches: fc.constantFrom('even', 'uneven'),
      passes: fc.constantFrom(1, 2),
      submissions: fc.constantFrom(1, 2),
      cancels: fc.constantFrom(0, 0.2, 0.5),
      restarts: fc.constantFrom(0, 1, 3),
      upgrades: fc.constantFrom(0, 1, 2),
      troubledReads: fc.constantFrom(0, 0.1, 0.5),
      uploads: fc.constantFrom(0, 0.3, 1),
      changes: fc.subarray<ChangeKind>(['replaced', 'recreated', 'archived', 'moved']),
    },
    { noNullPrototype: true },
  );
}

/** The asks for `photos` in the order of the shape, and as often. What an order does not tell apart stays as it was. */
export function inShape(
  asks: readonly OrderedAsk[],
  { order, passes, submissions }: LoadShape,
  photos: readonly PhotoDraft[],
): OrderedAsk[] {
  const sent = (ask: OrderedAsk) => Array.from({ length: submissions }, () => ask);
  const once = inOrder(asks, order, photos).flatMap(sent);
  return Array.from({ length: passes }, () => once).flat();
}

function inOrder(asks: readonly OrderedAsk[], order: Order, photos: readonly PhotoDraft[]): readonly OrderedAsk[] {
  const areaOf = ({ photo }: OrderedAsk) =>
    itemAt(photos, photo).traits.widthPx * itemAt(photos, photo).traits.heightPx;
  const grouped = (keyOf: (ask: OrderedAsk) => string) => {
    const ranks = new Map([...new Set(asks.map(keyOf))].map((key, rank) => [key, rank]));
    const rankOf = (ask: OrderedAsk) => ranks.get(keyOf(ask)) ?? 0;
    return asks.toSorted((a, b) => rankOf(a) - rankOf(b));
  };
  switch (order) {
    case 'mixed':
      return asks;
    case 'equal-sizes':
      return asks.toSorted((a, b) => areaOf(b) - areaOf(a));
    case 'large-then-small':
      return inTurns(asks.toSorted((a, b) => areaOf(b) - areaOf(a)));
    case 'by-format':
      return grouped(({ photo }) => itemAt(photos, photo).traits.format);
    case 'by-owner':
      return grouped(({ photo }) => itemAt(photos, photo).owner);
    default:
      return order satisfies never;
  }
}

/** The first, the last, the second, the last but one, and so on. */
function inTurns<T>(items: readonly T[]): T[] {
  return items.map((_, index) => itemAt(items, index % 2 === 0 ? index / 2 : items.length - (index + 1) / 2));
}

/** Sizes of batches from 1 to `batch`, small ones as likely as large ones. */
export function unevenSizes(batch: number, random: Random): () => number {
  return () => Math.round(batch ** random.fraction());
}

/** What happens to batches under the shape, in their order. Before the first batch there is nothing to lose. */
export function happeningsIn(
  batches: readonly (readonly unknown[])[],
  { cancels, restarts, upgrades, troubledReads }: LoadShape,
  random: Random,
): readonly DraftHappening[] {
  if (batches.length < 2) return [];
  const later = (count: number) =>
    new Set(Array.from({ length: count }, () => 1 + Math.floor(random.fraction() * (batches.length - 1))));
  const [restarted, upgraded] = [later(restarts), later(upgrades)];
  let version = 0;
  return batches.flatMap((asks, batch): DraftHappening[] => {
    const [draw, answers] = [random.fraction(), random.fraction()];
    const drafts: DraftHappening[] = [];
    if (restarted.has(batch)) drafts.push({ kind: 'restart', batch });
    if (upgraded.has(batch)) drafts.push({ kind: 'upgrade', batch, to: VERSIONS[++version % VERSIONS.length] ?? '' });
    for (const ask of asks.keys())
      if (random.fraction() < troubledReads) drafts.push({ kind: 'read', batch, ask, ...troubledRead(random) });
    if (draw < cancels) drafts.push({ kind: 'cancel', batch, afterAnswers: Math.floor(answers * asks.length) });
    return drafts;
  });
}

/** Most lags are short, and a few are long: whoever came last is answered first. */
const LONGEST_LAG_MS = 400;
const HOW = ['whole', 'whole', 'whole', 'error', 'reset', 'cut'] as const;

function troubledRead(random: Random): TroubledRead {
  return { lagMs: Math.round(LONGEST_LAG_MS ** random.fraction()), how: random.pick(HOW) };
}

/** The one that it begins as, and the one that it is upgraded to, in turns: every second upgrade rolls back. */
const VERSIONS = ['1', '2'];
