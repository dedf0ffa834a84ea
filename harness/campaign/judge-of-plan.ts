// The judge of one plan, with its real eyes: while the load goes on, and once more from what was kept of it.

import { createNaming } from '../explain/naming.ts';
import type { JobBook } from '../judge/job-book.ts';
import type { Scorer } from '../judge/judge-bench.ts';
import { createTrialJudge, type TrialJudge } from '../judge/trial-judge.ts';
import type { CarrierOf } from '../model/carrier.ts';
import type { Painter } from '../model/expectation.ts';
import type { Grounds } from '../model/grounds.ts';
import { createMarkBook } from '../model/metadata-mark.ts';
import { everyVersion } from '../model/photo-versions.ts';
import type { PhotoPlan, SourceFormat, TrialPlan } from '../model/plan.ts';
import { createShownPhotos } from '../model/shown-photo.ts';
import type { LumaDecoder } from '../observe/decode.ts';
import { createMetadataFinder } from '../observe/metadata.ts';

const GRIDS_REMEMBERED = 2048;
/** Of whole runs, at 8 kB: whoever gave some pixels is looked for among everybody. */
const GLANCES_REMEMBERED = 8192;

export type Eyes = { readonly painter: Painter; readonly decoder: LumaDecoder; readonly carrierOf: CarrierOf };

export function judgeOfPlan(
  { painter, decoder, carrierOf }: Eyes,
  plan: TrialPlan,
  grounds: Pick<Grounds, 'told' | 'archiveFormat' | 'trails' | 'profiles'>,
  book: JobBook,
  scorer: Scorer,
): TrialJudge {
  const shown = createShownPhotos(plan.nonce, GRIDS_REMEMBERED, carrierOf);
  const glance = createShownPhotos(plan.nonce, GLANCES_REMEMBERED, carrierOf, 1);
  const storedFormat = (photo: PhotoPlan): SourceFormat => (photo.archived ? grounds.archiveFormat : photo.format);
  return createTrialJudge({
    seed: plan.seed,
    book,
    told: grounds.told,
    painter,
    naming: createNaming(painter, shown, storedFormat, plan.nonce, glance),
    shown,
    storedFormat,
    profileOf: (entry) =>
      grounds.profiles.find(
        (profile) => profile.recipe === entry.recipeIndex && profile.sourceClass === entry.sourceClass,
      ) ?? {
        kind: 'unreadable',
        recipe: entry.recipeIndex,
        sourceClass: entry.sourceClass,
        why: 'It was not calibrated.',
      },
    decode: decoder.decode,
    secondOpinion: decoder.secondOpinion,
    privacy: {
      marks: createMarkBook(plan.nonce, everyVersion(plan)),
      metadataIn: createMetadataFinder(plan.nonce),
      trails: grounds.trails,
    },
    scorer,
  });
}
