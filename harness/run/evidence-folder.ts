// What was seen is proof, whether or not it can be seen again; so it is on disk before anything is asked once more.

import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

/** A file of the evidence: bytes to write, or a file to copy. */
export type Exhibit =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly copyOf: string };

/** Writes the exhibits of one breach under `runFolder` and gives their folder relative to it. Rejects when the disk does. */
export async function writeExhibits(
  runFolder: string,
  breachId: string,
  exhibits: readonly Exhibit[],
): Promise<string> {
  const relative = join('evidence', breachId);
  const folder = join(runFolder, relative);
  await mkdir(folder, { recursive: true });
  await Promise.all(
    exhibits.map((exhibit) =>
      'bytes' in exhibit
        ? writeFile(join(folder, exhibit.name), exhibit.bytes)
        : copyFile(exhibit.copyOf, join(folder, exhibit.name)),
    ),
  );
  return relative;
}

/** Whether what a stored result names can be a folder of its own evidence, and none that somebody made up. */
export function isEvidenceFolder(relative: string): boolean {
  return /^evidence[\\/][\w-]+$/.test(relative);
}

const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['.jpg', [0xff, 0xd8]],
  ['.png', [0x89, 0x50]],
  ['.webp', [0x52, 0x49, 0x46, 0x46]],
  ['.avif', [0x00, 0x00, 0x00]],
  ['.gif', [0x47, 0x49, 0x46]],
];

/** The extension of what came: named for what it is, never for what it claims. */
export function extensionOfBytes(bytes: Uint8Array): string {
  return MAGIC.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))?.[0] ?? '.bin';
}

/** The extension of a source, kept only when it is harmless. */
export function extensionOfSource(path: string): string {
  const extension = extname(basename(path)).toLowerCase();
  return /^\.[a-z0-9]{1,5}$/.test(extension) ? extension : '.bin';
}
