// From an ask of a plan to the job that a thumbnailer is handed.

import type { PlainJob } from './adapter.ts';
import { photoAt } from './photo-versions.ts';
import type { Ask, PhotoPlan, TrialPlan } from './plan.ts';

/** The photo as plain data, at the path where it was laid. */
export function plainPhoto(photo: PhotoPlan, path: string): PlainJob['photo'] {
  const { owner, album, name, version, archived } = photo;
  return { owner, album, name, version, archived, path };
}

/** Turns asks of one plan into jobs; throws a RangeError for an ask of a photo or recipe that the plan does not have. */
export function plainJobs(plan: TrialPlan, pathOf: (photo: PhotoPlan) => string): (ask: Ask) => PlainJob {
  const photos = new Map(plan.photos.map((photo) => [photo.id, photo]));
  return (ask) => {
    const photo = photos.get(ask.photo);
    const recipe = plan.recipes[ask.recipe];
    if (photo === undefined || recipe === undefined)
      throw new RangeError(`Expected ask ${ask.key} to name a photo and a recipe of the plan.`);
    const now = photoAt(photo, ask.version);
    return { key: ask.key, photo: plainPhoto(now, pathOf(now)), recipe };
  };
}
