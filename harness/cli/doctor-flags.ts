// Which of the flags of `check` mean anything to `doctor`, which examines and does not load.

import { FLAG_NAMES, type FlagName } from './flags.ts';
import { WAY_DETAIL_FLAGS, WAY_FLAGS } from './thumbnailer-flags.ts';

/** What `doctor` takes: it asks for photos one at a time, so the flags of a load mean nothing to it. */
export const DOCTOR_FLAG_NAMES: readonly FlagName[] = [
  ...FLAG_NAMES.filter((name) => name in WAY_FLAGS || name in WAY_DETAIL_FLAGS),
  'seed',
  'confidence',
  'sizes',
  'formats',
  'fits',
  'quality',
  'sourceFormats',
  'photos',
  'unmarked',
  'archivedShare',
  'orientation',
  'batchTimeout',
  'memoryLimit',
  'json',
  'cacheDir',
];
