// What a command left behind at its output path may be anything: a symbolic link to another photo, a named pipe that
// blocks the reader, a file larger than memory. It is read without following, without blocking, up to a cap, and removed.

import { constants } from 'node:fs';
import { mkdir, open, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './process-group.ts';

export type Output =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unusable'; readonly reason: string };

/** A folder for outputs, made with all above it, by the one name of it that no link is part of. */
export async function outputsFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true });
  return realpath(path);
}

/** Reads `name` in a folder that `outputsFolder` made; a link put in place of that folder leads nowhere. Never rejects. */
export async function readOutput(folder: string, name: string, maxBytes: number): Promise<Output> {
  const path = join(folder, name);
  try {
    if ((await realpath(folder)) !== folder) return unusable('lies in a folder that was replaced by a link');
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return unusable('is not a regular file');
      if (stats.size > maxBytes) return unusable(`is too large: ${stats.size} bytes, at most ${maxBytes} are read`);
      const bytes = new Uint8Array(stats.size);
      let filled = 0;
      while (filled < bytes.byteLength) {
        const { bytesRead } = await file.read(bytes, filled, bytes.byteLength - filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled === 0 ? unusable('is empty') : { kind: 'file', bytes: bytes.subarray(0, filled) };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return { kind: 'absent' };
    return unusable(code === 'ELOOP' ? 'is a symbolic link' : `cannot be read (${code})`);
  }
}

/** Removes `name` from a folder that `outputsFolder` made, and nothing from where a link in its place leads. */
export async function removeWithin(folder: string, name: string): Promise<void> {
  if (await isStillItself(folder)) await removeOutput(join(folder, name));
}

async function isStillItself(folder: string): Promise<boolean> {
  return (await realpath(folder).catch(() => null)) === folder;
}

/** Removes whatever lies at the path, even a folder; nothing there is fine. */
export async function removeOutput(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

function unusable(what: string): Output {
  return { kind: 'unusable', reason: `its output ${what}` };
}
