// What the judge's smaller questions are asked with: a job, and an easel to paint what it should look like.

import type { Easel } from '../../harness/judge/judge-bench.ts';
import type { JobEntry } from '../../harness/judge/job-book.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Painting } from './painted-thumbnails.ts';
import { painter, shown, storedFormat } from './thumbnails-made-alone.ts';

export const easel: Easel = { painter, shown, storedFormat };

/** The only job of a trial. Throws where there is no photo, as of an album that is too short. */
export function jobFor(photo: PhotoPlan | undefined, { recipe }: Painting): JobEntry {
  if (photo === undefined) throw new RangeError('Expected a photo.');
  return {
    key: 'only',
    photo,
    recipe,
    recipeIndex: 0,
    sourceClass: 'fresh',
    position: 0,
    readBroke: false,
    pair: 'only',
  };
}
