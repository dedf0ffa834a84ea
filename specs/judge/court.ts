// A judge with real eyes, real naming and a real profile, over sixteen painted photos. Its scores are kept to be looked at.

import sharp from 'sharp';
import { createNaming } from '../../harness/explain/naming.ts';
import { createJobBook } from '../../harness/judge/job-book.ts';
import type { JudgeBench } from '../../harness/judge/judge-bench.ts';
import type { Alone, Doubt } from '../../harness/judge/settle-doubt.ts';
import { createTrialJudge, type TrialJudge } from '../../harness/judge/trial-judge.ts';
import type { Told } from '../../harness/model/adapter.ts';
import { askKey, type Happening, type PhotoPlan, type TrialPlan } from '../../harness/model/plan.ts';
import { createMarkBook } from '../../harness/model/metadata-mark.ts';
import type { Naming } from '../../harness/model/naming.ts';
import type { Observation, Profile } from '../../harness/model/profile.ts';
import { fastDigest } from '../../harness/observe/digest.ts';
import { createMetadataFinder } from '../../harness/observe/metadata.ts';
import {
  album,
  decode,
  habit,
  learn,
  madeAlone,
  NONCE,
  painter,
  secondOpinion,
  shown,
  storedFormat,
  thumbnailOf,
} from './thumbnails-made-alone.ts';
import { oneAtATime } from '../literals/workload.ts';

export const WAY = habit();
export const PHOTOS = album('on trial', 16);
/** The first is cut off; of the others nothing but headers is left. */
export const DAMAGED: readonly PhotoPlan[] = album('broken', 3).map((broken, i) => ({
  ...broken,
  format: 'jpeg',
  orientationExif: 1,
  damage: i === 0 ? { kind: 'truncated', percent: 50 } : { kind: 'zero-scan' },
}));
export const TOLD: Told = { width: true, height: true, fit: true, format: true };
export const NOTHING_TOLD: Told = { width: false, height: false, fit: false, format: false };

/**
 * Each photo is asked for once, in order, under the keys a0 to a15; the first eight again, under the keys b0 to b7; and
 * the fourth twice more under the keys r3 and r3b, once it has been replaced. The damaged ones are asked for twice, under
 * the keys d0 to d2 and e0 to e2.
 */
const PLAN: TrialPlan = {
  schemaVersion: 1,
  seed: 5,
  nonce: 'unused',
  owners: [],
  photos: [...PHOTOS, ...DAMAGED],
  recipes: [WAY.recipe, { ...WAY.recipe, format: 'png' }],
  workload: oneAtATime([
    PHOTOS.map((photo, i) => ({ key: askKey(`a${i}`), photo: photo.id, recipe: 0, version: 1 })),
    PHOTOS.slice(0, 8).map((photo, i) => ({ key: askKey(`b${i}`), photo: photo.id, recipe: 0, version: 1 })),
    ...['r3', 'r3b'].map((key) => [{ key: askKey(key), photo: at(PHOTOS, 3).id, recipe: 0, version: 2 }]),
    ...['d', 'e'].map((round) =>
      DAMAGED.map((photo, i) => ({ key: askKey(`${round}${i}`), photo: photo.id, recipe: 0, version: 1 })),
    ),
  ]),
};

export type Counts = {
  verified: number;
  unreadable: number;
  mixups: number;
  repeats: number;
  byteIdentical: number;
};

export type Court = {
  readonly judge: TrialJudge;
  /** What the judge works with, for those who ask a part of it. */
  readonly bench: JudgeBench;
  readonly counts: Counts;
  /** Of each mix-up and each unreadable answer, whether its photo is large enough to be covered by the claim. */
  readonly covered: { readonly mixups: readonly boolean[]; readonly unreadable: readonly boolean[] };
  /** Of each damaged photo that leaked nothing, whether the same came each time. */
  readonly contained: readonly boolean[];
  /** Brings one answer before the judge. */
  readonly answer: (key: string, bytes: Uint8Array) => ReturnType<TrialJudge['thumbnail']>;
  /** The doubt that the judge must have about this answer. */
  readonly doubtOf: (key: string) => Doubt;
};

/** What the thumbnailer makes of each photo of the trial when it works alone. */
export const clean: readonly Uint8Array[] = await Promise.all(PHOTOS.map((photo) => thumbnailOf(photo, WAY)));
export const LEARNED: Profile = learn(await madeAlone(album('learning', 24), WAY), WAY);

/**
 * `trails`: alone it left bytes after the end of its pictures. `naming`: another word on whose pixels they are. `seed`
 * decides which answers are asked for alone, or looked at again. `happenings` beside the asking are none by default.
 */
type Circumstances = {
  readonly trails?: boolean;
  readonly naming?: Naming;
  readonly seed?: number;
  readonly happenings?: readonly Happening[];
};

export function court(told: Told = TOLD, learned: Profile = LEARNED, about: Circumstances = {}): Court {
  const { seed = PLAN.seed, happenings = [] } = about;
  return courtOver({ ...PLAN, seed, workload: { ...PLAN.workload, happenings } }, PHOTOS, told, learned, about);
}

/** The same over photos of another plan. */
export function courtOver(
  plan: TrialPlan,
  photos: readonly PhotoPlan[],
  told: Told,
  learned: Profile,
  {
    trails = false,
    naming = createNaming(painter, shown, storedFormat, NONCE),
  }: Pick<Circumstances, 'trails' | 'naming'> = {},
): Court {
  const contained: boolean[] = [];
  const covered = { mixups: Array<boolean>(), unreadable: Array<boolean>() };
  const counts: Counts = {
    verified: 0,
    unreadable: 0,
    mixups: 0,
    repeats: 0,
    byteIdentical: 0,
  };
  const bench: JudgeBench = {
    seed: plan.seed,
    book: createJobBook(plan),
    told,
    painter,
    naming,
    shown,
    storedFormat,
    profileOf: () => learned,
    decode,
    secondOpinion,
    privacy: { marks: createMarkBook(NONCE, photos), metadataIn: createMetadataFinder(NONCE), trails },
    scorer: {
      verified: () => counts.verified++,
      unreadable: (_entry, isCovered) => {
        counts.unreadable++;
        covered.unreadable.push(isCovered);
      },
      mixup: (_entry, isCovered) => {
        counts.mixups++;
        covered.mixups.push(isCovered);
      },
      repeat: () => counts.repeats++,
      byteIdentical: () => counts.byteIdentical++,
      contained: (_entry, isSteady) => contained.push(isSteady),
    },
  };
  const judge = createTrialJudge(bench);
  judge.asked(
    0,
    plan.workload.batches.flat().map(({ key }) => key),
  );
  return {
    judge,
    bench,
    counts,
    covered,
    contained,
    answer: (key, bytes) => judge.thumbnail({ key, batch: 0, bytes, digest: fastDigest(bytes) }),
    doubtOf: (key) =>
      at(
        judge.doubts().filter((doubt) => doubt.key === key),
        0,
      ),
  };
}

export function photo(index: number): PhotoPlan {
  return at(PHOTOS, index);
}

/** The clean thumbnail of a photo. */
export function own(index: number): Uint8Array {
  return at(clean, index);
}

export function alone(bytes: Uint8Array): Alone {
  return { kind: 'thumbnail', bytes, digest: fastDigest(bytes) };
}

/** A picture as the thumbnailer would have answered it. */
export async function encoded({ widthPx, heightPx, luma }: Observation): Promise<Uint8Array> {
  const raw = { width: widthPx, height: heightPx, channels: 1 as const };
  return sharp(luma, { raw }).toColourspace('b-w').jpeg({ quality: 90 }).toBuffer();
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`Expected more than ${index} values, got ${values.length}.`);
  return value;
}
