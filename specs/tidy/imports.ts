// Which files a file imports, as paths: the fact that the rules of direction, doors and dead files all judge.

import { dirname, normalize } from 'node:path/posix';
import ts from 'typescript';
import type { SourceFile } from './source-tree.ts';

/** `target` is a path from the root for a file of ours, a package's name, or a `node:` module. */
export type Import = { readonly from: string; readonly kind: 'file' | 'package' | 'node'; readonly target: string };

/** Static, dynamic, type-only and re-exported imports alike. */
export function importsOf(file: SourceFile): readonly Import[] {
  return ts.preProcessFile(file.text, true, true).importedFiles.map(({ fileName }) => classify(file.path, fileName));
}

function classify(from: string, specifier: string): Import {
  if (specifier.startsWith('.')) return { from, kind: 'file', target: normalize(`${dirname(from)}/${specifier}`) };
  if (specifier.startsWith('node:')) return { from, kind: 'node', target: specifier };
  const [scope = '', name = ''] = specifier.split('/');
  return { from, kind: 'package', target: scope.startsWith('@') ? `${scope}/${name}` : scope };
}
