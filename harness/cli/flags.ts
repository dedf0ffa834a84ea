// Every flag of `check` in one table: what it is called, what it takes, how it is read, and what it says in the help.
// The environment variables and the usage errors come from the same rows, so they cannot drift apart.

import { RUN_PHASES } from '../model/campaign.ts';
import { THUMBNAIL_FORMATS, type Fit } from '../model/recipe.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import type { SourceFormat } from '../model/plan.ts';
import { flag } from './flag.ts';
import { WAY_DETAIL_FLAGS, WAY_FLAGS } from './thumbnailer-flags.ts';
import {
  drawnLoads,
  duration,
  filePath,
  folderPath,
  fraction,
  listOf,
  memory,
  oneOf,
  orNone,
  SIZE_EXPECTED,
  size,
  wholeNumber,
  yesOrNo,
} from './values.ts';

const FITS: readonly Fit[] = ['cover', 'contain', 'inside', 'fill'];
const SOURCE_FORMATS: readonly SourceFormat[] = ['jpeg', 'png', 'webp', 'avif', 'gif'];
const POLICIES: readonly OrientationPolicy[] = ['rotate', 'drop', 'keep'];
const REPORTERS = ['text', 'json'] as const;

/** Counts beyond these are slips of the finger: no machine keeps a million batches in flight. */
const MOST_JOBS = 65_536;
const MOST_THUMBNAILS = 1_000_000_000;
const DRAWN_LOADS_MAX = 200;

export const FLAGS = {
  ...WAY_FLAGS,
  ...WAY_DETAIL_FLAGS,
  seed: flag(
    'seed',
    'N',
    wholeNumber(-(2 ** 31), 2 ** 31 - 1),
    null,
    'draw the photos, names and order of asking from this seed (default: random, printed)',
  ),
  dryRun: flag('dry-run', null, yesOrNo, '0', 'say what would be asked, how much and for how long, and end'),
  thumbnails: flag(
    'thumbnails',
    'N',
    wholeNumber(1, MOST_THUMBNAILS),
    null,
    'verify this many (default: as many as the next two need)',
  ),
  maxMixupRate: flag(
    'max-mixup-rate',
    'RATE',
    fraction(1e-7, 0.5),
    '0.001',
    'the rate of mix-ups that must be ruled out',
  ),
  confidence: flag('confidence', 'C', fraction(0.5, 0.999999), '0.99', 'how sure to be of each limit that is stated'),
  maxTime: flag(
    'max-time',
    'TIME',
    orNone('none', duration(1)),
    'none',
    'stop asking after this time; too short a time leaves it inconclusive',
  ),
  explainTime: flag(
    'explain-time',
    'TIME',
    duration(0),
    '30s',
    'after a violation, go on this long to learn its pattern, and as long again to find a smaller plan that fails',
  ),
  budget: flag('budget', 'TIME', duration(1), '3m', 'how long to look for a smaller plan'),
  noShrink: flag('no-shrink', null, yesOrNo, '0', 'look for no smaller plan after a violation'),
  concurrency: flag('concurrency', 'N', wholeNumber(1, MOST_JOBS), '64', 'thumbnails in flight'),
  batch: flag('batch', 'N', wholeNumber(1, MOST_JOBS), '16', 'thumbnails per batch'),
  owners: flag('owners', 'N', wholeNumber(1, 100_000), '60', 'people the photos belong to'),
  sizes: flag('sizes', 'LIST', listOf(size, SIZE_EXPECTED), '128x128,256x256', 'thumbnail sizes'),
  formats: flag(
    'formats',
    'LIST',
    listOf(oneOf(THUMBNAIL_FORMATS), `a list of ${THUMBNAIL_FORMATS.join(', ')}`),
    'jpeg,webp',
    `thumbnail formats: ${THUMBNAIL_FORMATS.join(', ')}`,
  ),
  fits: flag(
    'fits',
    'LIST',
    listOf(oneOf(FITS), `a list of ${FITS.join(', ')}`),
    'cover',
    `how a photo fills the size: ${FITS.join(', ')}`,
  ),
  quality: flag('quality', 'N', wholeNumber(1, 100), '80', 'thumbnail quality, 1 to 100'),
  sourceFormats: flag(
    'source-formats',
    'LIST',
    listOf(oneOf(SOURCE_FORMATS), `a list of ${SOURCE_FORMATS.join(', ')}`),
    SOURCE_FORMATS.join(','),
    'formats of the photos',
  ),
  photos: flag(
    'photos',
    'DIR',
    folderPath,
    null,
    'paint over the photographs in this folder, so that what pictures show matters (default: paint on nothing)',
  ),
  unmarked: flag(
    'unmarked',
    null,
    yesOrNo,
    '0',
    'show the photographs of --photos as they are, without a signature; fewer leaks are seen then',
  ),
  archivedShare: flag(
    'archived-share',
    'SHARE',
    fraction(0, 1),
    '0.5',
    'share of photos older than 35 days, which arrive in their archived form',
  ),
  orientation: flag(
    'orientation',
    'POLICY',
    oneOf(POLICIES),
    null,
    'what the thumbnailer promises to do with the EXIF orientation: rotate, drop or keep',
  ),
  phases: flag(
    'phases',
    'LIST',
    listOf(oneOf(RUN_PHASES), `a list of ${RUN_PHASES.join(', ')}`),
    RUN_PHASES.join(','),
    `what to do: ${RUN_PHASES.join(', ')}; without stress only the load that is asked for, without names only ordinary ones`,
  ),
  loads: flag(
    'loads',
    'N|LIST',
    drawnLoads(DRAWN_LOADS_MAX),
    '5',
    'draw so many loads beside the usual ones, or take those that a report names, such as 7.3,7.12',
  ),
  maxFailures: flag(
    'max-failures',
    'N',
    wholeNumber(1, MOST_THUMBNAILS),
    '1',
    'proven violations after which the search ends',
  ),
  inconclusive: flag(
    'inconclusive',
    'HOW',
    oneOf(['fail', 'warn'] as const),
    'fail',
    'fail: too little evidence exits 3; warn: it exits 0',
  ),
  batchTimeout: flag(
    'batch-timeout',
    'TIME',
    duration(100),
    '30s',
    'a batch without an answer for this long is a hang',
  ),
  memoryLimit: flag('memory-limit', 'SIZE', memory, '2GiB', 'memory the thumbnailer may use'),
  reporter: flag(
    'reporter',
    'LIST',
    listOf(oneOf(REPORTERS), `a list of ${REPORTERS.join(', ')}`),
    'text,json',
    'text, json; json alone goes to stdout',
  ),
  reportDir: flag('report-dir', 'DIR', folderPath, 'reports', 'where each run writes its folder'),
  json: flag('json', 'FILE', filePath, null, 'write all that is found there, as JSON'),
  failuresDir: flag(
    'failures-dir',
    'DIR',
    orNone('none', folderPath),
    '.thumbproof/failures',
    'where failures are kept for replay',
  ),
  times: flag('times', 'N', wholeNumber(1, 100_000), null, 'try it so often (default: as often as tells something)'),
  for: flag('for', 'TIME', orNone('none', duration(1)), 'none', 'go on this long (default: until Ctrl-C)'),
  rounds: flag('rounds', 'N', wholeNumber(1, MOST_THUMBNAILS), null, 'run so many rounds (default: as many as fit)'),
  cacheDir: flag(
    'cache-dir',
    'DIR',
    orNone('none', folderPath),
    '.thumbproof/cache',
    'where made photos are kept for the next run',
  ),
} as const;

export type FlagName = keyof typeof FLAGS;
export const FLAG_NAMES: readonly FlagName[] = Object.keys(FLAGS).filter((name): name is FlagName => name in FLAGS);

/** `--max-time` is also `THUMBPROOF_MAX_TIME`. */
export function environmentName(name: string): string {
  return `${ENVIRONMENT_PREFIX}${name.toUpperCase().replaceAll('-', '_')}`;
}

export const ENVIRONMENT_PREFIX = 'THUMBPROOF_';
