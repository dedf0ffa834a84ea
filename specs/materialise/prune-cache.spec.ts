import { readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCache } from '../../harness/materialise/cache.ts';
import { pruneCache } from '../../harness/materialise/prune-cache.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The bytes of an entry and its digest of 32. */
const ENTRY_BYTES = 100 + 32;

describe('pruning the cache', () => {
  it('removes what was unused for longest until the rest is within the quota', async () => {
    const folder = await filledCache(['a', 'b', 'c', 'd']);
    await openCache(folder).get('a');
    expect(await pruneCache(folder, 2 * ENTRY_BYTES)).toBe(2 * ENTRY_BYTES);
    expect(await readdir(folder)).toEqual(['a.photo', 'd.photo']);
  });

  it('removes nothing within the quota', async () => {
    const folder = await filledCache(['a', 'b']);
    expect(await pruneCache(folder, 2 * ENTRY_BYTES)).toBe(0);
    expect(await readdir(folder)).toEqual(['a.photo', 'b.photo']);
  });

  it('removes what a killed run left half written, and leaves what is being written and what is not its own', async () => {
    const folder = await filledCache([]);
    for (const name of ['old.partial', 'new.partial', 'readme.txt']) await writeFile(join(folder, name), 'xxxx');
    const yesterday = Date.now() / 1000 - 86_400;
    await utimes(join(folder, 'old.partial'), yesterday, yesterday);
    expect(await pruneCache(folder, 0)).toBe(4);
    expect(await readdir(folder)).toEqual(['new.partial', 'readme.txt']);
  });

  it('takes a folder that is not there as an empty one', async () => {
    expect(await pruneCache(join(await temporaryFolder(), 'none'), 0)).toBe(0);
  });

  it('lets two runs prune at once', async () => {
    const folder = await filledCache(['a', 'b', 'c', 'd']);
    const removed = await Promise.all([pruneCache(folder, 0), pruneCache(folder, 0)]);
    expect(removed[0] + removed[1]).toBe(4 * ENTRY_BYTES);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('an entry of the cache', () => {
  it('is not taken for that of another key when its file is renamed', async () => {
    const folder = await filledCache(['a']);
    const bytes = await openCache(folder).get('a');
    expect(bytes?.length).toBe(100);
    await rename(join(folder, 'a.photo'), join(folder, 'b.photo'));
    expect(await openCache(folder).get('b')).toBe(null);
    expect(await readdir(folder)).toEqual([]);
  });
});

/** Entries of 100 bytes, each used a minute after the one before, all of them a day ago. */
async function filledCache(keys: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  const cache = openCache(folder);
  for (const [i, key] of keys.entries()) {
    await cache.put(key, new Uint8Array(100));
    const usedSeconds = Date.now() / 1000 - 86_400 + i * 60;
    await utimes(join(folder, `${key}.photo`), usedSeconds, usedSeconds);
  }
  return folder;
}
