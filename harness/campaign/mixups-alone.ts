// A photo that comes back as another one, alone and unhurried, is a mix-up without any race. It must be charged before
// the load, and it must not be learned from: one stranger among the samples makes a profile that sees nothing.

import type { AloneAnswer } from './calibrate.ts';
import type { Bench } from './bench.ts';
import { createNaming } from '../explain/naming.ts';
import { expectedPicture } from '../judge/expected-picture.ts';
import { findingOf, type Finding } from '../judge/finding.ts';
import { readOwnership } from '../judge/ownership.ts';
import { everyPicture } from '../model/photo-versions.ts';
import type { PhotoPlan, SourceFormat, TrialPlan } from '../model/plan.ts';
import { pictureShown, policyFor, type ReadableProfile } from '../model/profile.ts';
import type { OracleName } from '../model/verdict.ts';
import { createShownPhotos } from '../model/shown-photo.ts';

const GRIDS_REMEMBERED = 512;

export type MixupsAlone = (answer: AloneAnswer, profile: ReadableProfile) => Promise<Finding | null>;

/** Tells of an answer to a question of the plan whether its pixels prove that it shows another photo of it. */
export function mixupsAlone(
  bench: Bench,
  plan: TrialPlan,
  storedFormat: (photo: PhotoPlan) => SourceFormat,
  oracle: Extract<OracleName, 'ownership' | 'containment'> = 'ownership',
): MixupsAlone {
  const { painter } = bench;
  const shown = createShownPhotos(plan.nonce, GRIDS_REMEMBERED, bench.carriers.carrierOf);
  const naming = createNaming(painter, shown, storedFormat, plan.nonce);
  const everybody = everyPicture(plan);
  return async ({ entry, bytes }, profile) => {
    if (bytes === null) return null;
    const seen = await bench.decoder.decode(bytes);
    if (seen.kind !== 'decoded') return null;
    const own = shown(pictureShown(profile, entry.photo), policyFor(profile, storedFormat(entry.photo)));
    const reading = readOwnership(painter, seen, own, entry.recipe, profile);
    if (reading.kind !== 'doubt' || reading.isHaze) return null;
    const mixup = naming.proven({
      picture: seen,
      recipe: entry.recipe,
      profile,
      victim: pictureShown(profile, entry.photo),
      placement: reading.placement,
      regions: reading.regions,
      candidates: everybody,
    });
    // Another picture of its own animation is a habit, or none; either is for others to say.
    if (mixup === null || mixup.kind === 'damaged') return null;
    const [donor] = mixup.donors;
    const name = donor === undefined ? 'another photo' : JSON.stringify(donor.photo);
    const says = `Alone, before any load: expected ${JSON.stringify(entry.photo.name)}, got ${name}.`;
    const { kind, severity, donors, regions } = mixup;
    const candidates = mixup.candidates.map((photo) => ({ ...photo, queueDistance: null }));
    return findingOf(
      bench.options.seed,
      entry.key,
      entry,
      { oracle, kind, severity, donors, candidates, regions, says, batch: -1 },
      { bytes, actual: seen, expected: expectedPicture(painter, own, entry.recipe, profile, seen) },
    );
  };
}

/** All that it tells of several answers of one profile. */
export async function mixupsAmong(
  mixupIn: MixupsAlone,
  answers: readonly AloneAnswer[],
  profile: ReadableProfile,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const answer of answers) {
    const finding = await mixupIn(answer, profile);
    if (finding !== null) findings.push(finding);
  }
  return findings;
}
