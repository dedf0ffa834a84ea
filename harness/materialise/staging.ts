// A thumbnailer may watch the folder its photos are laid in, and a run may be stopped at any moment. A photo is written
// aside, given its time, and renamed into place: there is never half a file under a photo's name.

import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskTrouble } from './disk-trouble.ts';
import { assertWithin } from './layout.ts';

/** `path` is absolute and within the photos folder; `mtimeMs` counts from 1970. What is there already is replaced. */
export type Place = (path: string, bytes: Uint8Array, mtimeMs: number) => Promise<void>;

/**
 * Runs `use` with a way to place files under `photosFolder`, which is made if it is missing. Unfinished files are gone
 * afterwards, whether `use` settles or throws. A full or unwritable disk is a DiskTrouble.
 */
export async function withStaging<T>(photosFolder: string, use: (place: Place) => Promise<T>): Promise<T> {
  const explained = (error: unknown) => {
    throw diskTrouble(error, photosFolder);
  };
  // On the same disk as the photos, or a rename would be a copy that can stop half way.
  const staging = await mkdir(photosFolder, { recursive: true })
    .then(async () => mkdtemp(join(photosFolder, '.incoming-')))
    .catch(explained);
  const folders = new Map<string, Promise<void>>();
  let count = 0;
  const ready = async (folder: string) => {
    await mkdir(folder, { recursive: true });
    await assertWithin(photosFolder, folder);
  };
  const place: Place = async (path, bytes, mtimeMs) => {
    const folder = dirname(path);
    const incoming = join(staging, String(count++));
    let made = folders.get(folder);
    if (made === undefined) folders.set(folder, (made = ready(folder)));
    await made;
    await writeFile(incoming, bytes, { flag: 'wx' });
    await utimes(incoming, mtimeMs / 1000, mtimeMs / 1000);
    await rename(incoming, path);
  };
  try {
    return await use(async (path, bytes, mtimeMs) => place(path, bytes, mtimeMs).catch(explained));
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => {});
  }
}
