// A write to a nearly full disk may take only a part of what it is given.

import { writeSync } from 'node:fs';

/** Writes all of the bytes to an open file. Throws what the system says, such as ENOSPC. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.byteLength; ) written += writeSync(file, bytes, written);
}
