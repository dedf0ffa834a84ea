// A file that nothing reaches still costs every reader. Reached means imported, directly or not, from an entry.

import { importsOf } from './imports.ts';
import { isHarnessSource, type SourceFile } from './source-tree.ts';

/** Files that are started or loaded by path, which no import shows. */
export const ENTRIES: readonly string[] = [
  'harness/cli/main.ts',
  'harness/index.ts',
  // Started as the process that a module adapter runs in.
  'harness/adapters/host-process.ts',
  // Started as the processes that pictures are made in.
  'harness/materialise/picture-process.ts',
  // Loaded by path into that process, as any module is, when no other thumbnailer is named.
  'harness/adapters/sharp-thumbnailer.ts',
];

export function deadFiles(files: readonly SourceFile[], entries: readonly string[] = ENTRIES): readonly string[] {
  const sources = new Map(files.filter(isHarnessSource).map((file) => [file.path, file]));
  const reached = new Set<string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const file = sources.get(path);
    if (file === undefined || reached.has(path)) continue;
    reached.add(path);
    waiting.push(...importsOf(file).map(({ target }) => target));
  }
  return [
    ...entries
      .filter((path) => !sources.has(path))
      .map((path) => `${path} is listed as an entry but is not there: mend ENTRIES in specs/tidy/dead-files.ts`),
    ...[...sources.keys()]
      .filter((path) => !reached.has(path))
      .map((path) => `${path} is reached from no entry: remove it, or list it in ENTRIES in specs/tidy/dead-files.ts`),
  ];
}
