// A library that reads the environment, prints or exits cannot be embedded. Only the command line may, and the entry
// files of child processes, which have no other way to speak.

import { accessesIn } from './accesses.ts';
import { isHarnessSource, type SourceFile } from './source-tree.ts';

/** Files outside harness/cli that are started as processes of their own. */
export const CHILD_ENTRIES: readonly string[] = [
  'harness/adapters/host-process.ts',
  'harness/materialise/picture-process.ts',
];

/** Facts about the runtime and signals to other processes are the same whoever asks, and print nothing. */
const FACTS = new Set(
  ['arch', 'execPath', 'features', 'kill', 'pid', 'platform', 'version', 'versions'].map((fact) => `process.${fact}`),
);

export type ProcessException = { readonly file: string; readonly uses: string; readonly because: string };
export const EXCEPTIONS: readonly ProcessException[] = [
  {
    file: 'harness/adapters/find-program.ts',
    uses: 'process.env',
    because: 'PATH decides which program a command template means, as it does for the process that is then started',
  },
  {
    file: 'harness/adapters/process-mark.ts',
    uses: 'process.env',
    because: 'what we start inherits our environment, as from a shell, and one variable more to find it by',
  },
  {
    file: 'harness/conformance/census.ts',
    uses: 'process.env',
    because: 'an adapter that is held to its contract starts what it likes: only what is inherited tells its processes',
  },
];

const LIST = 'specs/tidy/process-door.ts';

export function processDoor(
  files: readonly SourceFile[],
  childEntries: readonly string[] = CHILD_ENTRIES,
  exceptions: readonly ProcessException[] = EXCEPTIONS,
): readonly string[] {
  const uses = files
    .filter(isHarnessSource)
    .filter(({ path }) => !path.startsWith('harness/cli/') && !childEntries.includes(path))
    .flatMap((file) => accessesIn(file).map(({ name, line }) => ({ path: file.path, name, line })))
    .filter(({ name }) => /^(process|console)\./.test(name) && !FACTS.has(name));
  const isExcepted = (path: string, name: string) =>
    exceptions.some((exception) => exception.file === path && exception.uses === name);
  return [
    ...uses
      .filter(({ path, name }) => !isExcepted(path, name))
      .map(
        ({ path, name, line }) =>
          `${path}:${line} uses ${name}: take the value as a parameter from harness/cli, or say why not in ${LIST}`,
      ),
    ...exceptions
      .filter(({ file, uses: member }) => !uses.some(({ path, name }) => path === file && name === member))
      .map(({ file, uses: member }) => `${LIST} excepts ${file} using ${member}, which it no longer does: remove that`),
  ];
}
