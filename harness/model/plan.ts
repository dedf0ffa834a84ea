// A trial as data: everything that is drawn from the seed. Bytes are derived from it, shrinking edits it,
// and a counterexample is one of these as JSON. Photos and asks are separate: one photo may be asked for many times.

import type { Damage } from './damage.ts';
import type { MetadataChannel } from './metadata-channel.ts';
import { framesOf, type Oddity } from './odd-source.ts';
import type { Recipe } from './recipe.ts';

declare const brand: unique symbol;
type Brand<Text extends string> = string & { readonly [brand]: Text };
export type OwnerId = Brand<'owner'>;
export type PhotoId = Brand<'photo'>;
export type AskKey = Brand<'ask'>;

export const ownerId = (text: string): OwnerId => text as OwnerId;
export const photoId = (text: string): PhotoId => text as PhotoId;
export const askKey = (text: string): AskKey => text as AskKey;

export type SourceFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
export type Colour = 'colour' | 'grey' | 'alpha';

/**
 * The part of a photograph that a photo shows under its signature: the largest crop of the photo's shape, `zoom` times
 * smaller (above 0, at most 1), `x` and `y` (0 to 1) of the way from the left and from the top. `digest` names the photograph.
 * One that is not `marked` is shown as it is, without a signature.
 */
export type CarrierCrop = {
  readonly digest: string;
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly marked: boolean;
};

/** `album` may be shared: several owners put photos into one album. */
export type PhotoPlan = {
  readonly id: PhotoId;
  readonly owner: OwnerId;
  readonly album: string;
  /** The file name, extension included. Unique within owner and album; attacks weak keys across them. */
  readonly name: string;
  /** Which weakness the name was built to hit, such as `same-base-name`; `plain` when none. */
  readonly nameAttack: string;
  readonly version: number;
  /** Photos with one content id are identical on purpose (legitimate twins): same pixels, same bytes. */
  readonly contentId: string;
  /** Size as shown upright, in pixels: the orientation is already applied. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly format: SourceFormat;
  /** 1 to 100; means nothing for png and gif. */
  readonly quality: number;
  /** Progressive JPEG or interlaced PNG. */
  readonly progressive: boolean;
  readonly colour: Colour;
  readonly oddity: Oddity;
  /** Which picture of an animation, from 0; absent for the first. Plans never have it: only what is shown does. */
  readonly frame?: number;
  /** The EXIF tag in the file; always 1 for avif and gif, whose readers disagree about it. */
  readonly orientationExif: Orientation;
  /** The channels of the uploaded file that hold a mark of the photo, in the order of METADATA_CHANNELS. */
  readonly metadata: readonly MetadataChannel[];
  /** What is broken in the file; null for a sound one. Nothing damaged is counted as verified. */
  readonly damage: Damage | null;
  /** Older than 35 days: the thumbnailer gets the archived form under the same name. */
  readonly archived: boolean;
  /** Modification time of the file, milliseconds since 1970; equal among photos built to collide. */
  readonly mtimeMs: number;
  /** Hue of the owner's tint, 0 to 359; twins share that of their first owner. */
  readonly tintHue: number;
  /** The photograph under the signature; null where the signature is all there is. */
  readonly carrier: CarrierCrop | null;
};

/**
 * `recipe` indexes the plan's recipes. `version` is that of the photo by then: where it is higher than before, the photo
 * is replaced just before this ask's batch. It never falls, batch by batch.
 */
export type Ask = {
  readonly key: AskKey;
  readonly photo: PhotoId;
  readonly recipe: number;
  readonly version: number;
};

/**
 * How batches come in, never more in flight than the workload allows. `steady`: the next one as soon as there is room.
 * `waves`: as many as may be in flight at once, and the next ones when all of those are done. `ramp`: one in flight at
 * first, and one more after every `overBatches`, at least 1. `paced`: the next one `everyMs`, at least 1, after the one
 * before, done or not.
 */
export type Arrival =
  | { readonly kind: 'steady' }
  | { readonly kind: 'waves' }
  | { readonly kind: 'ramp'; readonly overBatches: number }
  | { readonly kind: 'paced'; readonly everyMs: number };

export const STEADY: Arrival = { kind: 'steady' };

/**
 * What happens beside the asking, to the batch that holds the ask `at`. `cancel`: it is called off once it has given so
 * many answers, from 0 up. `restart`: just before it is asked, the thumbnailer is killed, with all that is in flight, and
 * another is opened. `upgrade`: just before it is asked, with the others in flight, the thumbnailer is told to become the
 * version `to`.
 */
export type Happening =
  | { readonly kind: 'cancel'; readonly at: AskKey; readonly afterAnswers: number }
  | { readonly kind: 'restart'; readonly at: AskKey }
  | { readonly kind: 'upgrade'; readonly at: AskKey; readonly to: string };

/** Batches are asked in this order, at most `batchesInFlight` at a time. At most one thing of a kind happens to a batch. */
export type Workload = {
  readonly concurrency: number;
  readonly batchesInFlight: number;
  readonly arrival: Arrival;
  readonly batches: readonly (readonly Ask[])[];
  readonly happenings: readonly Happening[];
};

export type TrialPlan = {
  readonly schemaVersion: 1;
  readonly seed: number;
  /** Distinguishes this run's signatures from those of a run with another seed. */
  readonly nonce: string;
  readonly owners: readonly OwnerId[];
  readonly photos: readonly PhotoPlan[];
  readonly recipes: readonly Recipe[];
  readonly workload: Workload;
};

/** A new version comes about so long after the one before: no file system takes the two for equally old. */
const VERSION_APART_MS = 60_000;

/** The photo as it is once it has been replaced: other pixels, all else alike. */
export function photoAt(photo: PhotoPlan, version: number): PhotoPlan {
  if (version === photo.version) return photo;
  return { ...photo, version, mtimeMs: photo.mtimeMs + (version - photo.version) * VERSION_APART_MS };
}

/** Shown as a photograph is, with nothing that names it. */
export function isUnmarked({ carrier }: Pick<PhotoPlan, 'carrier'>): boolean {
  return carrier !== null && !carrier.marked;
}

/** One name for each version of each photo, and for each later picture of an animation, for keys of maps. */
export function versionName({ id, version, frame = 0 }: Pick<PhotoPlan, 'id' | 'version' | 'frame'>): string {
  return frame === 0 ? `${id}@${version}` : `${id}@${version}#${frame}`;
}

/** The latest version of each photo that is asked for. */
export function versionsOf({ workload }: Pick<TrialPlan, 'workload'>): ReadonlyMap<PhotoId, number> {
  const versions = new Map<PhotoId, number>();
  for (const { photo, version } of workload.batches.flat())
    versions.set(photo, Math.max(version, versions.get(photo) ?? version));
  return versions;
}

/** Each photo of the plan in every version that it has. */
export function everyVersion(plan: Pick<TrialPlan, 'photos' | 'workload'>): readonly PhotoPlan[] {
  const latest = versionsOf(plan);
  return plan.photos.flatMap((photo) => {
    const later = Math.max(0, (latest.get(photo.id) ?? photo.version) - photo.version);
    return [photo, ...Array.from({ length: later }, (_, index) => photoAt(photo, photo.version + 1 + index))];
  });
}

/** True for twins too: nobody can tell whose pixels of the two they are. */
export function isSamePicture(a: PhotoPlan, b: PhotoPlan): boolean {
  return a.contentId === b.contentId && a.version === b.version && (a.frame ?? 0) === (b.frame ?? 0);
}

/** The photo itself in any version, or what a twin was while the two were alike: nothing of it is somebody else's. */
export function isOwnPicture(shown: PhotoPlan, photo: PhotoPlan): boolean {
  return shown.id === photo.id || (shown.contentId === photo.contentId && shown.version <= photo.version);
}

/** Each photo in every version, and the later pictures of animations besides: all that any thumbnail may show. */
export function everyPicture(plan: Pick<TrialPlan, 'photos' | 'workload'>): readonly PhotoPlan[] {
  return everyVersion(plan).flatMap((photo) =>
    Array.from({ length: framesOf(photo) }, (_, frame) => (frame === 0 ? photo : { ...photo, frame })),
  );
}
