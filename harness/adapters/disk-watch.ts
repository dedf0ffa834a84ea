// A program that writes without end fills the disk of whoever examines it long before its timeout. What it has put on
// disk is looked at a few times a second; a sparse file takes none, however long it says it is.

import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const LOOK_MS = 200;
/** Entries of one folder that are looked at; they are looked at again and again. */
const ENTRIES_MAX = 10_000;
const BLOCK_BYTES = 512;

/** Calls `onFull` once when what lies at `path`, folders included, takes more than `maxBytes`. Gives what ends the watch. */
export function watchDisk(path: string, maxBytes: number, onFull: (takenBytes: number) => void): () => void {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const takenBytes = await bytesAt(path, maxBytes);
    if (ended) return;
    if (takenBytes > maxBytes) onFull(takenBytes);
    else timer = setTimeout(() => void look(), LOOK_MS);
  };
  timer = setTimeout(() => void look(), LOOK_MS);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

/** Links are not followed. What is gone by the time that it is looked at takes nothing. Stops counting beyond `enough`. */
async function bytesAt(path: string, enough: number): Promise<number> {
  const stats = await lstat(path).catch(() => null);
  if (stats === null) return 0;
  let takenBytes = stats.blocks * BLOCK_BYTES;
  if (!stats.isDirectory()) return takenBytes;
  for (const name of (await readdir(path).catch((): string[] => [])).slice(0, ENTRIES_MAX)) {
    if (takenBytes > enough) break;
    takenBytes += await bytesAt(join(path, name), enough - takenBytes);
  }
  return takenBytes;
}
