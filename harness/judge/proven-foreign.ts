// Which foreign pixels are proven by themselves, under the recipe that was asked for or, where a thumbnail has another
// size or format, under the one that it seems to be made for.

import type { Mixup } from '../model/naming.ts';
import { placementOf } from '../model/placement.ts';
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

/** The mix-up that a picture proves where the photo could not be read: a neighbour's, which need not have its shape. */
export function strangerIn(
  bench: JudgeBench,
  entry: JobEntry,
  profile: ReadableProfile,
  seen: Observation,
  reading: Reading,
): Mixup | null {
  switch (reading.kind) {
    case 'doubt':
      return provenBy(bench, entry, profile, seen, reading);
    case 'misshapen':
      return foreignWhole(bench, entry, profile, seen);
    case 'own':
      return null;
    default:
      return reading satisfies never;
  }
}

/** Another photo that plainly fills a thumbnail of a shape that the job's own would not have; null when nobody does for sure. */
export function foreignWhole(
  { book, naming, ...bench }: JudgeBench,
  entry: JobEntry,
  profile: ReadableProfile,
  seen: Observation,
): Mixup | null {
  const { widthPx, heightPx } = seen;
  return naming.proven({
    picture: seen,
    recipe: entry.recipe,
    profile,
    victim: pictureShown(profile, entry.photo),
    placement: placementOf(profile.placement, entry.recipe, shownFor(bench, entry, profile).size, seen),
    regions: [{ x: 0, y: 0, width: widthPx, height: heightPx }],
    candidates: book.photos,
    queue: book.queueAround(entry.position),
  });
}

/** `as` is the job for the recipe that the thumbnail fits; `own` is plainly that job's, of the photo that was asked for. */
export type Variant =
  | { readonly kind: 'own'; readonly as: JobEntry }
  | { readonly kind: 'foreign'; readonly as: JobEntry; readonly profile: ReadableProfile; readonly mixup: Mixup };

/** What a thumbnail that departs from its recipe shows under another; null when it fits none, or shows nobody for sure. */
export function variantIn(bench: JudgeBench, entry: JobEntry, seen: Observation): Variant | null {
  for (const as of bench.book.variantsOf(entry)) {
    const profile = bench.profileOf(as);
    if (profile.kind === 'unreadable') continue;
    const shown = shownFor(bench, as, profile);
    if (departureFrom(shapeRule(as.recipe, bench.told, profile), seen, shown.size) !== null) continue;
    const reading = readOwnership(bench.painter, seen, shown, as.recipe, profile);
    if (reading.kind === 'own') return { kind: 'own', as };
    const mixup = reading.kind === 'doubt' ? provenBy(bench, as, profile, seen, reading) : null;
    if (mixup !== null) return { kind: 'foreign', as, profile, mixup };
  }
  return null;
}
