// An order of events convinces only when it can be read: one line a step, the batches side by side.

import { countOf, counted } from '../model/figures.ts';
import type { SmallestInterleaving } from '../model/interleaving.ts';
import type { Result } from '../model/verdict.ts';
import type { Fact } from './fact.ts';
import { paragraph, table } from './layout.ts';
import { printable } from './printable.ts';

/** How many orders were tried, as one of the counts. */
export function interleavingCountFacts({ interleavings }: Result): readonly Fact[] {
  if (interleavings === null || interleavings.orders === 0) return [];
  const { orders, asksMax, again, incident } = interleavings;
  const isExact = again.same === again.of;
  const repeated =
    again.of === 0
      ? ''
      : isExact
        ? '; the same order came out the same'
        : `; the same order came out the same ${countOf(again.same)} of ${countOf(again.of)} times, for not all that it waits for goes through us`;
  const end = incident === null ? '' : `; under one of them ${printable(incident)}, which is not held against it`;
  return [
    {
      label: 'In order',
      says: `2 to ${asksMax} asks at once, their reads, timers and answers let go on in ${counted(orders, 'order')}${repeated}${end}`,
    },
  ];
}

/** The smallest order that leads to a breach, as a table; nothing where none does. */
export function interleavingLines({ interleavings, folder }: Result, width: number): readonly string[] {
  const smallest = interleavings?.smallest ?? null;
  if (smallest === null) return [];
  const { steps, plan } = smallest;
  const title = `${orderSays(smallest)}:`;
  const rows = steps.map(({ batch, who, what }, index) => [
    String(index + 1),
    String(batch),
    printable(who),
    printable(what),
  ]);
  const headed = [['step', 'batch', 'who', 'what came'], ...rows];
  return [
    ...paragraph('Smallest order  ', title, width, 2),
    ...table(headed, 2, [2, 3]),
    `  plan  ${printable(`${folder}/${plan}`, 1000)}`,
  ];
}

/** What the smallest order is of, and how often it came out so. */
export function orderSays({ asks, batches, again, breach }: SmallestInterleaving): string {
  return `${counted(asks, 'ask')} in ${counted(batches, 'batch', 'batches')}, let go on in this order, lead to breach ${printable(breach)}; ${again.same === again.of ? 'so they did' : 'so they did just so'} ${countOf(again.same)} of ${countOf(again.of)} times on a fresh instance`;
}
