// Two workers on two cores: specs start thumbnailers of their own, and a crowded machine would slow those, not speed us up.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['specs/**/*.spec.ts'],
    benchmark: { include: ['specs/bench/*.bench.ts'] },
    globalSetup: ['specs/fresh-build.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
