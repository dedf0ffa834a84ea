// A bench of the harness's own around a fixture that lives in this process: what thousands of short trials are run on.

import { readFailure } from '../../harness/run/failures-folder.ts';
import { join } from 'node:path';
import { createBench, type Bench } from '../../harness/campaign/bench.ts';
import { PAINTED_ONLY } from '../../harness/campaign/carriers.ts';
import { readInvocation } from '../../harness/cli/options.ts';
import type { CheckOptions } from '../../harness/model/campaign.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import type { Thumbnailer } from '../../harness/model/thumbnailer.ts';
import { REPOSITORY_ROOT } from './gate-run.ts';
import { adapterInThisProcess } from './in-this-process.ts';

/** Photos and workspaces lie below `folder`; `record` sees the history. */
export function benchInThisProcess(
  options: CheckOptions,
  make: (seed: number) => Thumbnailer,
  folder: string,
  record: (event: HistoryEvent) => void = () => {},
): Bench {
  return createBench({
    options,
    hooks: { signal: new AbortController().signal, onProgress: () => {} },
    adapter: adapterInThisProcess('fixture', make),
    carriers: PAINTED_ONLY,
    record,
    photosFolder: join(folder, 'photos'),
    benchFolder: join(folder, 'bench'),
  });
}

/** As the command line reads these flags; they name a seed. */
export function checkOptions(flags: readonly string[], scratch: string, cacheFolder: string): CheckOptions {
  const invocation = readInvocation({
    argv: ['check', ...flags, '--cache-dir', cacheFolder],
    environment: {},
    workingFolder: REPOSITORY_ROOT,
    temporaryFolder: scratch,
    readFailure,
    randomSeed: () => {
      throw new RangeError('Expected a seed among the flags, got none.');
    },
    version: '0',
    widthColumns: 100,
  });
  if (invocation.kind === 'check') return invocation.options;
  throw new Error(`Expected ${flags.join(' ')} to be flags of check, got: ${JSON.stringify(invocation)}`);
}
