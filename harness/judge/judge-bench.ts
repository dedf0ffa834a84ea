// What a judge needs to know of a trial and to be able to do: handed in, because seeing and naming are other stages.

import type { Told } from '../model/adapter.ts';
import type { Painter } from '../model/expectation.ts';
import type { Naming } from '../model/naming.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import { pictureShown, policyFor, type Observation, type Profile, type ReadableProfile } from '../model/profile.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import { expectedPicture } from './expected-picture.ts';
import type { Exhibits } from './finding.ts';
import type { JobBook, JobEntry } from './job-book.ts';
import { measureLikeness, type Likeness } from './likeness.ts';
import type { PrivacyBench } from './privacy.ts';

/** What a decoder makes of an answer; the reasons are sentence fragments. */
export type Seen =
  | ({ readonly kind: 'decoded' } & Observation)
  | { readonly kind: 'oversized'; readonly widthPx: number; readonly heightPx: number; readonly why: string }
  | { readonly kind: 'undecodable'; readonly why: string };

export type JudgeBench = {
  readonly seed: number;
  readonly book: JobBook;
  readonly told: Told;
  readonly painter: Painter;
  readonly naming: Naming;
  readonly shown: (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto;
  readonly storedFormat: (photo: PhotoPlan) => SourceFormat;
  readonly profileOf: (entry: JobEntry) => Profile;
  /** The luma lies in `space` when one is lent, and only until it is lent again. */
  readonly decode: (bytes: Uint8Array, space?: (pixelCount: number) => Uint8Array) => Seen | Promise<Seen>;
  readonly secondOpinion: (bytes: Uint8Array) => Seen | Promise<Seen>;
  readonly privacy: PrivacyBench;
  readonly scorer: Scorer;
};

/** Where counts go: verified and unreadable thumbnails, mix-ups and repeats. */
export type Scorer = {
  readonly verified: (entry: JobEntry, covered: boolean, batch: number) => void;
  readonly unreadable: (entry: JobEntry, covered: boolean) => void;
  readonly mixup: (entry: JobEntry, covered: boolean, batch: number) => void;
  readonly repeat: () => void;
  readonly byteIdentical: () => void;
  /** A damaged photo that leaked nothing; `isSteady` when the same came each time. */
  readonly contained: (entry: JobEntry, isSteady: boolean) => void;
};

const ignore = () => {};

/** For whoever is heard once more, or only tried: nothing of it is counted. */
export const UNCOUNTED: Scorer = {
  verified: ignore,
  unreadable: ignore,
  mixup: ignore,
  repeat: ignore,
  byteIdentical: ignore,
  contained: ignore,
};

/** The part of a bench that says how a photo should look. */
export type Easel = Pick<JudgeBench, 'painter' | 'shown' | 'storedFormat'>;

/** The job's photo as its profile says that it is shown. */
export function shownFor(
  bench: Pick<Easel, 'shown' | 'storedFormat'>,
  entry: JobEntry,
  profile: ReadableProfile,
): ShownPhoto {
  return bench.shown(pictureShown(profile, entry.photo), policyFor(profile, bench.storedFormat(entry.photo)));
}

/** What goes into the evidence: the answer, what it shows, and what it should have shown; copied, for it is kept. */
export function exhibitsOf(
  bench: JudgeBench,
  entry: JobEntry,
  profile: ReadableProfile,
  bytes: Uint8Array,
  seen: Observation,
): Exhibits {
  const expected = expectedPicture(bench.painter, shownFor(bench, entry, profile), entry.recipe, profile, seen);
  return { bytes, actual: { ...seen, luma: seen.luma.slice() }, expected };
}

/** How like its painted expectation a thumbnail is; null for one of another size, which has no pixel to hold beside another. */
export function likenessTo(
  bench: Easel,
  entry: JobEntry,
  profile: ReadableProfile,
  seen: Observation,
): Likeness | null {
  const expected = expectedPicture(bench.painter, shownFor(bench, entry, profile), entry.recipe, profile, seen);
  const isOfOneSize = expected.widthPx === seen.widthPx && expected.heightPx === seen.heightPx;
  return isOfOneSize ? measureLikeness(seen, expected) : null;
}
