// More looks at a thumbnail: is it mostly its own photo, in another version, or only turned otherwise; and what does the
// second opinion say?

import type { Mixup } from '../model/naming.ts';
import { drawnAsOf } from '../model/photo-versions.ts';
import { pictureShown, policyFor, type Observation, type ReadableProfile } from '../model/profile.ts';
import type { JobEntry } from './job-book.ts';
import { likenessTo, shownFor, type Easel, type JudgeBench } from './judge-bench.ts';
import { judgeLikeness } from './likeness.ts';
import { readOwnership, type Reading } from './ownership.ts';

/** A photo turned otherwise is legible as itself. */
const TURNED_CORRELATION_MIN = 0.7;
/** Most of a thumbnail is plainly its own from here on; strangers stay below 0.25. */
const MOSTLY_OWN_CORRELATION_MIN = 0.8;

/** The thumbnail as one of the job's photo. */
export function readingOf(bench: Easel, entry: JobEntry, profile: ReadableProfile, seen: Observation): Reading {
  return readOwnership(bench.painter, seen, shownFor(bench, entry, profile), entry.recipe, profile);
}

/** Most of the thumbnail plainly shows the photo that its job asked for. */
export function isMostlyOwn(bench: Easel, entry: JobEntry, profile: ReadableProfile, seen: Observation): boolean {
  const reading = readingOf(bench, entry, profile, seen);
  return reading.kind !== 'misshapen' && reading.correlation >= MOSTLY_OWN_CORRELATION_MIN;
}

/** Its own photo, turned otherwise than alone: an orientation tag that was dropped, or obeyed where it is not alone. */
export function isTurnedOtherwise(bench: Easel, entry: JobEntry, profile: ReadableProfile, seen: Observation): boolean {
  if (entry.photo.orientationExif === 1) return false;
  const usual = policyFor(profile, bench.storedFormat(entry.photo));
  const other = bench.shown(pictureShown(profile, entry.photo), usual === 'rotate' ? 'drop' : 'rotate');
  const reading = readOwnership(bench.painter, seen, other, entry.recipe, profile);
  if (reading.kind === 'misshapen' || reading.correlation < TURNED_CORRELATION_MIN) return false;
  // A photograph of sea and sky is like itself in a mirror.
  const asAlone = readingOf(bench, entry, profile, seen);
  return asAlone.kind === 'misshapen' || reading.correlation > asAlone.correlation;
}

/**
 * Another version of the photo that the thumbnail plainly shows, as the job for it; null when it shows none. A small doubt
 * about that version does not make it another one: one in fifty clean thumbnails leaves one.
 */
export function otherVersionIn(
  bench: JudgeBench,
  entry: JobEntry,
  profile: ReadableProfile,
  seen: Observation,
): { readonly entry: JobEntry; readonly isNewer: boolean } | null {
  const { book } = bench;
  for (const version of book.versionsOf(entry.photo.id)) {
    const other = book.withVersion(entry, version);
    if (drawnAsOf(other.photo) === drawnAsOf(entry.photo)) continue;
    if (isMostlyOwn(bench, other, profile, seen)) return { entry: other, isNewer: version > entry.photo.version };
  }
  return null;
}

/**
 * True when all that is foreign is of newer versions of the photo itself, and of the picture of it that is shown alone: it
 * was replaced while it was read.
 */
export function isOfNewerVersion(
  { donors }: Pick<Mixup, 'donors'>,
  { photo }: JobEntry,
  profile: ReadableProfile,
): boolean {
  const usual = 1 + (pictureShown(profile, photo).frame ?? 0);
  return (
    donors.length > 0 &&
    donors.every(({ id, version, frame = 1 }) => id === photo.id && version > photo.version && frame === usual)
  );
}

/** The second opinion: does the picture as a whole look otherwise than any clean one did alone? */
export function isUnlike(bench: Easel, entry: JobEntry, profile: ReadableProfile, seen: Observation): boolean {
  const likeness = likenessTo(bench, entry, profile, seen);
  return likeness !== null && judgeLikeness(likeness, profile.likeness).kind === 'unlike';
}
