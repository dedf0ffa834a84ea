// A worker says that it is done, and where its thumbnail lies we told it: what it says is held against what is there.

import type { Answer } from '../model/thumbnailer.ts';
import { readOutput, removeWithin } from './read-output.ts';

/** Reads an output once; a second answer for the key finds none. */
export async function whatItWrote(key: string, folder: string, name: string | null, maxBytes: number): Promise<Answer> {
  if (name === null) return { key, kind: 'refused', reason: 'it answered for a key that it was never asked for' };
  const read = await readOutput(folder, name, maxBytes);
  await removeWithin(folder, name);
  if (read.kind === 'file') return { key, kind: 'thumbnail', bytes: read.bytes };
  return { key, kind: 'refused', reason: read.kind === 'absent' ? 'it said ok and wrote no output' : read.reason };
}
