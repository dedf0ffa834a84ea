// How much a judge takes upon itself: how many doubts it keeps, which answers it doubts though they are clean, and what
// it makes of jobs that it does not know.

import { describe, expect, it } from 'vitest';
import { askKey, type PhotoPlan, type TrialPlan } from '../../harness/model/plan.ts';
import type { Profile, ReadableProfile } from '../../harness/model/profile.ts';
import { unmarked } from '../photos/literal-carriers.ts';
import { court, courtOver, LEARNED, own, photo, TOLD, WAY, type Court } from './court.ts';
import { album, habit, thumbnailOf } from './thumbnails-made-alone.ts';
import { donorOf, wordOfNaming } from './word-of-naming.ts';
import { oneAtATime } from '../literals/workload.ts';

const ORDINARY = { format: 'png', orientationExif: 1 } as const;
const CROWD = album('crowd on trial', 402);
/** With fewer pixels than the claims hold for; the second is nothing but a photograph. */
const [SMALL, SMALL_PHOTOGRAPH] = [null, unmarked('scene 0')].map((carrier, i) =>
  first(album(`small on trial ${i}`, 1, { ...ORDINARY, widthPx: 180, heightPx: 144, carrier })),
);
const PHOTOGRAPH = first(album('photograph on trial', 1, { ...ORDINARY, carrier: unmarked('scene 0') }));
const KNOWN = readable();

function first(photos: readonly PhotoPlan[]): PhotoPlan {
  const [photo] = photos;
  if (photo === undefined) throw new RangeError('Expected a photo.');
  return photo;
}

function readable(): ReadableProfile {
  if (LEARNED.kind === 'unreadable') throw new RangeError(LEARNED.why);
  return LEARNED;
}

/** A trial in which each photo is asked for once, under its key. */
function trialOf(asked: Readonly<Record<string, PhotoPlan | undefined>>, learned: Profile = KNOWN, seed = 9): Court {
  const jobs = Object.entries(asked).map(([key, each]) => ({ key: askKey(key), photo: each ?? photo(0) }));
  const plan: TrialPlan = {
    schemaVersion: 1,
    seed,
    nonce: 'unused',
    owners: [],
    photos: [...new Set(jobs.map((job) => job.photo))],
    recipes: [WAY.recipe],
    workload: oneAtATime([jobs.map((job) => ({ key: job.key, photo: job.photo.id, recipe: 0, version: 1 }))]),
  };
  return courtOver(plan, plan.photos, TOLD, learned);
}

const crowd = (count: number) => Object.fromEntries(CROWD.slice(0, count).map((each, i) => [`k${i}`, each] as const));

/** So many answers that cannot be decoded, each of another photo. */
async function filled(trial: Court, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await trial.answer(`k${i}`, Uint8Array.of(1, 2, 3));
}

describe('a judge of a thumbnailer that it does not understand', () => {
  it('keeps four hundred doubts, and counts the rest as unreadable at once', async () => {
    const trial = trialOf(crowd(402));
    await filled(trial, 400);
    expect(trial.judge.doubts()).toHaveLength(400);
    expect(trial.counts.unreadable).toBe(0);
    await trial.answer('k400', Uint8Array.of(1, 2, 3));
    expect(trial.judge.doubts().at(-1)?.key).toBe('k399');
    expect(trial.covered.unreadable).toEqual([true]);
  });

  it('counts nothing twice of what it keeps no doubt about', async () => {
    const trial = trialOf({ ...crowd(400), again: CROWD[0], a3: photo(3), b3: photo(3) });
    await filled(trial, 400);
    await trial.answer('again', Uint8Array.of(1, 2));
    await trial.answer('a3', own(3));
    // Its bytes changed, which would be asked about, and it was counted before.
    await trial.answer('b3', await thumbnailOf(photo(3), habit({ quality: 79 })));
    expect(trial.counts).toMatchObject({ verified: 1, repeats: 1, unreadable: 0 });
    expect(trial.judge.doubts()).toHaveLength(400);
  });
});

describe('a clean answer of a photo that shows too little', () => {
  const doubtsOf = async (trial: Court, each: PhotoPlan | undefined) => {
    await trial.answer('a3', await thumbnailOf(each ?? photo(0), WAY));
    return trial.judge.doubts().map(({ key }) => key);
  };

  it('is asked for alone where it has no marks, and not where it has, or is large enough', async () => {
    expect(await doubtsOf(trialOf({ a3: SMALL_PHOTOGRAPH }), SMALL_PHOTOGRAPH)).toEqual(['a3']);
    expect(await doubtsOf(trialOf({ a3: SMALL }), SMALL)).toEqual([]);
    expect(await doubtsOf(trialOf({ a3: PHOTOGRAPH }), PHOTOGRAPH)).toEqual([]);
  });

  it('is asked for alone as long as it takes not more than half of the room', async () => {
    const asked = { ...crowd(200), a3: SMALL_PHOTOGRAPH };
    const [almost, full] = [trialOf(asked), trialOf(asked)];
    await filled(almost, 199);
    expect(await doubtsOf(almost, SMALL_PHOTOGRAPH)).toHaveLength(200);
    await filled(full, 200);
    expect(await doubtsOf(full, SMALL_PHOTOGRAPH)).toHaveLength(200);
  });

  it('is not looked at a second time', async () => {
    const unlike = { ...KNOWN, likeness: { mismatchShareMax: -1, pdqDistanceBitsMax: -1 } };
    // This seed draws the answer a3 for a second look.
    expect(await doubtsOf(trialOf({ a3: SMALL }, unlike, 34), SMALL)).toEqual([]);
    expect(await doubtsOf(trialOf({ a3: photo(3) }, unlike, 34), photo(3))).toEqual(['a3']);
  });
});

describe('an answer that proves something, but no mix-up', () => {
  const judged = async (kind: 'damaged' | 'stale') => {
    const word = { kind, severity: 'shape', donors: [donorOf(photo(3))] } as const;
    const trial = court(TOLD, LEARNED, { naming: wordOfNaming({}, word) });
    const finding = await trial.answer('a3', own(5));
    return { kind: finding?.breach.kind ?? null, mixups: trial.counts.mixups, doubts: trial.judge.doubts().length };
  };

  it('is in doubt where it is another picture of its own animation', async () => {
    expect(await judged('damaged')).toEqual({ kind: null, mixups: 0, doubts: 1 });
  });

  it('is charged, but not as a mix-up, where it is of an older version', async () => {
    expect(await judged('stale')).toEqual({ kind: 'stale', mixups: 0, doubts: 0 });
  });
});

describe('a photo that is cropped to its content', () => {
  const cropping = (gravity: ReadableProfile['placement']['gravity']): Profile => ({
    ...KNOWN,
    byteStable: false,
    placement: { ...KNOWN.placement, gravity },
  });
  const wide = first(album('wide on trial', 1, { ...ORDINARY, widthPx: 600, heightPx: 300 }));
  const asked = { a3: wide, b3: wide, c3: wide };

  it('is asked for alone where it is cropped elsewhere than the first time', async () => {
    const trial = trialOf(asked, cropping('content'));
    await trial.answer('a3', await thumbnailOf(wide, WAY));
    await trial.answer('b3', await thumbnailOf(wide, habit({ quality: 79 })));
    expect(trial.judge.doubts()).toEqual([]);
    await trial.answer('c3', await thumbnailOf(wide, habit({}, { position: 'left top' })));
    expect(trial.judge.doubts()).toMatchObject([{ key: 'c3', counted: true, isRepeat: true }]);
  });
});

describe('a judge that is asked about what is in no plan', () => {
  it('has nothing but the key to charge an answer with', async () => {
    const { judge, answer } = court();
    judge.asked(0, ['ghost', 'shade']);
    const finding = await answer('ghost', own(3));
    expect(finding).toMatchObject({ breach: { kind: 'unasked', key: 'ghost' }, victim: null });
    expect(finding?.bytes).toEqual(own(3));
    expect(judge.refused('shade', 0)).toBeNull();
    expect(judge.damaged()).toEqual([]);
  });

  it('does not take a refused photo for a damaged one', () => {
    const { judge } = court();
    judge.refused('a1', 0);
    expect(judge.damaged()).toEqual([]);
    judge.refused('d1', 0);
    judge.refused('d1', 0);
    expect(judge.damaged().map(({ refusals }) => refusals)).toEqual([1]);
  });
});
