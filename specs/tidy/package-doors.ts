// A package used everywhere cannot be replaced, and its process-wide settings cannot be told. Each has few named doors.

import { importsOf } from './imports.ts';
import { isHarnessSource, type SourceFile } from './source-tree.ts';

/** The harness files through which each package comes in. */
export const DOORS: Readonly<Record<string, readonly string[]>> = {
  '@julusian/jpeg-turbo': ['harness/observe/jpeg-decoder.ts'],
  '@napi-rs/image': ['harness/observe/napi-decoder.ts'],
  '@node-rs/xxhash': ['harness/observe/digest.ts'],
  aws4fetch: ['harness/adapters/s3-client.ts'],
  'cli-progress': ['harness/cli/terminal.ts'],
  commander: ['harness/cli/typed-words.ts'],
  'fast-check': [
    'harness/campaign/interleavings.ts',
    'harness/generate/damaged-photos.ts',
    'harness/generate/draw-one.ts',
    'harness/generate/interleavings.ts',
    'harness/generate/load-shape.ts',
    'harness/generate/photo-traits.ts',
    'harness/generate/shrinkable.ts',
    'harness/generate/drawn-loads.ts',
    'harness/generate/trial-request.ts',
    'harness/generate/trial.ts',
    'harness/run/conductor.ts',
  ],
  gifenc: ['harness/materialise/gif.ts'],
  jiti: ['harness/adapters/load-thumbnailer.ts'],
  'p-limit': ['harness/adapters/in-turns.ts', 'harness/materialise/side-by-side.ts'],
  pixelmatch: ['harness/judge/likeness.ts'],
  // Reads what is judged in one place, writes what people look at in the other.
  pngjs: ['harness/observe/png-decoder.ts', 'harness/report/png.ts'],
  // One makes the photos; the other is the thumbnailer under test, in a process of its own.
  sharp: ['harness/adapters/sharp-thumbnailer.ts', 'harness/materialise/image-codec.ts'],
};

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
