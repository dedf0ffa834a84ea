// The first listing is the first page a newcomer reads, so it stays short: a new thing there has to earn its line.

import type { SourceFile } from './source-tree.ts';

/** What may lie at the repository's root, beside dot files. */
export const TOP_LEVEL: readonly string[] = [
  'LICENSE',
  'README.md',
  'fixtures',
  'harness',
  'package-lock.json',
  'package.json',
  'reports',
  'specs',
  'tsconfig.json',
  'vitest.config.ts',
];

export function topLevel(files: readonly SourceFile[], permitted: readonly string[] = TOP_LEVEL): readonly string[] {
  const found = new Set(files.map(({ path }) => path.split('/')[0] ?? '').filter((name) => !name.startsWith('.')));
  return [
    ...[...found]
      .filter((name) => !permitted.includes(name))
      .map(
        (name) => `${name} lies at the top: put it into a folder, or add it to TOP_LEVEL in specs/tidy/top-level.ts`,
      ),
    ...permitted.filter((name) => !found.has(name)).map((name) => `${name} is missing from the top of the repository`),
  ];
}
