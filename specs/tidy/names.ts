// A name that says nothing collects everything. Files are named for what they give back; grab-bags have no such name.

import { isSource, type SourceFile } from './source-tree.ts';

const GRAB_BAGS = /^(utils?|utilities|common|misc|helpers?|shared|lib|stuff|types|interfaces|constants)$/;
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function names(files: readonly SourceFile[]): readonly string[] {
  return files.filter(isSource).flatMap(({ path }) => {
    const segments = path.split('/').map((segment) => segment.replace(/(\.(spec|bench|golden|config|as|d))?\.ts$/, ''));
    const file = segments.at(-1) ?? '';
    return [
      ...segments
        .filter((segment) => GRAB_BAGS.test(segment))
        .map((segment) => `${path}: "${segment}" says nothing; name it for the one idea it holds`),
      ...segments
        .filter((segment) => !KEBAB_CASE.test(segment))
        .map((segment) => `${path}: expected "${segment}" in kebab-case`),
      ...(file === 'index' && path !== 'harness/index.ts'
        ? [`${path}: the only index.ts is the public harness/index.ts; import files by their own names`]
        : []),
    ];
  });
}
