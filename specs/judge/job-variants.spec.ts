import { describe, expect, it } from 'vitest';
import { createJobBook } from '../../harness/judge/job-book.ts';
import { askKey, type TrialPlan } from '../../harness/model/plan.ts';
import { painting } from './painted-thumbnails.ts';
import { album } from './thumbnails-made-alone.ts';
import { oneAtATime } from '../literals/workload.ts';

const PHOTOS = album('queued', 5);
const RECIPE = painting().recipe;
const PLAN: TrialPlan = {
  schemaVersion: 1,
  seed: 1,
  nonce: 'unused',
  owners: [],
  photos: PHOTOS,
  recipes: [RECIPE, { ...RECIPE, width: 32 }, { ...RECIPE, format: 'webp' }],
  workload: oneAtATime(
    // The last photo is never asked for; the first twice.
    [[0, 1, 2, 3, 0].map((i, at) => ({ key: askKey(`k${at}`), photo: idOf(i), recipe: 1, version: 1 }))],
  ),
};
const book = createJobBook(PLAN);

function idOf(index: number) {
  const id = PHOTOS[index]?.id;
  if (id === undefined) throw new RangeError(`Expected a photo ${index}.`);
  return id;
}

describe('the variants of a job', () => {
  it('are the same photo under each other recipe, each a pair of its own', () => {
    const entry = book.find('k2');
    if (entry === undefined) throw new RangeError('Expected a job k2.');
    const variants = book.variantsOf(entry);
    expect(variants.map(({ recipe, recipeIndex }) => [recipe, recipeIndex])).toEqual([
      [PLAN.recipes[0], 0],
      [PLAN.recipes[2], 2],
    ]);
    expect(variants.map(({ photo, position, key }) => [photo, position, key])).toEqual([
      [PHOTOS[2], 2, 'k2'],
      [PHOTOS[2], 2, 'k2'],
    ]);
    expect(new Set([entry, ...variants].map(({ pair }) => pair)).size).toBe(3);
    expect(variants[0]?.pair).toBe(entry.pair.replace(/1$/, '0'));
  });
});

describe('the queue around a place', () => {
  const placesAway = (position: number) => PHOTOS.map((photo) => book.queueAround(position).placesAway(photo));

  it('counts the places to a photo, whichever way, at its nearest, and not the place itself', () => {
    expect(placesAway(1)).toEqual([1, Infinity, 1, 2, Infinity]);
    expect(placesAway(0)).toEqual([4, 1, 2, 3, Infinity]);
    expect(placesAway(3)).toEqual([1, 2, 1, Infinity, Infinity]);
  });

  it('takes the earlier of two places equally far for the nearest', () => {
    expect(book.queueDistance(2, idOf(0))).toBe(-2);
    expect(book.queueDistance(3, idOf(0))).toBe(1);
  });

  it('gives as many as are wanted, and no more than there are', () => {
    const nearest = (count: number) =>
      book
        .queueAround(2)
        .nearest(count)
        .map(({ id }) => id);
    expect(nearest(0)).toEqual([]);
    expect(nearest(2)).toEqual([idOf(2), idOf(3)]);
    expect(nearest(99)).toEqual([idOf(2), idOf(3), idOf(1), idOf(0)]);
  });

  it('knows no version of a photo that the plan does not have', () => {
    const entry = book.find('k1');
    expect(() => entry && book.withVersion(entry, 9)).toThrow(RangeError);
  });
});
