// Disks run full and folders cannot be written: what a thumbnailer does then with what it already has in hand is how one
// photo's thumbnail comes to lie under another's name. Neither takes privileges here, and neither spares those of root.

import { existsSync, lstatSync, mkdirSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlainJob } from '../model/adapter.ts';
import type { TroubledWrite } from '../model/plan.ts';
import { namedOutput } from './placeholders.ts';
import { type Outputs, stemOf } from './process-share.ts';

const FULL_DEVICE = '/dev/full';

/**
 * Makes the path one that cannot be written: a link to a device that is always full, or a folder, which no file can take
 * the place of. Whoever removes either may write there after all. Throws EEXIST where something lies there.
 */
export function obstructOutput(path: string, how: TroubledWrite): void {
  if (how === 'full' && existsSync(FULL_DEVICE)) symlinkSync(FULL_DEVICE, path);
  else mkdirSync(path);
}

/**
 * The same in a folder whose files a command names: under each name that a job's thumbnail may get, or all of the folder,
 * by a file in its place, where they are numbered. Gives what clears away all that is still as it was put there.
 */
export function obstructFolder(folder: string, jobs: readonly PlainJob[], outputs: Outputs): () => void {
  const troubled = jobs.flatMap(({ photo, recipe, write }) =>
    write === undefined
      ? []
      : [{ write, names: new Set([photo.name, namedOutput(stemOf(photo.name), recipe.format)]) }],
  );
  if (outputs === 'numbered' && troubled.length > 0) {
    rmdirSync(folder);
    writeFileSync(folder, '');
    return () => {};
  }
  const paths = troubled.flatMap(({ write, names }) => [...names].map((name) => ({ write, path: join(folder, name) })));
  for (const { path, write } of paths) obstructOutput(path, write);
  return () => {
    for (const { path } of paths) clear(path);
  };
}

function clear(path: string): void {
  try {
    if (lstatSync(path).isSymbolicLink()) unlinkSync(path);
    else rmdirSync(path);
  } catch {
    // Something else lies there by now, or nothing.
  }
}
