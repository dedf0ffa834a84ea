// What decides must give the same answer for the same input, so it touches no file, clock, chance or environment.

import { accessesIn } from './accesses.ts';
import { importsOf } from './imports.ts';
import { isHarnessSource, partOf, type SourceFile } from './source-tree.ts';

/** The pure parts, and the node modules that each may still use because they compute and do not reach out. */
export const PURE_PARTS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  generate: [],
  judge: ['node:crypto'],
  explain: [],
  gate: [],
  // Hashes, that a page may run its own script and no other.
  report: ['node:util', 'node:crypto'],
};

const IMPURE = new Set(['Date.now', 'performance.now', 'Math.random', 'new Date()']);

export function pureCore(
  files: readonly SourceFile[],
  pureParts: Readonly<Record<string, readonly string[]>> = PURE_PARTS,
): readonly string[] {
  return files
    .filter((file) => isHarnessSource(file) && pureParts[partOf(file.path)] !== undefined)
    .flatMap((file) => [
      ...importsOf(file)
        .filter(({ kind, target }) => kind === 'node' && !(pureParts[partOf(file.path)] ?? []).includes(target))
        .map(({ target }) => `${file.path} imports ${target}`),
      ...accessesIn(file)
        .filter(({ name }) => IMPURE.has(name))
        .map(({ name, line }) => `${file.path}:${line} uses ${name}`),
    ])
    .map(
      (breach) =>
        `${breach}, but ${partOf(breach)}/ is pure: pass the value in, or edit PURE_PARTS in specs/tidy/pure-core.ts`,
    );
}
