// A judge with its real eyes over a dozen photos, in this process and without a thumbnailer: whatever it gets wrong here
// is a fault of thumbproof or of this machine, and of nobody else.

import { UNCOUNTED } from '../judge/judge-bench.ts';
import { createNaming } from '../explain/naming.ts';
import { planCalibration } from '../generate/calibration.ts';
import { createJobBook } from '../judge/job-book.ts';
import { expectedPicture } from '../judge/expected-picture.ts';
import { learnProfile } from '../judge/learn-profile.ts';
import type { LumaPicture } from '../judge/likeness.ts';
import type { Sample } from '../judge/made-alone.ts';
import { createTrialJudge, type TrialJudge } from '../judge/trial-judge.ts';
import { painted, reopened } from '../materialise/image-codec.ts';
import { makePicture } from '../materialise/make-picture.ts';
import { createPainter } from '../model/expectation.ts';
import { ALL_TOLD } from '../model/adapter.ts';
import { createMarkBook } from '../model/metadata-mark.ts';
import { everyVersion, photoAt } from '../model/photo-versions.ts';
import { askKey, type PhotoPlan, type TrialPlan } from '../model/plan.ts';
import { policyFor, type Observation, type ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import { createShownPhotos } from '../model/shown-photo.ts';
import { createLumaDecoder } from '../observe/decode.ts';
import { fastDigest } from '../observe/digest.ts';
import { createMetadataFinder } from '../observe/metadata.ts';
import { likenessAlone } from './thumbnails-made-alone.ts';

/** Small and lossless: what is on trial here is the judge. */
const RECIPE: Recipe = { width: 64, height: 64, fit: 'cover', format: 'png', quality: 80 };
const PHOTOS = 13;
/** This one's file holds no picture, as the judge is told. */
export const DAMAGED = 12;

/** Photo `i` is asked for under the key `a<i>`, and once it has been replaced under `r<i>`. */
export type Court = {
  readonly judge: TrialJudge;
  readonly profile: ReadableProfile;
  readonly nonce: string;
  readonly photo: (index: number) => PhotoPlan;
  /** The clean thumbnail of a photo as it was before any replacement. */
  readonly own: (index: number) => Buffer;
  readonly ownPicture: (index: number) => Observation;
  readonly expectedPicture: (index: number) => LumaPicture;
  readonly answer: (key: string, bytes: Uint8Array) => ReturnType<TrialJudge['thumbnail']>;
  readonly encoded: (picture: LumaPicture) => Promise<Buffer>;
};

/** Rejects when the judge cannot even read clean thumbnails, or sharp cannot make them. */
export async function openCourt(seed: number): Promise<Court> {
  const request = { seed, recipes: [RECIPE], photosPerClass: PHOTOS, archivedShare: 0, nameAttacks: [] };
  const drawn = planCalibration({ ...request, sourceFormats: ['jpeg'] });
  const asks = drawn.photos.flatMap(({ id }, index) =>
    [1, 2].map((version) => ({ key: askKey(`${'ar'[version - 1]}${index}`), photo: id, recipe: 0, version })),
  );
  const batches = [1, 2].map((version) => asks.filter((ask) => ask.version === version));
  const { nonce, photos } = drawn;
  const plan: TrialPlan = {
    ...drawn,
    photos: photos.map((photo, index) =>
      index === DAMAGED ? { ...photo, damage: { kind: 'zero-scan' } as const } : photo,
    ),
    workload: { ...drawn.workload, batches },
  };
  const painter = createPainter();
  const decoder = createLumaDecoder({ maxBytes: 1e6, maxPixels: 1e6 });
  const shown = createShownPhotos(nonce, 4 * PHOTOS);
  const storedFormat = ({ format }: PhotoPlan) => format;

  const thumbnails = new Map<PhotoPlan, Buffer>();
  const samples: Sample[] = [];
  for (const photo of photos) {
    const bytes = await thumbnailOf(await makePicture(nonce, photo, null));
    const seen = await decoder.decode(bytes);
    if (seen.kind !== 'decoded') throw new Error(`Expected a thumbnail that can be decoded: ${seen.why}.`);
    thumbnails.set(photo, bytes);
    samples.push({ photo, storedFormat: photo.format, observation: seen, byteStable: true });
  }
  const profile = learnProfile(samples, {
    recipe: RECIPE,
    recipeIndex: 0,
    sourceClass: 'fresh',
    painter,
    shown,
    likenessOf: (observation, sample) => likenessAlone({ painter }, observation, sample),
  });
  if (profile.kind === 'unreadable') throw new Error(profile.why);

  const judge = createTrialJudge({
    seed,
    book: createJobBook(plan),
    told: ALL_TOLD,
    painter,
    naming: createNaming(painter, shown, storedFormat, nonce),
    shown,
    storedFormat,
    profileOf: () => profile,
    decode: decoder.decode,
    secondOpinion: decoder.secondOpinion,
    privacy: {
      marks: createMarkBook(nonce, everyVersion(plan)),
      metadataIn: createMetadataFinder(nonce),
      trails: false,
    },
    scorer: UNCOUNTED,
  });
  const keys = asks.map(({ key }) => key);
  judge.asked(0, keys);
  const photo = (index: number) => at(photos, index);
  const ownPicture = (index: number) => at(samples, index).observation;
  return {
    judge,
    profile,
    nonce,
    photo,
    ownPicture,
    own: (index) => at([...thumbnails.values()], index),
    expectedPicture: (index) =>
      expectedPicture(
        painter,
        shown(photoAt(photo(index), 1), policyFor(profile, photo(index).format)),
        RECIPE,
        profile,
        ownPicture(index),
      ),
    answer: (key, bytes) => judge.thumbnail({ key, batch: 0, bytes, digest: fastDigest(bytes) }),
    encoded: ({ luma, widthPx, heightPx }) =>
      painted({ pixels: Uint8Array.from(luma), widthPx, heightPx, channels: 1 })
        .png()
        .toBuffer(),
  };
}

function thumbnailOf(photo: Uint8Array): Promise<Buffer> {
  const { width, height, fit } = RECIPE;
  return reopened(photo).autoOrient().resize({ width, height, fit }).png().toBuffer();
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`Expected more than ${index} values, got ${values.length}.`);
  return value;
}
