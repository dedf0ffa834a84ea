// A plan says what each photo shows; a thumbnailer wants files. The same plan gives the same files on one machine, each
// distinct picture is made once, and a picture that an earlier run made is read instead.

import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { CarrierOf } from '../model/carrier.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { ArchiveForm } from './archive.ts';
import { openCache } from './cache.ts';
import { groupedBy } from './grouped-by.ts';
import { assertDistinctFiles, photoPath, photoPaths } from './layout.ts';
import { pruneCache } from './prune-cache.ts';
import { abortError, oneByOne, sideBySide, untilAborted } from './side-by-side.ts';
import { sourceKey } from './source-key.ts';
import { withStaging, type Place } from './staging.ts';
import { openStudio } from './studio.ts';

export type { ArchiveForm } from './archive.ts';

export type MaterialiseOptions = {
  /** The trial's; with content id and version it gives the signature. */
  readonly nonce: string;
  /** The photographs that photos are painted over; none may be left out that a plan names. */
  readonly carrierOf?: CarrierOf;
  /** Photos are laid in it as owner/album/name. Made if it is missing. */
  readonly photosFolder: string;
  /** Shared between runs; null for none. Made if it is missing, and kept within its quota. */
  readonly cacheFolder: string | null;
  /** The built-in archived form of photos older than 35 days. */
  readonly archiveForm: ArchiveForm;
  /** The thumbnailer's own archive instead: it finds the photo as uploaded at `path` and gives what replaces it. */
  readonly archive: ((photo: PhotoPlan, path: string) => Promise<Uint8Array>) | null;
  readonly signal: AbortSignal;
  /** Called after each photo is in place. */
  readonly onProgress?: (done: number, of: number) => void;
};

export type Materialised = {
  /** The absolute path of a photo. */
  readonly pathOf: (photo: PhotoPlan) => string;
  /** Of all photos in place. */
  readonly bytesWritten: number;
  /** Distinct pictures read from the cache. Twins are one picture; with `painted` this is all there are. */
  readonly cacheHits: number;
  /** Distinct pictures made anew. */
  readonly painted: number;
  /** Why the cache could not keep what was made, in a sentence; null when it could. */
  readonly cacheTrouble: string | null;
};

/** A few more than cores, for some only wait for the disk; beyond six they hold more memory than they save time. */
const PICTURES_IN_FLIGHT = Math.min(6, availableParallelism() + 2);

/** Pictures above this are made one at a time: with four of 12 megapixels together the process held 1.7 GB, not 0.7. */
const LARGE_PX = 2_000_000;

/**
 * Lays the files of all photos. Rejects with an AbortError as soon as `signal` aborts, with a DiskTrouble for a full or
 * unwritable disk, and with a RangeError for names that do not lead under `photosFolder`. Photos in place by then stay
 * there, each whole.
 */
export async function materialise(photos: readonly PhotoPlan[], options: MaterialiseOptions): Promise<Materialised> {
  const { nonce, carrierOf, photosFolder, cacheFolder, archiveForm, archive, signal, onProgress } = options;
  if (signal.aborted) throw abortError(signal);
  const placed = photoPaths(photosFolder, photos);
  const formOf = (photo: PhotoPlan) => (photo.archived && archive === null ? archiveForm : null);
  const pictures = groupedBy(placed, ([photo]) => sourceKey(nonce, photo, formOf(photo)));
  const cache = openCache(cacheFolder);
  const studio = openStudio(nonce, carrierOf);
  const large = oneByOne(signal);
  const made = async (photo: PhotoPlan) => {
    const make = async () => studio.make(photo, formOf(photo));
    return photo.widthPx * photo.heightPx > LARGE_PX ? large(make) : make();
  };
  const count = { done: 0, bytesWritten: 0, cacheHits: 0, painted: 0 };

  const layTwins = async (
    key: string,
    twins: readonly (readonly [PhotoPlan, string])[],
    place: Place,
    stop: AbortSignal,
  ) => {
    let bytes = await cache.get(key);
    if (bytes !== null) count.cacheHits += 1;
    for (const [photo, path] of twins) {
      if (bytes === null) {
        bytes = await untilAborted(made(photo), stop);
        count.painted += 1;
        await cache.put(key, bytes);
      }
      if (stop.aborted) throw abortError(stop);
      await place(path, bytes, photo.mtimeMs);
      const kept = photo.archived && archive !== null ? await replaced(photo, path, archive, place, stop) : bytes;
      count.bytesWritten += kept.length;
      count.done += 1;
      onProgress?.(count.done, photos.length);
    }
  };

  await withStaging(photosFolder, async (place) =>
    sideBySide(pictures, PICTURES_IN_FLIGHT, signal, async ([key, twins], stop) => layTwins(key, twins, place, stop)),
  ).finally(studio.close);
  await assertDistinctFiles(placed.map(([, path]) => path));
  if (cacheFolder !== null && count.painted > 0) await pruneCache(cacheFolder);
  const { bytesWritten, cacheHits, painted } = count;
  const pathOf = (photo: PhotoPlan) => photoPath(photosFolder, photo);
  return { pathOf, bytesWritten, cacheHits, painted, cacheTrouble: cache.trouble() };
}

/** The thumbnailer's own archived form, in the place of the photo it was made from; neither stays if it fails. */
async function replaced(
  photo: PhotoPlan,
  path: string,
  archive: (photo: PhotoPlan, path: string) => Promise<Uint8Array>,
  place: Place,
  stop: AbortSignal,
): Promise<Uint8Array> {
  try {
    const archived = await untilAborted(archive(photo, path), stop);
    await place(path, archived, photo.mtimeMs);
    return archived;
  } catch (error) {
    await rm(path, { force: true }).catch(() => {});
    throw error;
  }
}
