// A drawn tree drifts from the real one as soon as nobody compares them. This compares them.

import { isSource, type SourceFile } from './source-tree.ts';

/** The folders whose first level the README lists in full. */
const LISTED_FOLDERS = ['harness', 'fixtures', 'specs'];
const SECTION = '## Architecture';

export function readmeTree(files: readonly SourceFile[]): readonly string[] {
  const readme = files.find(({ path }) => path === 'README.md')?.text ?? '';
  const drawn = drawnTree(readme);
  if (drawn.size === 0) return [`README.md: expected a drawn tree in a fenced block under "${SECTION}"`];
  const real = realTree(files);
  return [
    ...[...real]
      .filter((path) => !drawn.has(path))
      .map((path) => `README.md does not show ${path} in its tree: add it with a sentence`),
    ...[...drawn]
      .filter((path) => !real.has(path))
      .map((path) => `README.md shows ${path} in its tree, which is not there: remove it`),
  ];
}

/** Paths in the first fenced block under the section: `folder/` at the margin, its entries indented by two spaces. */
export function drawnTree(readme: string): ReadonlySet<string> {
  const section = readme.slice(Math.max(0, readme.indexOf(`\n${SECTION}\n`)));
  const block = readme.includes(`\n${SECTION}\n`) ? (/```\w*\n([\s\S]*?)\n```/.exec(section)?.[1] ?? '') : '';
  const paths = new Set<string>();
  let folder = '';
  for (const line of block.split('\n')) {
    const [, indent = '', entry = ''] = /^( {0,2})([\w.-]+\/?)(\s|$)/.exec(line) ?? [];
    if (entry === '') continue;
    if (indent === '') folder = entry;
    paths.add(indent === '' ? entry : `${folder}${entry}`);
  }
  return paths;
}

function realTree(files: readonly SourceFile[]): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const file of files) {
    const [top = '', entry, deeper] = file.path.split('/');
    if (entry === undefined || top.startsWith('.')) continue;
    paths.add(`${top}/`);
    if (!LISTED_FOLDERS.includes(top)) continue;
    if (deeper !== undefined) paths.add(`${top}/${entry}/`);
    else if (isSource(file)) paths.add(file.path);
  }
  return paths;
}
