// A folder of its own for photos to be laid in, and a look at what then lies there.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MaterialiseOptions } from '../../harness/materialise/materialise.ts';
import { NONCE } from './photo-plan.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const WEBP_50 = { format: 'webp', quality: 50 } as const;

/** `folder` is gone after the spec; photos are laid in a folder within it, unless `about` says otherwise. */
export async function place(
  about: Partial<MaterialiseOptions> = {},
): Promise<{ readonly folder: string; readonly options: MaterialiseOptions }> {
  const folder = await temporaryFolder();
  const signal = new AbortController().signal;
  const options = {
    nonce: NONCE,
    photosFolder: join(folder, 'photos'),
    cacheFolder: null,
    archiveForm: WEBP_50,
    archive: null,
    signal,
  };
  return { folder, options: { ...options, ...about } };
}

/** Names of all files under a folder, none when it is not there. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

/** Base64 of every file by its path under `folder`. */
export async function contents(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = names.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(folder.length), (await readFile(path)).toString('base64')] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}
