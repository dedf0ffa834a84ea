// Names attack weak keys on purpose, so where a photo lies is checked before anything is written: never outside the
// folder, never under a name the disk would change, and never two photos in one file, which would be our own mix-up.

import { realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { PhotoPlan } from '../model/plan.ts';
import { groupedBy } from './grouped-by.ts';

type Named = Pick<PhotoPlan, 'owner' | 'album' | 'name'>;

/** The absolute path `photosFolder/owner/album/name`. Throws a RangeError for a name that would not lead there. */
export function photoPath(photosFolder: string, photo: Named): string {
  const segments = [photo.owner, photo.album, photo.name];
  for (const segment of segments) {
    if (segment.includes('\0') || Buffer.from(segment).toString() !== segment)
      throw unsafe(segment, 'text of whole characters without NUL');
  }
  const root = resolve(photosFolder);
  const path = resolve(root, ...segments);
  const within = relative(root, path).split(sep);
  if (within.length !== segments.length || within.some((segment, i) => segment !== segments[i])) {
    throw unsafe(segments.join('/'), 'owner/album/name, each the name of one folder or file, not "." or ".."');
  }
  return path;
}

/** Where each photo lies. Throws a RangeError when two photos would share one path. */
export function photoPaths<Photo extends Named>(
  photosFolder: string,
  photos: readonly Photo[],
): ReadonlyMap<Photo, string> {
  const paths = new Map(photos.map((photo) => [photo, photoPath(photosFolder, photo)]));
  const seen = new Set<string>();
  for (const path of paths.values()) {
    if (seen.has(path))
      throw new RangeError(`Expected each photo of a plan under a path of its own, got ${JSON.stringify(path)} twice.`);
    seen.add(path);
  }
  return paths;
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

function unsafe(value: string, rule: string): RangeError {
  return new RangeError(`Expected the place of a photo to be ${rule}, got ${JSON.stringify(value)}. Mend the plan.`);
}
