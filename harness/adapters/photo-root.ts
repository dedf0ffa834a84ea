// A server that reads a folder is given one: copies of the photos, as owner/album/name, each replaced by a rename when a
// newer version of it is asked for. Copies, because a server under test may write to what it can reach.

import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { PlainJob } from '../model/adapter.ts';
import { copyPhoto } from './copy-photo.ts';
import { errorCode } from './process-group.ts';

/** In a folder with this file, everything was put there by a run of ours, and may be removed. */
const MARKER = '.thumbproof-root';

export type PhotoRoot = {
  /** The photo lies there when this resolves. */
  readonly lay: (photo: PlainJob['photo']) => Promise<void>;
  /** Empties the folder again. */
  readonly clear: () => Promise<void>;
};

/** Takes the folder over; a string says why it cannot. */
export async function openPhotoRoot(folder: string): Promise<PhotoRoot | string> {
  try {
    await mkdir(folder, { recursive: true });
    const found = await readdir(folder);
    if (found.length > 0 && !found.includes(MARKER))
      return `Expected the folder ${folder} to be empty, because photos are laid into it and removed again, found ${found.slice(0, 3).join(', ')}. Give an empty one.`;
    await emptied(folder);
    await writeFile(join(folder, MARKER), 'Photos of a run of thumbproof. All of this folder may be removed.\n');
  } catch (error) {
    return `The folder ${folder} cannot be used for photos: ${errorCode(error)}.`;
  }
  const laid = new Map<string, { readonly version: string; readonly done: Promise<void> }>();
  let copies = 0;

  const copy = async ({ path }: PlainJob['photo'], target: string) => {
    copies += 1;
    const scratch = join(folder, `${MARKER}-${copies}`);
    await mkdir(dirname(target), { recursive: true });
    await copyPhoto(path, scratch);
    await rename(scratch, target);
  };
  return {
    lay: async (photo) => {
      const target = resolve(folder, photo.owner, photo.album, photo.name);
      if (dirname(dirname(dirname(target))) !== resolve(folder) || basename(target) !== photo.name)
        throw new RangeError(`Expected owner, album and name to be one step each, got ${JSON.stringify(target)}.`);
      const version = `${photo.path}|${photo.version}`;
      const known = laid.get(target);
      if (known?.version === version) return known.done;
      const done = (known?.done ?? Promise.resolve()).catch(() => {}).then(() => copy(photo, target));
      laid.set(target, { version, done });
      return done;
    },
    clear: () => emptied(folder),
  };
}

async function emptied(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
}
