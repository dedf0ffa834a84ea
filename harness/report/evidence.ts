// What was seen is proof, whether or not it can be seen again; so it is on disk before anything is asked once more.

import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { LumaPicture } from '../model/expectation.ts';
import type { Breach } from '../model/verdict.ts';
import { encodePng } from './png.ts';

/** `rgba` is row-major, 4 bytes a pixel. Paths are those of source files in the workspace. */
export type Evidence = {
  readonly breach: Breach;
  readonly answer: Uint8Array | null;
  readonly digest: string | null;
  readonly actual: LumaPicture | null;
  readonly expected: LumaPicture | null;
  readonly difference: { readonly rgba: Uint8Array; readonly widthPx: number; readonly heightPx: number } | null;
  readonly source: string | null;
  readonly donors: readonly string[];
};

const EXTENSIONS: readonly (readonly [string, readonly number[]])[] = [
  ['jpg', [0xff, 0xd8]],
  ['png', [0x89, 0x50]],
  ['webp', [0x52, 0x49, 0x46, 0x46]],
  ['avif', [0x00, 0x00, 0x00]],
  ['gif', [0x47, 0x49, 0x46]],
];

/** Writes the evidence of one breach into `runFolder` and gives its folder relative to that. Rejects when the disk does. */
export async function writeEvidence(runFolder: string, evidence: Evidence): Promise<string> {
  const relative = join('evidence', evidence.breach.id);
  const folder = join(runFolder, relative);
  await mkdir(folder, { recursive: true });
  const writes: Promise<void>[] = [
    writeFile(
      join(folder, 'breach.json'),
      `${JSON.stringify({ ...evidence.breach, answerSha256: evidence.digest }, null, 2)}\n`,
    ),
  ];
  if (evidence.answer !== null)
    writes.push(writeFile(join(folder, `answer.${extensionOf(evidence.answer)}`), evidence.answer));
  if (evidence.actual !== null) writes.push(writeFile(join(folder, 'actual.png'), greyPng(evidence.actual)));
  if (evidence.expected !== null) writes.push(writeFile(join(folder, 'expected.png'), greyPng(evidence.expected)));
  if (evidence.difference !== null) {
    const { rgba, widthPx, heightPx } = evidence.difference;
    writes.push(writeFile(join(folder, 'difference.png'), encodePng(rgba, widthPx, heightPx)));
  }
  if (evidence.source !== null)
    writes.push(copyFile(evidence.source, join(folder, `source${safeExtension(evidence.source)}`)));
  evidence.donors.forEach((path, index) =>
    writes.push(copyFile(path, join(folder, `donor-${index + 1}${safeExtension(path)}`))),
  );
  await Promise.all(writes);
  return relative;
}

/** What came is named for what it is, never for what it claims. */
function extensionOf(bytes: Uint8Array): string {
  return EXTENSIONS.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))?.[0] ?? 'bin';
}

/** A source keeps its extension only when that is harmless. */
function safeExtension(path: string): string {
  const extension = extname(basename(path)).toLowerCase();
  return /^\.[a-z0-9]{1,5}$/.test(extension) ? extension : '.bin';
}

function greyPng({ luma, widthPx, heightPx }: LumaPicture): Uint8Array {
  const rgba = new Uint8Array(4 * widthPx * heightPx).fill(255);
  luma.forEach((grey, at) => rgba.fill(grey, 4 * at, 4 * at + 3));
  return encodePng(rgba, widthPx, heightPx);
}
