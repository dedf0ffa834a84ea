// The oracle of privacy over a few photos: what it finds in whatever is answered for one of their asks.

import type { Finding } from '../../harness/judge/finding.ts';
import { createJobBook } from '../../harness/judge/job-book.ts';
import { createPrivacyOracle } from '../../harness/judge/privacy.ts';
import { createMarkBook } from '../../harness/model/metadata-mark.ts';
import { askKey, type Ask, type PhotoPlan } from '../../harness/model/plan.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import { createMetadataFinder } from '../../harness/observe/metadata.ts';
import { oneAtATime } from '../literals/workload.ts';
import { decode, NONCE, painter, shown } from './thumbnails-made-alone.ts';

/** One oracle; without batches each photo is asked for once, under its id. */
export function privacyOver(
  photos: readonly PhotoPlan[],
  recipe: Recipe,
  batches: readonly (readonly Ask[])[] = [
    photos.map(({ id }) => ({ key: askKey(id), photo: id, recipe: 0, version: 1 })),
  ],
): (key: string, bytes: Uint8Array) => Promise<Finding | null> {
  const workload = oneAtATime(batches);
  const book = createJobBook({
    schemaVersion: 1,
    seed: 5,
    nonce: NONCE,
    owners: [],
    photos,
    recipes: [recipe],
    workload,
  });
  const privacy = { marks: createMarkBook(NONCE, book.photos), metadataIn: createMetadataFinder(NONCE), trails: false };
  const leakedInto = createPrivacyOracle({ seed: 5, book, painter, shown, decode, privacy });
  return (key, bytes) => {
    const entry = book.find(key);
    if (entry === undefined) throw new RangeError(`Expected ${key} to be asked for.`);
    return leakedInto({ key, batch: 0, bytes }, entry);
  };
}
