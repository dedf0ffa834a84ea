// Thousands of weakened oracles are tried on one core, each by the specs that reach it. These read sources, so nothing is
// built, and start no process. Left out is what takes seconds each time: what only those would notice counts as unnoticed,
// so the score is a lower bound.

import { defineConfig } from 'vitest/config';

const SLOW = [
  'explain/attribution-at-scale',
  'explain/attribution-doubts',
  'explain/naming',
  'explain/naming-innocent',
  'gate/bound-coverage',
  'judge/content-crop',
  'judge/learn-profile',
  'judge/ownership',
  'judge/pdq-references',
];

export default defineConfig({
  test: {
    include: ['specs/{judge,explain,gate}/*.spec.ts'],
    exclude: SLOW.map((name) => `specs/${name}.spec.ts`),
    setupFiles: ['specs/mutation/fewer-draws.ts'],
    // Every try begins in a new worker; within one, what specs import in common is read once.
    isolate: false,
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
