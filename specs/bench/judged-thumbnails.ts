// A load to be judged, without a thumbnailer running beside it: real thumbnails by sharp, the profile learned from
// others, and a plan that asks for every photo once and then again and again.

import sharp from 'sharp';
import { createNaming } from '../../harness/explain/naming.ts';
import { createJobBook } from '../../harness/judge/job-book.ts';
import { createTrialJudge, type TrialJudge } from '../../harness/judge/trial-judge.ts';
import { STEADY, askKey, type PhotoPlan, type TrialPlan } from '../../harness/model/plan.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import { createShownPhotos } from '../../harness/model/shown-photo.ts';
import { createMarkBook } from '../../harness/model/metadata-mark.ts';
import { createMetadataFinder } from '../../harness/observe/metadata.ts';
import { createScore } from '../../harness/campaign/score.ts';
import {
  album,
  decode,
  habit,
  learnReadable,
  madeAlone,
  NONCE,
  painter,
  secondOpinion,
  storedFormat,
  thumbnailOf,
} from '../judge/thumbnails-made-alone.ts';

/** `first` is judged before `again`: each photo once, then the same bytes under further keys. */
export type JudgedThumbnails = {
  readonly first: readonly Thumbnail[];
  readonly again: readonly Thumbnail[];
  /** A judge that has seen nothing, and its totals. */
  readonly freshJudge: () => { readonly judge: TrialJudge; readonly totals: ReturnType<typeof createScore>['totals'] };
  /** RGBA of the same thumbnails before they were encoded, as a snapshot test would keep them. */
  readonly snapshots: () => Promise<readonly Uint8Array[]>;
};

export type Thumbnail = { readonly key: string; readonly bytes: Uint8Array };

/** A 256 px thumbnail is covered from 512 px on. */
const ENLARGED = 2;
const CALIBRATED_ON = 24;
const GRIDS_REMEMBERED = 2048;

export async function judgedThumbnails(recipe: Recipe, photoCount: number, repeats: number): Promise<JudgedThumbnails> {
  const way = habit(recipe);
  const profile = learnReadable(await madeAlone(enlarged('calibration', CALIBRATED_ON), way), way);
  const photos = enlarged('judged', photoCount);
  const files = await Promise.all(photos.map((photo) => thumbnailOf(photo, way)));
  const round = (number: number) =>
    photos.map((photo) => ({ key: askKey(`${photo.id}-${number}`), photo: photo.id, recipe: 0, version: 1 }));
  const batches = Array.from({ length: repeats + 1 }, (_, number) => round(number));
  const plan: TrialPlan = {
    schemaVersion: 1,
    seed: 1,
    nonce: NONCE,
    owners: [...new Set(photos.map(({ owner }) => owner))],
    photos,
    recipes: [recipe],
    workload: { rounds: 1, concurrency: photoCount, batchesInFlight: 1, arrival: STEADY, happenings: [], batches },
  };
  const thumbnails = batches.map((batch) =>
    batch.map(({ key }, index) => ({ key, bytes: files[index] ?? new Uint8Array() })),
  );
  const book = createJobBook(plan);
  return {
    first: thumbnails.slice(0, 1).flat(),
    again: thumbnails.slice(1).flat(),
    freshJudge: () => {
      const shown = createShownPhotos(NONCE, GRIDS_REMEMBERED);
      const score = createScore();
      const judge = createTrialJudge({
        seed: plan.seed,
        book,
        told: { width: true, height: true, fit: true, format: true },
        painter,
        naming: createNaming(painter, shown, storedFormat, NONCE),
        shown,
        storedFormat,
        profileOf: () => profile,
        decode,
        secondOpinion,
        privacy: { marks: createMarkBook(NONCE, photos), metadataIn: createMetadataFinder(NONCE), trails: false },
        scorer: score.scorer(plan, book),
      });
      judge.asked(
        0,
        thumbnails.flat().map(({ key }) => key),
      );
      return { judge, totals: score.totals };
    },
    snapshots: async () => {
      const lossless = { ...way, recipe: { ...recipe, format: 'png' } as const };
      return Promise.all(photos.map(async (photo) => rgbaOf(await thumbnailOf(photo, lossless))));
    },
  };
}

/** The pixels of any picture as sharp decodes them. */
export async function rgbaOf(bytes: Uint8Array): Promise<Uint8Array> {
  return sharp(bytes).ensureAlpha().raw().toBuffer();
}

function enlarged(name: string, count: number): readonly PhotoPlan[] {
  return album(name, count).map((photo) => ({
    ...photo,
    widthPx: ENLARGED * photo.widthPx,
    heightPx: ENLARGED * photo.heightPx,
  }));
}
