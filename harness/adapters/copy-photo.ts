// A thumbnailer that is given a folder gets copies, because it may write to what it can reach.

import { constants } from 'node:fs';
import { copyFile, stat, utimes } from 'node:fs/promises';

/** A copy as old as the photo is: some tools cache by age. */
export async function copyPhoto(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const { atime, mtime } = await stat(from);
  await utimes(to, atime, mtime);
}
