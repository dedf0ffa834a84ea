// Three workers on two cores: half of the time specs wait for thumbnailers that they started; more would slow those down.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['specs/**/*.spec.ts'],
    benchmark: { include: ['specs/bench/*.bench.ts'] },
    globalSetup: ['specs/fresh-build.ts'],
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
