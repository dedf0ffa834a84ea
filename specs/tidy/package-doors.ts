// A package used everywhere cannot be replaced, and its process-wide settings cannot be told. Each has few named doors.

import { importsOf } from './imports.ts';
import { isHarnessSource, type SourceFile } from './source-tree.ts';

/** The harness files through which each package comes in. */
export const DOORS: Readonly<Record<string, readonly string[]>> = {};

const LIST = 'specs/tidy/package-doors.ts';

export function packageDoors(
  files: readonly SourceFile[],
  doors: Readonly<Record<string, readonly string[]>> = DOORS,
): readonly string[] {
  const imports = files
    .filter(isHarnessSource)
    .flatMap((file) => importsOf(file))
    .filter(({ kind }) => kind === 'package');
  const strangers = imports
    .filter(({ from, target }) => !(doors[target] ?? []).includes(from))
    .map(
      ({ from, target }) =>
        `${from} imports ${target}, whose doors are ${(doors[target] ?? []).join(', ') || 'not listed'}: ` +
        `go through a door, or add it to DOORS in ${LIST}`,
    );
  const shut = Object.entries(doors).flatMap(([name, paths]) =>
    paths
      .filter((path) => !imports.some(({ from, target }) => from === path && target === name))
      .map((path) => `${LIST} names ${path} as a door of ${name}, which it no longer imports: remove it from DOORS`),
  );
  return [...strangers, ...shut];
}
