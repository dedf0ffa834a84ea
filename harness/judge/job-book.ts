// Everything that is judged is judged against the job it answers: which photo, which recipe, where in the queue.

import type { Queue } from '../model/naming.ts';
import { everyPicture, everyVersion, versionName, versionsOf } from '../model/photo-versions.ts';
import type { Ask, PhotoId, PhotoPlan, TrialPlan } from '../model/plan.ts';
import type { SourceClass } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import { plannedKeyOf } from '../model/ask-rounds.ts';
import { isBroken } from '../model/troubles.ts';

/**
 * `photo` is the version that was current when it was asked for. `position`: place in the order of asking, over the whole
 * trial. `pair` names the photo version and recipe. `readBroke`: somewhere in the trial a read of the photo is broken by us,
 * and whoever shares reads, or remembers them, may answer any ask for it with what came of that.
 */
export type JobEntry = {
  readonly key: string;
  readonly photo: PhotoPlan;
  readonly recipe: Recipe;
  readonly recipeIndex: number;
  readonly sourceClass: SourceClass;
  readonly position: number;
  readonly pair: string;
  readonly readBroke: boolean;
};

export type JobBook = {
  readonly find: (key: string) => JobEntry | undefined;
  /** The job as it is when the photo has another version; the same pixels are expected of all jobs of one pair. */
  readonly withVersion: (entry: JobEntry, version: number) => JobEntry;
  /** The job as it is for each other recipe of the trial. */
  readonly variantsOf: (entry: JobEntry) => readonly JobEntry[];
  /** The versions that a photo has in this trial, ascending. */
  readonly versionsOf: (photo: PhotoId) => readonly number[];
  /** All that a thumbnail of the trial may show: each photo in every version and every picture. Always the same array. */
  readonly photos: readonly PhotoPlan[];
  /** The queue as it is seen from a position: likely donors are near. */
  readonly queueAround: (position: number) => Queue;
  /** How many places after `position` the photo was asked for, at its nearest; null when it never was. */
  readonly queueDistance: (position: number, photo: PhotoId) => number | null;
};

/** Planned troubles of reads come about only where photos are read through us. */
export function createJobBook(plan: TrialPlan, readsThroughUs = true): JobBook {
  const order: Ask[] = plan.workload.batches.flat();
  const latest = versionsOf(plan);
  const entries = new Map<string, JobEntry>();
  const positions = new Map<PhotoId, number[]>();
  const all = everyVersion(plan);
  const pictures = everyPicture(plan);
  const versions = new Map(all.map((photo) => [versionName(photo), photo]));
  /** One object for each version of a photo, and for its first the plan's own. */
  const versioned = (id: PhotoId, version: number): PhotoPlan => {
    const photo = versions.get(versionName({ id, version }));
    if (photo === undefined) throw new RangeError(`Expected photo ${id} to have a version ${version} in the plan.`);
    return photo;
  };
  const broken = readsThroughUs ? brokenReads(plan) : new Set();
  order.forEach((ask, position) => {
    const recipe = plan.recipes[ask.recipe];
    const photo = versions.get(versionName({ id: ask.photo, version: ask.version }));
    if (photo === undefined || recipe === undefined)
      throw new RangeError(`Expected ask ${ask.key} to name a photo and a recipe of the plan.`);
    entries.set(ask.key, {
      key: ask.key,
      photo,
      recipe,
      recipeIndex: ask.recipe,
      sourceClass: classOf(photo),
      position,
      pair: pairOf(photo, ask.recipe),
      readBroke: broken.has(ask.photo),
    });
    const known = positions.get(ask.photo);
    if (known === undefined) positions.set(ask.photo, [position]);
    else known.push(position);
  });
  const withVersion = (entry: JobEntry, version: number): JobEntry => {
    if (entry.photo.version === version) return entry;
    const photo = versioned(entry.photo.id, version);
    return { ...entry, photo, sourceClass: classOf(photo), pair: pairOf(photo, entry.recipeIndex) };
  };
  const queueDistance = (position: number, photo: PhotoId): number | null => {
    const distances = (positions.get(photo) ?? []).map((at) => at - position).filter((distance) => distance !== 0);
    return distances.reduce<number | null>(
      (best, distance) => (best === null || Math.abs(distance) < Math.abs(best) ? distance : best),
      null,
    );
  };
  const nearest = (position: number, count: number): readonly PhotoPlan[] => {
    const near = new Set<PhotoPlan>();
    for (let distance = 0; distance < order.length && near.size < count; distance++) {
      for (const at of distance === 0 ? [position] : [position + distance, position - distance]) {
        const ask = order[at];
        if (ask !== undefined && near.size < count) near.add(versioned(ask.photo, ask.version));
      }
    }
    return [...near];
  };
  return {
    photos: pictures,
    withVersion,
    variantsOf: (entry) =>
      plan.recipes.flatMap((recipe, recipeIndex) =>
        recipeIndex === entry.recipeIndex
          ? []
          : [{ ...entry, recipe, recipeIndex, pair: pairOf(entry.photo, recipeIndex) }],
      ),
    versionsOf: (photo) => all.filter(({ id }) => id === photo).map(({ version }) => version),
    queueDistance,
    queueAround: (position) => ({
      nearest: (count) => nearest(position, count),
      placesAway: ({ id }) => Math.abs(queueDistance(position, id) ?? Number.POSITIVE_INFINITY),
    }),
    find: (key) => {
      const entry = entries.get(key);
      if (entry !== undefined) return entry;
      // By a later round every photo has its latest version.
      const again = entries.get(plannedKeyOf(key));
      return again === undefined ? undefined : withVersion(again, latest.get(again.photo.id) ?? again.photo.version);
    },
  };
}

function classOf({ archived }: PhotoPlan): SourceClass {
  return archived ? 'archived' : 'fresh';
}

function pairOf(photo: PhotoPlan, recipe: number): string {
  return `${versionName(photo)}|${recipe}`;
}

function brokenReads({ workload }: TrialPlan): ReadonlySet<PhotoId> {
  const at = new Set<string>(
    workload.happenings.flatMap((happening) =>
      happening.kind === 'read' && isBroken(happening) ? [happening.at] : [],
    ),
  );
  return new Set(workload.batches.flat().flatMap(({ key, photo }) => (at.has(key) ? [photo] : [])));
}
