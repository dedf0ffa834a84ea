// Cutting the order of asks into batches. One batch never holds a photo twice, because ways in that give a batch a
// folder of files could not tell the two apart; such an ask waits for the next batch that can take it.

import type { OrderedAsk } from './ask-order.ts';
import { itemAt } from './random.ts';

/** Batches of exactly `batch` asks, the last one shorter; more are shorter only where too few photos are asked for. */
export function cutIntoBatches(asks: readonly OrderedAsk[], batch: number): OrderedAsk[][] {
  return filledUp(
    cutUnevenly(asks, () => batch),
    batch,
  );
}

/** Batches of the sizes that are drawn, at least 1, one after the other; shorter only where too few photos are left. */
export function cutUnevenly(asks: readonly OrderedAsk[], sizeOfNext: () => number): OrderedAsk[][] {
  const batches: OrderedAsk[][] = [];
  let waiting: OrderedAsk[] = [];
  let next = 0;
  while (next < asks.length || waiting.length > 0) {
    const taken: OrderedAsk[] = [];
    const batch = sizeOfNext();
    const photos = new Set<number>();
    const postponed: OrderedAsk[] = [];
    const place = (ask: OrderedAsk) => {
      if (taken.length === batch || photos.has(ask.photo)) {
        postponed.push(ask);
      } else {
        taken.push(ask);
        photos.add(ask.photo);
      }
    };
    waiting.forEach(place);
    for (; next < asks.length && taken.length < batch; next++) place(itemAt(asks, next));
    waiting = postponed;
    batches.push(taken);
  }
  return batches;
}

/** Asks that waited until the end leave several short batches there: they change places with asks of earlier batches. */
function filledUp(batches: readonly OrderedAsk[][], batch: number): OrderedAsk[][] {
  const filled = batches.map((asks) => [...asks]);
  for (;;) {
    const short = filled.find((asks) => asks.length < batch);
    const last = filled.at(-1);
    if (short === undefined || last === undefined || short === last) return filled;
    const moved = last.some((ask) =>
      filled.some((host) => host !== last && host !== short && exchange(ask, last, host, short)),
    );
    if (!moved) return filled;
    if (last.length === 0) filled.pop();
  }
}

/** Moves `ask` from the last batch to `host`, and from there another ask to the short batch, if both can take them. */
function exchange(ask: OrderedAsk, last: OrderedAsk[], host: OrderedAsk[], short: OrderedAsk[]): boolean {
  if (holds(host, ask.photo)) return false;
  const leaving = host.findIndex((other) => !holds(short, other.photo));
  if (leaving === -1) return false;
  short.push(...host.splice(leaving, 1, ask));
  last.splice(last.indexOf(ask), 1);
  return true;
}

function holds(asks: readonly OrderedAsk[], photo: number): boolean {
  return asks.some((ask) => ask.photo === photo);
}
