// Rules about the tree need the tree: every file that git knows or would take, so that a breach shows before its commit.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `path` is relative to the repository's root, with forward slashes. */
export type SourceFile = { readonly path: string; readonly text: string };

/** A rule gives one line for each breach: the file, what is wrong, and what to do. */
export type Rule = (files: readonly SourceFile[]) => readonly string[];

export const REPOSITORY_ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** All text files of the repository, sorted by path. */
export function readSourceTree(): readonly SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: REPOSITORY_ROOT,
    encoding: 'utf8',
  });
  return [...new Set(listed.split('\0'))]
    .filter((path) => path !== '' && existsSync(join(REPOSITORY_ROOT, path)))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(REPOSITORY_ROOT, path), 'utf8') }))
    .filter((file) => !file.text.includes('\0'));
}

/** The folder under harness/ that a file belongs to; for a file at its root, the file's own name. */
export function partOf(path: string): string {
  const [, part = ''] = path.split('/');
  return part;
}

/** AssemblyScript kernels (`.as.ts`) import nothing and are compiled apart, so the rules of imports pass them by. */
export function isHarnessSource(file: SourceFile): boolean {
  return file.path.startsWith('harness/') && isSource(file) && !file.path.endsWith('.as.ts');
}

/** TypeScript that people wrote, wherever it lies. */
export function isSource(file: SourceFile): boolean {
  return file.path.endsWith('.ts');
}
