// Which of the flags mean anything to which command: `doctor` loads nothing, a fuzz is never dry, and of a kept failure only
// where, on whom and how often may be said anew.

import { FLAG_NAMES, type FlagName } from './flags.ts';
import type { AgainPurpose } from './invocation.ts';
import { WAY_DETAIL_FLAGS, WAY_FLAGS } from './thumbnailer-flags.ts';

/** They say which thumbnailer is meant, and how it is reached. */
export const SUBJECT_FLAG_NAMES: readonly FlagName[] = FLAG_NAMES.filter(
  (name) => name in WAY_FLAGS || name in WAY_DETAIL_FLAGS,
);
/** Those of a fuzz, which say when it ends. */
const ENDING: readonly FlagName[] = ['for', 'rounds'];
export const CHECK_FLAG_NAMES: readonly FlagName[] = FLAG_NAMES.filter(
  (name) => !ENDING.includes(name) && name !== 'times' && name !== 'budget',
);
/** What a failure says of what is asked stands; where, on whom and how often may be said anew. */
const REPLAY_FLAG_NAMES: readonly FlagName[] = [
  'times',
  ...SUBJECT_FLAG_NAMES,
  'confidence',
  'batchTimeout',
  'memoryLimit',
  'reportDir',
  'cacheDir',
  'failuresDir',
];
/** Of a failure that is made smaller, how long it may take instead of how often it is tried. */
const SHRINK_FLAG_NAMES: readonly FlagName[] = [
  'budget',
  ...REPLAY_FLAG_NAMES.filter((name) => name !== 'times' && name !== 'confidence'),
];
/** A fuzz is never dry, and prints one report over all rounds. */
export const FUZZ_FLAG_NAMES: readonly FlagName[] = [
  ...ENDING,
  ...CHECK_FLAG_NAMES.filter((name) => name !== 'dryRun' && name !== 'reporter'),
];

/** What `doctor` takes: it asks for photos one at a time, so the flags of a load mean nothing to it. */
export const DOCTOR_FLAG_NAMES: readonly FlagName[] = [
  ...SUBJECT_FLAG_NAMES,
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

export const AGAIN_FLAG_NAMES: Readonly<Record<AgainPurpose, readonly FlagName[]>> = {
  replay: REPLAY_FLAG_NAMES,
  'verify-fix': REPLAY_FLAG_NAMES,
  shrink: SHRINK_FLAG_NAMES,
};
