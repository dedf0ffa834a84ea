// Which of the flags of `check` mean anything to `doctor`, which examines and does not load.

import type { FlagName } from './flags.ts';

/** What `doctor` takes: it asks for photos one at a time, so the flags of a load mean nothing to it. */
export const DOCTOR_FLAG_NAMES: readonly FlagName[] = [
  'adapter',
  'command',
  'seed',
  'confidence',
  'sizes',
  'formats',
  'fits',
  'quality',
  'sourceFormats',
  'archivedShare',
  'orientation',
  'batchTimeout',
  'memoryLimit',
  'json',
  'cacheDir',
];
