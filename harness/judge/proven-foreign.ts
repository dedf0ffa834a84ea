// Which foreign pixels are proven by themselves, under the recipe that was asked for or, where a thumbnail has another
// size or format, under the one that it seems to be made for.

import type { Mixup } from '../model/naming.ts';
import { pictureShown, type Observation, type ReadableProfile } from '../model/profile.ts';
import { departureFrom, shapeRule } from './geometry.ts';
import type { JobEntry } from './job-book.ts';
import { shownFor, type JudgeBench } from './judge-bench.ts';
import { readOwnership, type Reading } from './ownership.ts';

/** A region smaller than this share of the thumbnail cannot prove a donor by itself. */
const PROVABLE_SHARE = 0.02;

/** The mix-up that a doubt proves; null when it is too thin, too small, or nobody's for sure. */
export function provenBy(
  { book, naming }: JudgeBench,
  entry: JobEntry,
  profile: ReadableProfile,
  seen: Observation,
  reading: Extract<Reading, { kind: 'doubt' }>,
): Mixup | null {
  // Clean pictures are a little hazy too: asking alone is cheaper than looking for a donor that is rarely there.
  if (reading.isHaze) return null;
  const areaPx = reading.regions.reduce((sum, region) => sum + region.width * region.height, 0);
  if (areaPx < PROVABLE_SHARE * seen.widthPx * seen.heightPx) return null;
  return naming.proven({
    picture: seen,
    recipe: entry.recipe,
    profile,
    victim: pictureShown(profile, entry.photo),
    placement: reading.placement,
    regions: reading.regions,
    candidates: book.photos,
    queue: book.queueAround(entry.position),
  });
}

/** `as` is the job for the recipe that the thumbnail fits. */
export type ForeignVariant = {
  readonly as: JobEntry;
  readonly profile: ReadableProfile;
  readonly mixup: Mixup;
};

/** Another photo in a thumbnail that departs from its recipe; null when it shows its own, or nobody for sure. */
export function foreignVariant(bench: JudgeBench, entry: JobEntry, seen: Observation): ForeignVariant | null {
  for (const as of bench.book.variantsOf(entry)) {
    const profile = bench.profileOf(as);
    if (profile.kind === 'unreadable') continue;
    const shown = shownFor(bench, as, profile);
    if (departureFrom(shapeRule(as.recipe, bench.told, profile), seen, shown.size) !== null) continue;
    const reading = readOwnership(bench.painter, seen, shown, as.recipe, profile);
    const mixup = reading.kind === 'doubt' ? provenBy(bench, as, profile, seen, reading) : null;
    if (mixup !== null) return { as, profile, mixup };
  }
  return null;
}
