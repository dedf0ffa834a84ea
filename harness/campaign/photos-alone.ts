// Photos that are asked for alone, laid in folders of their own: none of them ever appears in a load.

import type { Bench, Opened } from './bench.ts';
import { plainPhoto } from '../model/plain-job.ts';
import type { PhotoPlan, TrialPlan } from '../model/plan.ts';
import { materialise, type ArchiveForm } from '../materialise/materialise.ts';

/** What is asked alone: photos of every kind, then names, odd sources, and last broken files, of which a tool may die. */
export type AlonePlans = {
  readonly photos: TrialPlan;
  readonly names: TrialPlan | null;
  readonly odd: TrialPlan | null;
  readonly damage: TrialPlan | null;
};

/** Lays the photos of all plans, in folders that end in `label`, and tells where each lies; null when it was aborted. */
export async function layAlone(
  bench: Bench,
  opened: Extract<Opened, { kind: 'opened' }>,
  { photos, names, odd, damage }: AlonePlans,
  archiveForm: ArchiveForm,
  label: string,
): Promise<((photo: PhotoPlan) => string) | null> {
  const plans = Object.entries({ calibration: photos, names, odd, damaged: damage });
  const of = plans.reduce((sum, [, plan]) => sum + (plan?.photos.length ?? 0), 0);
  let done = 0;
  const archive = opened.instance.archive;
  const paths = new Map<PhotoPlan, string>();
  try {
    for (const [folder, plan] of plans) {
      if (plan === null) continue;
      const laid = await materialise(plan.photos, {
        nonce: plan.nonce,
        carrierOf: bench.carriers.carrierOf,
        photosFolder: bench.photosFolder(`${folder}-${label}`),
        cacheFolder: bench.options.cacheFolder,
        archiveForm,
        archive: archive === null ? null : (photo, path) => archive(plainPhoto(photo, path)),
        signal: bench.signal,
        onProgress: () => bench.progress({ phase: 'painting calibration photos', done: ++done, of }),
      });
      for (const photo of plan.photos) paths.set(photo, laid.pathOf(photo));
    }
  } catch (error) {
    await opened.instance.close();
    if (!bench.signal.aborted) throw error;
    return null;
  }
  return (photo) => paths.get(photo) ?? '';
}
