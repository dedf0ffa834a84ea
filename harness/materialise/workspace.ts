// Gigabytes of photos must not stay behind whatever happens, except when they are the evidence of a violation.

import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diskTrouble } from './disk-trouble.ts';

export type Workspace = {
  readonly path: string;
  /** Holds the photos as owner/album/name; thumbnailers read it. */
  readonly photosFolder: string;
  /** The thumbnailer's own; it may leave anything there. */
  readonly benchFolder: string;
  /** Call it when a verdict is violated: the workspace then stays, and its path belongs into the report. */
  readonly keep: () => void;
};

/**
 * Gives `use` a workspace in a new folder under `parent`, and removes it when `use` settles or throws, unless it was
 * kept. What cannot be removed is told to `onLeftover` and is not a failure: the verdict stands. Rejects with a
 * DiskTrouble when `parent` is full or cannot be written.
 */
export async function withWorkspace<T>(
  parent: string,
  use: (workspace: Workspace) => Promise<T>,
  onLeftover: (path: string, why: string) => void = () => {},
): Promise<T> {
  let isKept = false;
  const path = await emptyWorkspace(parent);
  try {
    return await use({ path, ...foldersOf(path), keep: () => void (isKept = true) });
  } finally {
    if (!isKept) await removed(path).catch((error: unknown) => onLeftover(path, String(error)));
  }
}

function foldersOf(path: string): Pick<Workspace, 'photosFolder' | 'benchFolder'> {
  return { photosFolder: join(path, 'photos'), benchFolder: join(path, 'bench') };
}

async function emptyWorkspace(parent: string): Promise<string> {
  try {
    await mkdir(parent, { recursive: true });
    const path = await mkdtemp(join(parent, 'thumbproof-'));
    await Promise.all(Object.values(foldersOf(path)).map(async (folder) => mkdir(folder)));
    return path;
  } catch (error) {
    throw diskTrouble(error, parent);
  }
}

/** A thumbnailer may have made folders read-only, and a process of its may still be writing while it dies. */
async function removed(path: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
  try {
    await rm(path, options);
  } catch {
    await unlocked(path);
    await rm(path, options);
  }
}

/** Gives the owner every right on all folders under `path`; links are left alone, for they may lead out. */
async function unlocked(path: string): Promise<void> {
  await chmod(path, 0o700);
  const entries = await readdir(path, { withFileTypes: true });
  await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map(async (entry) => unlocked(join(path, entry.name))),
  );
}
