// Every seed leaves its photos in the cache, so without a quota a nightly fuzz would fill the disk it needs itself.

import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { ENTRY_SUFFIX, PARTIAL_SUFFIX } from './cache.ts';

export const CACHE_QUOTA_BYTES = 2 ** 30;

/** A write takes seconds at most, so a partial entry of this age belongs to a run that was killed. */
const PARTIAL_AGE_MS = 3_600_000;
const FILES_IN_FLIGHT = 16;

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
  const limit = pLimit(FILES_IN_FLIGHT);
  const removedBytes = await limit.map([...abandoned, ...evicted], async ({ path, sizeBytes }) =>
    unlink(path).then(
      () => sizeBytes,
      () => 0,
    ),
  );
  return removedBytes.reduce((sum, bytes) => sum + bytes, 0);
}

async function entriesIn(folder: string): Promise<readonly Entry[]> {
  const names = await readdir(folder).catch(() => []);
  const limit = pLimit(FILES_IN_FLIGHT);
  const found = await limit.map(names, async (name): Promise<readonly Entry[]> => {
    const isPartial = name.endsWith(PARTIAL_SUFFIX);
    if (!isPartial && !name.endsWith(ENTRY_SUFFIX)) return [];
    const path = join(folder, name);
    return stat(path).then(
      (stats) => [{ path, sizeBytes: stats.size, usedMs: stats.mtimeMs, isPartial }],
      () => [],
    );
  });
  return found.flat();
}
