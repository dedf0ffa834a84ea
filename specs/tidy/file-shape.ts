// A file past a screen or three holds two ideas, and a file without a first sentence makes its reader guess the problem.

import { isHarnessSource, isSource, type SourceFile } from './source-tree.ts';

const LINES_MAX = 220;

export function fileShape(files: readonly SourceFile[]): readonly string[] {
  return files.filter(isSource).flatMap((file) => {
    const lines = file.text.replace(/\n$/, '').split('\n');
    const opening = lines[0]?.startsWith('#!') ? lines[1] : lines[0];
    return [
      ...(lines.length > LINES_MAX
        ? [`${file.path} has ${lines.length} lines, expected at most ${LINES_MAX}: which second idea can leave?`]
        : []),
      ...(isHarnessSource(file) && !/^(\/\/|\/\*)/.test(opening ?? '')
        ? [`${file.path} opens without a comment: say in one to three lines which problem it solves`]
        : []),
    ];
  });
}
