// Everything that is judged is judged against the job it answers: which photo, which recipe, where in the queue.

import type { Queue } from '../model/naming.ts';
import type { Ask, PhotoId, PhotoPlan, TrialPlan } from '../model/plan.ts';
import type { SourceClass } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';

/** `position`: place in the order of asking, over the whole trial. `pair` names the photo version and recipe. */
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
  /** All photos of the trial, always the same array. */
  readonly photos: readonly PhotoPlan[];
  /** The queue as it is seen from a position: likely donors are near. */
  readonly queueAround: (position: number) => Queue;
  /** How many places after `position` the photo was asked for, at its nearest; null when it never was. */
  readonly queueDistance: (position: number, photo: PhotoId) => number | null;
};

/** A job that is asked again in a later round has this before the number of the round in its key. */
export const ROUND_MARK = '~';

export function createJobBook(plan: TrialPlan): JobBook {
  const photos = new Map(plan.photos.map((photo) => [photo.id, photo]));
  const order: Ask[] = plan.workload.batches.flat();
  const entries = new Map<string, JobEntry>();
  const positions = new Map<PhotoId, number[]>();
  order.forEach((ask, position) => {
    const photo = photos.get(ask.photo);
    const recipe = plan.recipes[ask.recipe];
    if (photo === undefined || recipe === undefined)
      throw new RangeError(`Expected ask ${ask.key} to name a photo and a recipe of the plan.`);
    const sourceClass = photo.archived ? 'archived' : 'fresh';
    entries.set(ask.key, {
      key: ask.key,
      photo,
      recipe,
      recipeIndex: ask.recipe,
      sourceClass,
      position,
      pair: `${photo.id}@${photo.version}|${ask.recipe}`,
    });
    const known = positions.get(ask.photo);
    if (known === undefined) positions.set(ask.photo, [position]);
    else known.push(position);
  });
  const queueDistance = (position: number, photo: PhotoId): number | null => {
    const distances = (positions.get(photo) ?? []).map((at) => at - position).filter((distance) => distance !== 0);
    return distances.reduce<number | null>(
      (best, distance) => (best === null || Math.abs(distance) < Math.abs(best) ? distance : best),
      null,
    );
  };
  const nearest = (position: number, count: number): readonly PhotoPlan[] => {
    const near = new Map<PhotoId, PhotoPlan>();
    for (let distance = 0; distance < order.length && near.size < count; distance++) {
      for (const at of distance === 0 ? [position] : [position + distance, position - distance]) {
        const ask = order[at];
        const photo = ask === undefined ? undefined : photos.get(ask.photo);
        if (photo !== undefined && near.size < count) near.set(photo.id, photo);
      }
    }
    return [...near.values()];
  };
  return {
    photos: plan.photos,
    queueDistance,
    queueAround: (position) => ({
      nearest: (count) => nearest(position, count),
      placesAway: ({ id }) => Math.abs(queueDistance(position, id) ?? Number.POSITIVE_INFINITY),
    }),
    find: (key) => entries.get(key) ?? entries.get(key.split(ROUND_MARK)[0] ?? key),
  };
}
