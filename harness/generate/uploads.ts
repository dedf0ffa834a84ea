// An album grows while it is looked at: a photo that nobody had a minute ago, or that somebody else had, is asked for the
// moment it is there. Whatever is cached by a place, a name or a content meets it then for the first time.

import type { OrderedAsk } from './ask-order.ts';
import type { Random } from './random.ts';
import type { PhotoDraft } from './trial-assembly.ts';

/**
 * The photos, by index, that are uploaded only just before they are first asked for: so large a share of them, 0 to 1, and
 * with any share every second of two twins, which is then shared. None of those of the first batch: they are there anyway.
 */
export function uploadedLater(
  batches: readonly (readonly OrderedAsk[])[],
  photos: readonly PhotoDraft[],
  share: number,
  random: Random,
): ReadonlySet<number> {
  const first = new Set(batches[0]?.map(({ photo }) => photo));
  const isLucky = photos.map(() => random.fraction() < share);
  const chosen = [...photos.entries()].filter(
    ([index, { twinOf }]) => !first.has(index) && (isLucky[index] === true || (twinOf !== null && share > 0)),
  );
  return new Set(chosen.map(([index]) => index));
}
