// A library that reads the environment, prints or exits cannot be embedded. Only the command line may, and the entry
// files of child processes, which have no other way to speak.

import { accessesIn } from './accesses.ts';
import { importsOf } from './imports.ts';
import { isHarnessSource, type SourceFile } from './source-tree.ts';

/** Files outside harness/cli that are started as processes of their own. */
export const CHILD_ENTRIES: readonly string[] = [];

export function processDoor(
  files: readonly SourceFile[],
  childEntries: readonly string[] = CHILD_ENTRIES,
): readonly string[] {
  return files
    .filter(
      (file) => isHarnessSource(file) && !file.path.startsWith('harness/cli/') && !childEntries.includes(file.path),
    )
    .flatMap((file) => [
      ...accessesIn(file)
        .filter(({ name }) => /^(process|console)\./.test(name))
        .map(({ name, line }) => `${file.path}:${line} uses ${name}`),
      ...importsOf(file)
        .filter(({ target }) => target === 'node:process' || target === 'node:console')
        .map(({ target }) => `${file.path} imports ${target}`),
    ])
    .map(
      (breach) =>
        `${breach}: take the value as a parameter from harness/cli, or list a child process's entry in specs/tidy/process-door.ts`,
    );
}
