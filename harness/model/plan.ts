// A trial as data: everything that is drawn from the seed. Bytes are derived from it, shrinking edits it,
// and a counterexample is one of these as JSON. Photos and asks are separate: one photo may be asked for many times.

import type { Damage } from './damage.ts';
import type { MetadataChannel } from './metadata-channel.ts';
import type { Oddity } from './odd-source.ts';
import type { Recipe } from './recipe.ts';
import type { TroubledRead, TroubledTransfer } from './troubles.ts';

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

/**
 * What becomes of a photo. `replaced`: other pixels in its place. `recreated`: deleted, and other pixels uploaded under the
 * very name. `archived`: it has grown older than 35 days; the same pixels, in the archived form. `moved`: the same pixels
 * in another place of its owner, which may be one that another photo has left.
 */
export type Change =
  | { readonly kind: 'replaced' }
  | { readonly kind: 'recreated' }
  | { readonly kind: 'archived' }
  | { readonly kind: 'moved'; readonly album: string; readonly name: string };

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
  /** `before` the load, or `meanwhile`: just before the first batch that asks for it. */
  readonly uploaded: 'before' | 'meanwhile';
  /** The version whose pixels this one still has, where they are not new; absent otherwise. Plans never have it. */
  readonly drawnAs?: number;
  /** What makes each later version of the one before, in order; versions beyond the list are replaced. */
  readonly changes: readonly Change[];
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
 * is changed just before this ask's batch. It never falls, batch by batch.
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
 * Why a thumbnail cannot be written where it was asked for. `full`: nothing fits there any more (ENOSPC), where the system
 * has a /dev/full, and as `unwritable` elsewhere. `unwritable`: nothing can be put there, not even by a rename.
 */
export type TroubledWrite = 'full' | 'unwritable';

/** A pause is no longer than this. */
export const PAUSE_MAX_MS = 2_000;

/**
 * What happens beside the asking, to the batch that holds the ask `at`. `cancel`: it is called off once it has given so
 * many answers, from 0 up. `restart`: just before it is asked, the thumbnailer is killed, with all that is in flight, and
 * another is opened. `upgrade`: just before it is asked, with the others in flight, the thumbnailer is told to become the
 * version `to`. `read`: the photo of this very ask is read with trouble, where it is read through us. `transfer`: this very
 * ask is made with trouble, where it is made over a connection of ours. `pause`: just before it is asked, the thumbnailer's
 * processes are stopped for so long, from 1 to `PAUSE_MAX_MS`, and then go on as if nothing had been. `timeout`: so long
 * after it was asked, from 0 up, nobody waits for it any more, of which the thumbnailer is not told: its place in flight is
 * free, what it still answers is judged, and what it does not is not missed. `write`: the thumbnail of this very ask cannot
 * be written, where it is to be a file of ours; a command that makes a whole batch in one process may fail all of it for
 * that.
 */
export type Happening =
  | ({ readonly kind: 'read'; readonly at: AskKey } & TroubledRead)
  | ({ readonly kind: 'transfer'; readonly at: AskKey } & TroubledTransfer)
  | { readonly kind: 'cancel'; readonly at: AskKey; readonly afterAnswers: number }
  | { readonly kind: 'restart'; readonly at: AskKey }
  | { readonly kind: 'upgrade'; readonly at: AskKey; readonly to: string }
  | { readonly kind: 'pause'; readonly at: AskKey; readonly forMs: number }
  | { readonly kind: 'timeout'; readonly at: AskKey; readonly afterMs: number }
  | { readonly kind: 'write'; readonly at: AskKey; readonly how: TroubledWrite };

/**
 * Batches are asked in this order, at most `batchesInFlight` at a time, all of it `rounds` times, at least once. At most one
 * thing of a kind happens to a batch, each time it is asked.
 */
export type Workload = {
  readonly rounds: number;
  readonly concurrency: number;
  readonly batchesInFlight: number;
  readonly arrival: Arrival;
  readonly batches: readonly (readonly Ask[])[];
  readonly happenings: readonly Happening[];
  /**
   * Left out where reads, timers and answers come as they come. Otherwise all batches are in flight at once, and at each
   * step the one of those that wait, modulo how many do, goes on: 0, and beyond the list, the one that has waited longest.
   */
  readonly interleaving?: readonly number[];
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

/** Shown as a photograph is, with nothing that names it. */
export function isUnmarked({ carrier }: Pick<PhotoPlan, 'carrier'>): boolean {
  return carrier !== null && !carrier.marked;
}
