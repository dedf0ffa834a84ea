// Making photos costs far more than reading them, and a gate with a fixed seed wants the same ones every day. Two runs
// may share the folder, and a run may be killed in the middle of a write: an entry is whole and its own, or it is none.

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const DIGEST_BYTES = 32;
export const ENTRY_SUFFIX = '.photo';
export const PARTIAL_SUFFIX = '.partial';

/** Files by the key of what determines them. Neither `get` nor `put` ever rejects: a run does not need its cache. */
export type SourceCache = {
  /** A private copy of the bytes; null when there is no whole entry of that key. */
  readonly get: (key: string) => Promise<Uint8Array | null>;
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>;
  /** Why nothing can be put any more, in a sentence; null while all is well. */
  readonly trouble: () => string | null;
};

/** The cache in `folder`, made on the first `put`; a null folder keeps nothing. */
export function openCache(folder: string | null): SourceCache {
  if (folder === null) return { get: async () => null, put: async () => {}, trouble: () => null };
  let trouble: string | null = null;
  return {
    get: async (key) => {
      const path = entryPath(folder, key);
      const entry = await readFile(path).catch(() => null);
      if (entry === null) return null;
      const bytes = entry.subarray(0, Math.max(0, entry.length - DIGEST_BYTES));
      if (!digestOf(key, bytes).equals(entry.subarray(bytes.length))) {
        await rm(path, { force: true }).catch(() => {});
        return null;
      }
      // Entries are evicted by age since their last use; where the folder is read-only they merely look old.
      const now = Date.now() / 1000;
      await utimes(path, now, now).catch(() => {});
      return bytes;
    },
    put: async (key, bytes) => {
      if (trouble !== null) return;
      const partial = join(folder, `${key}.${randomUUID()}${PARTIAL_SUFFIX}`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(partial, [bytes, digestOf(key, bytes)], { flag: 'wx' });
        await rename(partial, entryPath(folder, key));
      } catch (error) {
        trouble = `The photo cache in ${folder} could not be written, so the next run makes its photos again: ${String(error)}`;
        await rm(partial, { force: true }).catch(() => {});
      }
    },
    trouble: () => trouble,
  };
}

function entryPath(folder: string, key: string): string {
  return join(folder, key + ENTRY_SUFFIX);
}

/** Over the key too: an entry that was copied or renamed to another key is not an entry of that key. */
function digestOf(key: string, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(key).update(bytes).digest();
}
