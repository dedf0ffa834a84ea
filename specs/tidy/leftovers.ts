// What was meant for one machine or one afternoon: specs switched off, notes to oneself, and paths of somebody's disk.

import type { SourceFile } from './source-tree.ts';

type Leftover = { readonly pattern: RegExp; readonly says: string; readonly applies: (path: string) => boolean };

const isTypeScript = (path: string) => path.endsWith('.ts');

// The words are spelled so that this file does not breach its own rule.
const LEFTOVERS: readonly Leftover[] = [
  {
    pattern: /\b(it|test|describe|suite|bench)\.(only|skip|todo)\b/,
    says: 'a spec that does not run proves nothing: mend it, or remove it with its reason in the commit',
    applies: isTypeScript,
  },
  {
    pattern: /\b(TO[D]O|FIXM[E]|HAC[K]|XX[X])\b/,
    says: 'do it now, or open an issue',
    applies: (path) => path !== 'package-lock.json',
  },
  {
    pattern: /(?<![\w.-])\/(tmp|work|root|home)\//,
    says: 'a path of one machine: use os.tmpdir(), mkdtemp or a path relative to the file',
    applies: (path) => path !== 'package-lock.json',
  },
];

export function leftovers(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) =>
      LEFTOVERS.filter(({ applies }) => applies(path)).flatMap(({ pattern, says }) => {
        const match = pattern.exec(line);
        return match === null ? [] : [`${path}:${index + 1} has "${match[0]}": ${says}`];
      }),
    ),
  );
}
