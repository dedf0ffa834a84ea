// Everything that is judged is judged against the job it answers: which photo, which recipe, where in the queue.

import { photoAt, versionsOf, type Ask, type PhotoId, type PhotoPlan, type TrialPlan } from '../model/plan.ts';
import type { SourceClass } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';

/**
 * `photo` is the version that was current when it was asked for. `position`: place in the order of asking, over the whole
 * trial. `pair` names the photo version and recipe.
 */
export type JobEntry = {
  readonly key: string;
  readonly photo: PhotoPlan;
  readonly recipe: Recipe;
  readonly recipeIndex: number;
  readonly sourceClass: SourceClass;
  readonly position: number;
  readonly pair: string;
};

export type JobBook = {
  readonly find: (key: string) => JobEntry | undefined;
  /** The job as it is when the photo has another version; the same pixels are expected of all jobs of one pair. */
  readonly withVersion: (entry: JobEntry, version: number) => JobEntry;
  /** The versions that a photo has in this trial, ascending. */
  readonly versionsOf: (photo: PhotoId) => readonly number[];
  /** Photo versions by their nearness in the queue to a position, each once, nearest first: likely donors come early. */
  readonly nearest: (position: number) => readonly PhotoPlan[];
  /** How many places after `position` the photo was asked for, at its nearest; null when it never was. */
  readonly queueDistance: (position: number, photo: PhotoId) => number | null;
};

/** A job that is asked again in a later round has this before the number of the round in its key. */
export const ROUND_MARK = '~';

export function createJobBook(plan: TrialPlan): JobBook {
  const photos = new Map(plan.photos.map((photo) => [photo.id, photo]));
  const order: Ask[] = plan.workload.batches.flat();
  const latest = versionsOf(plan);
  const entries = new Map<string, JobEntry>();
  const positions = new Map<PhotoId, number[]>();
  const versions = new Map<string, PhotoPlan>();
  /** One object for each version of a photo, and for its first the plan's own. */
  const versioned = (photo: PhotoPlan, version: number): PhotoPlan => {
    const first = photos.get(photo.id) ?? photo;
    if (first.version === version) return first;
    const name = `${photo.id}@${version}`;
    const known = versions.get(name) ?? photoAt(first, version);
    versions.set(name, known);
    return known;
  };
  order.forEach((ask, position) => {
    const uploaded = photos.get(ask.photo);
    const recipe = plan.recipes[ask.recipe];
    if (uploaded === undefined || recipe === undefined)
      throw new RangeError(`Expected ask ${ask.key} to name a photo and a recipe of the plan.`);
    const photo = versioned(uploaded, ask.version);
    const sourceClass = photo.archived ? 'archived' : 'fresh';
    entries.set(ask.key, {
      key: ask.key,
      photo,
      recipe,
      recipeIndex: ask.recipe,
      sourceClass,
      position,
      pair: pairOf(photo, ask.recipe),
    });
    const known = positions.get(ask.photo);
    if (known === undefined) positions.set(ask.photo, [position]);
    else known.push(position);
  });
  const withVersion = (entry: JobEntry, version: number): JobEntry => {
    if (entry.photo.version === version) return entry;
    const photo = versioned(entry.photo, version);
    return { ...entry, photo, pair: pairOf(photo, entry.recipeIndex) };
  };
  return {
    withVersion,
    versionsOf: (photo) => {
      const first = photos.get(photo)?.version ?? 1;
      return Array.from({ length: (latest.get(photo) ?? first) - first + 1 }, (_, index) => first + index);
    },
    find: (key) => {
      const entry = entries.get(key);
      if (entry !== undefined) return entry;
      // By a later round every photo has its latest version.
      const again = entries.get(key.split(ROUND_MARK)[0] ?? key);
      return again === undefined ? undefined : withVersion(again, latest.get(again.photo.id) ?? again.photo.version);
    },
    nearest: (position) => {
      const seen = new Set<PhotoPlan>();
      const nearest: PhotoPlan[] = [];
      for (let distance = 0; distance < order.length; distance++) {
        for (const at of distance === 0 ? [position] : [position + distance, position - distance]) {
          const ask = order[at];
          const uploaded = ask === undefined ? undefined : photos.get(ask.photo);
          if (ask === undefined || uploaded === undefined) continue;
          const photo = versioned(uploaded, ask.version);
          if (seen.has(photo)) continue;
          seen.add(photo);
          nearest.push(photo);
        }
      }
      return nearest;
    },
    queueDistance: (position, photo) => {
      const distances = (positions.get(photo) ?? []).map((at) => at - position).filter((distance) => distance !== 0);
      return distances.reduce<number | null>(
        (best, distance) => (best === null || Math.abs(distance) < Math.abs(best) ? distance : best),
        null,
      );
    },
  };
}

function pairOf({ id, version }: PhotoPlan, recipe: number): string {
  return `${id}@${version}|${recipe}`;
}
