// Every seed leaves its photos in the cache, so without a quota a nightly fuzz would fill the disk it needs itself.

import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ENTRY_SUFFIX, PARTIAL_SUFFIX } from './cache.ts';
import { sideBySide } from './side-by-side.ts';

export const CACHE_QUOTA_BYTES = 2 ** 30;

/** A write takes seconds at most, so a partial entry of this age belongs to a run that was killed. */
const PARTIAL_AGE_MS = 3_600_000;
const FILES_IN_FLIGHT = 16;
const UNSTOPPED = new AbortController().signal;

type Entry = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly usedMs: number;
  readonly isPartial: boolean;
};

/**
 * Removes the entries unused for longest until `quotaBytes` hold the rest, and partial entries of killed runs. Gives
 * the bytes removed. Never rejects: what another run removes or holds meanwhile is left for the next pruning.
 */
export async function pruneCache(folder: string, quotaBytes: number = CACHE_QUOTA_BYTES): Promise<number> {
  const entries = await entriesIn(folder);
  const abandoned = entries.filter((entry) => entry.isPartial && Date.now() - entry.usedMs > PARTIAL_AGE_MS);
  const whole = entries.filter((entry) => !entry.isPartial).sort((a, b) => a.usedMs - b.usedMs);
  let excessBytes = whole.reduce((sum, entry) => sum + entry.sizeBytes, 0) - quotaBytes;
  const evicted = whole.filter((entry) => {
    const isEvicted = excessBytes > 0;
    if (isEvicted) excessBytes -= entry.sizeBytes;
    return isEvicted;
  });
  let removedBytes = 0;
  await sideBySide([...abandoned, ...evicted], FILES_IN_FLIGHT, UNSTOPPED, async ({ path, sizeBytes }) => {
    const isRemoved = await unlink(path).then(
      () => true,
      () => false,
    );
    if (isRemoved) removedBytes += sizeBytes;
  });
  return removedBytes;
}

async function entriesIn(folder: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  const names = await readdir(folder).catch(() => []);
  await sideBySide(names, FILES_IN_FLIGHT, UNSTOPPED, async (name) => {
    const isPartial = name.endsWith(PARTIAL_SUFFIX);
    if (!isPartial && !name.endsWith(ENTRY_SUFFIX)) return;
    const path = join(folder, name);
    const stats = await stat(path).catch(() => null);
    if (stats !== null) entries.push({ path, sizeBytes: stats.size, usedMs: stats.mtimeMs, isPartial });
  });
  return entries;
}
