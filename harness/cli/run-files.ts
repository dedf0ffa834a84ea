// What a run leaves for later: its result, its report, and a pointer to the newest run. A reader may look at any moment
// and another run may end at the same one, so each file appears whole or not at all.

import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';

/** Writes a whole file under a name of its own first; a crash half-way leaves the old one. Makes the folder. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await replaced(path, async (draft) => {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

/** Writes a file that is not there yet. Makes the folder. Rejects with EEXIST where it is. */
export async function writeNew(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { flag: 'wx' });
}

/**
 * Lets `<reportFolder>/latest` point to `runFolder`: a relative link, so that the folder can be moved or packed, or
 * where links are not possible a text file that holds the relative path.
 */
export async function pointLatest(reportFolder: string, runFolder: string): Promise<'link' | 'file'> {
  const latest = join(reportFolder, 'latest');
  const target = relative(reportFolder, runFolder);
  try {
    await replaced(latest, (draft) => symlink(target, draft, 'dir'));
    return 'link';
  } catch (error) {
    if (!NO_LINKS.has(codeOf(error))) throw error;
    await replaced(latest, (draft) => writeFile(draft, `${target}\n`));
    return 'file';
  }
}

/** What file systems without links, and Windows without the right to make one, answer. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL']);

/** The `code` of a system error; empty for anything else. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

async function replaced(path: string, make: (draft: string) => Promise<void>): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}-${randomUUID()}`);
  try {
    await make(draft);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
