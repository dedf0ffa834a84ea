// Names attack weak keys on purpose, so where a photo lies is checked before anything is written: never outside the
// folder, never under a name the disk would change, and never two photos in one file, which would be our own mix-up.

import { realpath, stat } from 'node:fs/promises';
import { basename, relative, resolve } from 'node:path';
import type { PhotoPlan } from '../model/plan.ts';
import { groupedBy } from './grouped-by.ts';

type Named = Pick<PhotoPlan, 'owner' | 'album' | 'name'>;

/** The absolute path `photosFolder/owner/album/name`. Throws a RangeError for a name that would not lead there. */
export function photoPath(photosFolder: string, photo: Named): string {
  const segments = [photo.owner, photo.album, photo.name];
  for (const segment of segments) if (!isFileName(segment)) throw unsafe(segment);
  return resolve(photosFolder, ...segments);
}

/** One step down, and the very text that a listing gives back: a lone surrogate would be stored as another character. */
function isFileName(segment: string): boolean {
  const isOneStepDown = segment !== '' && segment !== '.' && segment !== '..' && basename(segment) === segment;
  return isOneStepDown && !segment.includes('\0') && Buffer.from(segment).toString() === segment;
}

function unsafe(segment: string): RangeError {
  return new RangeError(
    `Expected owner, album and name of a photo each to be the name of one file (not "." or "..", no separator, no NUL, whole characters), got ${JSON.stringify(segment)}. Mend the plan.`,
  );
}

/** Each photo with where it lies. Throws a RangeError when two photos would share one path. */
export function photoPaths<Photo extends Named>(
  photosFolder: string,
  photos: readonly Photo[],
): readonly (readonly [Photo, string])[] {
  const placed = photos.map((photo) => [photo, photoPath(photosFolder, photo)] as const);
  const taken = new Set<string>();
  for (const [, path] of placed) {
    if (taken.has(path)) {
      throw new RangeError(`Expected each photo of a plan under a path of its own, got ${JSON.stringify(path)} twice.`);
    }
    taken.add(path);
  }
  return placed;
}

/** Throws when a link already in `photosFolder` leads the folder of a photo out of it. */
export async function assertWithin(photosFolder: string, folder: string): Promise<void> {
  const [root, real] = await Promise.all([realpath(photosFolder), realpath(folder)]);
  if (relative(root, real) !== relative(resolve(photosFolder), folder)) {
    throw new RangeError(
      `Expected ${folder} to lie within ${photosFolder}, but a link leads it to ${real}. Remove the link.`,
    );
  }
}

/**
 * Throws when paths that differ only in case or Unicode form have become one file, as on disks that ignore either.
 * Only paths that could are looked at.
 */
export async function assertDistinctFiles(paths: Iterable<string>): Promise<void> {
  const alike = groupedBy(paths, (path) => path.normalize('NFC').toLowerCase());
  for (const group of alike.values()) {
    if (group.length < 2) continue;
    const files = await Promise.all(group.map(async (path) => stat(path, { bigint: true })));
    if (new Set(files.map(({ dev, ino }) => `${dev}:${ino}`)).size === group.length) continue;
    const named = group.map((path) => JSON.stringify(path)).join(' and ');
    throw new RangeError(
      `Expected one file each for ${named}, but this disk takes them for the same name. Use a folder on a disk that tells case and Unicode forms apart.`,
    );
  }
}
