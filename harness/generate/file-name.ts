// A name must survive the file system before it can attack anything: what no folder can hold is no test of a thumbnailer.

import type { SourceFormat } from '../model/plan.ts';

/** The limit of most file systems is 255; the rest is left for what thumbnailers append. */
export const NAME_BYTES_MAX = 200;

export function extensionOf(format: SourceFormat): string {
  return format === 'jpeg' ? '.jpg' : `.${format}`;
}

/** What makes a text unfit to be the name of a file or folder; empty when it is fit. */
export function nameProblems(name: string): readonly string[] {
  const bytes = utf8Bytes(name);
  return [
    ...(name === '' || name === '.' || name === '..' ? ['is empty or a folder of its own'] : []),
    ...(/[/\0]/.test(name) ? ['holds a slash or NUL'] : []),
    ...(bytes > NAME_BYTES_MAX ? [`has ${bytes} bytes, expected at most ${NAME_BYTES_MAX}`] : []),
    ...(/\p{Surrogate}/u.test(name) ? ['holds half a character'] : []),
  ];
}

export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
