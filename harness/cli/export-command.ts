// A kept failure leaves this folder as a spec, for a project whose tests are to hold it from now on.

import { EXIT_CODE } from '../model/exit-code.ts';
import { renderFailureSpec } from '../report/failure-spec.ts';
import { printable } from '../report/printable.ts';
import type { ExportInvocation } from './invocation.ts';
import { codeOf, writeNew } from './run-files.ts';
import type { Streams } from './run-command.ts';

/** The exit code: 2 where the file is there already, or cannot be written. Never rejects. */
export async function exportCommand(
  { failure, file }: ExportInvocation,
  { stdout, stderr }: Pick<Streams, 'stdout' | 'stderr'>,
): Promise<number> {
  try {
    await writeNew(file, renderFailureSpec(failure));
  } catch (error) {
    const why =
      codeOf(error) === 'EEXIST'
        ? 'it is there already. Name another file, or remove it'
        : `it could not be (${error instanceof Error ? error.message : String(error)})`;
    stderr.stream.write(`thumbproof: Expected to write ${printable(file, 1000)}, but ${printable(why, 1000)}.\n`);
    return EXIT_CODE.usage;
  }
  stdout.stream.write(`${printable(file, 1000)}\nRun it with: npx vitest run ${printable(file, 1000)}\n`);
  return EXIT_CODE.upheld;
}
