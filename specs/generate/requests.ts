// The load of the default gate, and smaller ones, as the specs of this stage ask for them.

import { PLAIN_SHAPE } from '../../harness/generate/load-shape.ts';
import { NAME_ATTACKS } from '../../harness/generate/names.ts';
import { SOURCE_FORMATS, type TrialRequest } from '../../harness/generate/trial-request.ts';
import { isCovered, shownSize } from '../../harness/model/coverage.ts';
import { ODD_SOURCES } from '../../harness/model/odd-source.ts';
import type { PhotoPlan, TrialPlan } from '../../harness/model/plan.ts';
import type { Recipe, ThumbnailFormat } from '../../harness/model/recipe.ts';

export function squareRecipe(sidePx: number, format: ThumbnailFormat = 'jpeg'): Recipe {
  return { width: sidePx, height: sidePx, fit: 'cover', format, quality: 80 };
}

export const GATE: TrialRequest = {
  seed: 1,
  trial: 0,
  recipes: [squareRecipe(128), squareRecipe(128, 'webp'), squareRecipe(256), squareRecipe(256, 'webp')],
  asks: 5400,
  owners: 60,
  archivedShare: 0.5,
  sourceFormats: SOURCE_FORMATS,
  oddSources: ODD_SOURCES.map(({ name }) => name),
  nameAttacks: NAME_ATTACKS,
  concurrency: 64,
  batch: 16,
  repeatShare: 0.1,
  changedShare: 0.5,
  shape: PLAIN_SHAPE,
  damages: [],
};

/** Every ask with its photo, in order; `covered` says whether the stated sensitivity holds for it. */
export function asksOf(plan: TrialPlan) {
  const photos = new Map(plan.photos.map((photo) => [photo.id, photo]));
  const seen = new Set<string>();
  return plan.workload.batches.flatMap((asks, batch) =>
    asks.map((ask) => {
      const photo = existing(photos.get(ask.photo));
      const recipe = existing(plan.recipes[ask.recipe]);
      const first = !seen.has(`${ask.photo}|${ask.recipe}`);
      seen.add(`${ask.photo}|${ask.recipe}`);
      return {
        ask,
        photo,
        recipe,
        batch,
        first,
        covered: photo.damage === null && isCovered(photo, shownSize(photo, recipe)),
      };
    }),
  );
}

export function megapixels(photos: readonly PhotoPlan[]): number {
  return photos.reduce((total, { widthPx, heightPx }) => total + widthPx * heightPx, 0) / 1e6;
}

export function countsOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** In order of first appearance; `Map.groupBy` is not in Node 20. */
export function groupedBy<T, Key>(items: readonly T[], keyOf: (item: T) => Key): T[][] {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** The value that the spec's own arrangement has put there. */
export function existing<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('Expected a value that the spec arranged, got none.');
  return value;
}
