import { describe, expect, it } from 'vitest';
import { createJobBook } from '../../harness/judge/job-book.ts';
import { askKey, photoId, type PhotoPlan, type TrialPlan } from '../../harness/model/plan.ts';
import { album, habit } from './thumbnails-made-alone.ts';

const [A, B, C, D] = album('booked', 4) as readonly [PhotoPlan, PhotoPlan, PhotoPlan, PhotoPlan];

function planOf(asks: readonly (readonly [string, PhotoPlan])[]): TrialPlan {
  return {
    schemaVersion: 1,
    seed: 1,
    nonce: 'n',
    owners: [],
    photos: [A, B, C, { ...D, archived: true }],
    recipes: [habit().recipe],
    workload: {
      concurrency: 2,
      batchesInFlight: 1,
      batches: [asks.slice(0, 2), asks.slice(2)].map((batch) =>
        batch.map(([key, photo]) => ({ key: askKey(key), photo: photo.id, recipe: 0 })),
      ),
    },
  };
}

const BOOK = createJobBook(
  planOf([
    ['k0', A],
    ['k1', B],
    ['k2', A],
    ['k3', C],
    ['k4', D],
  ]),
);

describe('a job book', () => {
  it('finds the job of a key, with its photo, recipe, class and place in the queue', () => {
    expect(BOOK.find('k3')).toMatchObject({
      key: 'k3',
      photo: C,
      recipe: habit().recipe,
      recipeIndex: 0,
      sourceClass: 'fresh',
      position: 3,
    });
    expect(BOOK.find('k4')).toMatchObject({ sourceClass: 'archived', position: 4 });
    expect(BOOK.find('k0')?.pair).toBe(BOOK.find('k2')?.pair);
    expect(BOOK.find('k0')?.pair).not.toBe(BOOK.find('k1')?.pair);
  });

  it('finds the job of a later round under its marked key', () => {
    expect(BOOK.find('k3~2')).toBe(BOOK.find('k3'));
  });

  it('knows nothing of a key that nobody asked under', () => {
    for (const key of ['k5', '', '~2', 'k5~2', 'K3', '__proto__']) expect(BOOK.find(key)).toBe(undefined);
  });

  it('lists photos by their nearness in the queue, each once, the later one first among equals', () => {
    expect(
      BOOK.queueAround(3)
        .nearest(4)
        .map(({ id }) => id),
    ).toEqual([C.id, D.id, A.id, B.id]);
    expect(
      BOOK.queueAround(0)
        .nearest(9)
        .map(({ id }) => id),
    ).toEqual([A.id, B.id, C.id, D.id]);
  });

  it('measures how far away in the queue a photo was asked for at its nearest, not counting the place itself', () => {
    expect(BOOK.queueDistance(1, C.id)).toBe(2);
    expect(BOOK.queueDistance(3, B.id)).toBe(-2);
    expect(BOOK.queueDistance(3, A.id)).toBe(-1);
    expect(BOOK.queueDistance(0, A.id)).toBe(2);
    expect(BOOK.queueDistance(0, photoId('nobody'))).toBe(null);
  });

  it('refuses a plan that asks for a photo which it does not hold', () => {
    const [stranger] = album('elsewhere', 1) as readonly [PhotoPlan];
    expect(() => createJobBook(planOf([['k0', stranger]]))).toThrow(
      new RangeError('Expected ask k0 to name a photo and a recipe of the plan.'),
    );
  });
});
