// A command line in a world of its own: fixed folders, a fixed random seed, and only the environment a spec names.

import { readFailure } from '../../harness/run/failures-folder.ts';
import type { CheckInvocation, Invocation } from '../../harness/cli/invocation.ts';
import { readInvocation } from '../../harness/cli/options.ts';

export function read(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Invocation {
  return readInvocation({
    argv,
    environment,
    workingFolder: 'folder',
    temporaryFolder: 'temporary',
    randomSeed: () => 4711,
    readFailure,
    version: '1.2.3',
    widthColumns: 120,
  });
}

/** The options of `check` with these flags; fails when they are a misuse. */
export function checkOf(flags: readonly string[], environment: Readonly<Record<string, string>> = {}): CheckInvocation {
  const invocation = read(['check', ...flags], environment);
  if (invocation.kind !== 'check') throw new Error(`Expected a check, got ${JSON.stringify(invocation)}.`);
  return invocation;
}
