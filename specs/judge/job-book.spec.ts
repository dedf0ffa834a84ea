import { describe, expect, it } from 'vitest';
import { createJobBook } from '../../harness/judge/job-book.ts';
import { askKey, photoId, type PhotoPlan, type TrialPlan } from '../../harness/model/plan.ts';
import { album, habit } from './thumbnails-made-alone.ts';
import { oneAtATime } from '../literals/workload.ts';

const [A, B, C, D] = album('booked', 4) as readonly [PhotoPlan, PhotoPlan, PhotoPlan, PhotoPlan];

function planOf(asks: readonly (readonly [string, PhotoPlan, number?])[]): TrialPlan {
  return {
    schemaVersion: 1,
    seed: 1,
    nonce: 'n',
    owners: [],
    photos: [A, B, C, { ...D, archived: true }],
    recipes: [habit().recipe],
    workload: oneAtATime(
      [asks.slice(0, 2), asks.slice(2)].map((batch) =>
        batch.map(([key, photo, version = 1]) => ({ key: askKey(key), photo: photo.id, recipe: 0, version })),
      ),
    ),
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

  it('refuses a plan that asks for a recipe which it does not hold', () => {
    expect(() => createJobBook({ ...planOf([['k0', A]]), recipes: [] })).toThrow(
      new RangeError('Expected ask k0 to name a photo and a recipe of the plan.'),
    );
  });
});

describe('a job book of photos that are replaced', () => {
  const REPLACED = createJobBook(
    planOf([
      ['k0', A],
      ['k1', B],
      ['k2', A, 2],
      ['k3', A, 2],
    ]),
  );

  it('expects of each job the version that was current when it was asked for', () => {
    expect(REPLACED.find('k0')?.photo).toBe(A);
    expect(REPLACED.find('k2')?.photo).toMatchObject({ id: A.id, version: 2, contentId: A.contentId });
    expect(REPLACED.find('k2')?.pair).toBe(REPLACED.find('k3')?.pair);
    expect(REPLACED.find('k2')?.pair).not.toBe(REPLACED.find('k0')?.pair);
  });

  it('expects of every job of a later round the latest version', () => {
    expect(REPLACED.find('k0~2')?.photo.version).toBe(2);
    expect(REPLACED.find('k1~2')?.photo).toBe(B);
  });

  it('counts each version as a donor of its own, and knows them all', () => {
    expect(
      REPLACED.queueAround(3)
        .nearest(9)
        .map(({ id, version }) => [id, version]),
    ).toEqual([
      [A.id, 2],
      [B.id, 1],
      [A.id, 1],
    ]);
    expect(REPLACED.versionsOf(A.id)).toEqual([1, 2]);
    expect(REPLACED.versionsOf(B.id)).toEqual([1]);
  });

  it('gives the job as it is with another version', () => {
    const first = REPLACED.find('k0');
    if (first === undefined) throw new RangeError('Expected the job of k0.');
    expect(REPLACED.withVersion(first, 2)).toEqual({ ...REPLACED.find('k2'), key: 'k0', position: 0 });
    expect(REPLACED.withVersion(first, 1)).toBe(first);
  });
});

describe('a job book of reads in trouble', () => {
  const plan = planOf([
    ['k0', A],
    ['k1', B],
    ['k2', A],
    ['k3', C],
  ]);
  const workload = {
    ...plan.workload,
    happenings: [
      { kind: 'read', at: askKey('k2'), lagMs: 3, how: 'cut' },
      { kind: 'read', at: askKey('k3'), lagMs: 3, how: 'stalled' },
      { kind: 'transfer', at: askKey('k1'), lagMs: 3, how: 'abandoned' },
    ] as const,
  };
  const broken = (readsThroughUs: boolean) => {
    const book = createJobBook({ ...plan, workload }, readsThroughUs);
    return ['k0', 'k1', 'k2', 'k3', 'k0~2'].map((key) => book.find(key)?.readBroke);
  };

  it('knows every ask for a photo of which less than all is read once', () => {
    expect(broken(true)).toEqual([true, false, true, false, true]);
  });

  it('knows none where nothing is read through us', () => {
    expect(broken(false)).toEqual([false, false, false, false, false]);
  });
});
