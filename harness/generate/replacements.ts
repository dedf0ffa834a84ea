// A cache that forgets the version shows yesterday's picture. So some photos are replaced by a newer version while the
// load goes on, between two asks for the same recipe: the moment at which a stale answer has something to be stale about.

import type { OrderedAsk } from './ask-order.ts';
import type { Random } from './random.ts';

/** An ask at the version that the photo has by then, from 1 on. */
export type VersionedAsk = OrderedAsk & { readonly version: number };

/**
 * Of the photos that may be replaced and are asked twice for one recipe, this share is replaced once, just before such
 * a second ask; every later ask is for the new version too.
 */
export function withReplacements(
  batches: readonly (readonly OrderedAsk[])[],
  mayBeReplaced: (photo: number) => boolean,
  share: number,
  random: Random,
): VersionedAsk[][] {
  const replacedFrom = new Map<number, number>();
  const asked = new Set<string>();
  const decided = new Set<number>();
  batches.forEach((batch, index) => {
    for (const { photo, recipe } of batch) {
      const ask = `${photo}|${recipe}`;
      const isRepeat = asked.has(ask);
      asked.add(ask);
      if (!isRepeat || decided.has(photo) || !mayBeReplaced(photo)) continue;
      decided.add(photo);
      if (random.fraction() < share) replacedFrom.set(photo, index);
    }
  });
  return batches.map((batch, index) =>
    batch.map((ask) => ({
      ...ask,
      version: index >= (replacedFrom.get(ask.photo) ?? Number.POSITIVE_INFINITY) ? 2 : 1,
    })),
  );
}
