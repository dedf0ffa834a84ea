// Three workers on two cores: half of the time specs wait for thumbnailers that they started; more would slow those down.

import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Proofs take minutes: begun last, one of them would keep a single worker busy while the others have nothing left. */
class ProofsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (moduleId.includes('/specs/proofs/') ? 0 : 1);
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['specs/**/*.spec.ts'],
    benchmark: { include: ['specs/bench/*.bench.ts'] },
    globalSetup: ['specs/fresh-build.ts'],
    pool: 'forks',
    maxWorkers: 3,
    sequence: { sequencer: ProofsFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
