// What a batch command or a worker is told of each job: one line of JSON, with the files to read and to write.

import type { PlainJob } from '../model/adapter.ts';

/** The line, without its newline. JSON escapes every control character, so a name cannot end it. */
export function manifestLine({ key, photo, recipe }: PlainJob, input: string, output: string): string {
  const { owner, album, name, version, archived } = photo;
  const { width, height, fit, format, quality } = recipe;
  return JSON.stringify({
    key,
    input,
    output,
    width,
    height,
    fit,
    format,
    quality,
    owner,
    album,
    name,
    version,
    archived,
  });
}
