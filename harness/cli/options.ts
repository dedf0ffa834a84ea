// What a person asked for, from flags, environment and defaults, in that order of precedence, as values that can be
// trusted from here on; or the one line that says which of them cannot be.

import { resolve } from 'node:path';
import type { CheckOptions } from '../model/campaign.ts';
import type { FuzzOptions } from '../model/fuzz.ts';
import type { Recipe } from '../model/recipe.ts';
import { DOCTOR_FLAG_NAMES } from './doctor-flags.ts';
import { CHECK_FLAG_NAMES, ENVIRONMENT_PREFIX, environmentName, FLAG_NAMES, FLAGS, FUZZ_FLAG_NAMES } from './flags.ts';
import { campaignLine, rerunLine } from './rerun-line.ts';
import { Misuse, optional, required, settingsOf, type Settings } from './settings.ts';
import { thumbnailerOf } from './thumbnailer-choice.ts';
import { typedWords } from './typed-words.ts';

/** What the outside provides; nothing else is looked at. */
export type Surroundings = {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly temporaryFolder: string;
  readonly randomSeed: () => number;
  readonly version: string;
  readonly widthColumns: number;
};

export type CheckInvocation = {
  readonly kind: 'check';
  readonly options: CheckOptions;
  readonly reporters: readonly ('text' | 'json')[];
  /** Absolute; null when no further file was asked for. */
  readonly jsonFile: string | null;
  /** The command line that repeats this run. */
  readonly rerun: string;
  readonly warnings: readonly string[];
};

/** The options of a load are at their defaults: `doctor` has no flag for them. */
export type DoctorInvocation = Pick<CheckInvocation, 'options' | 'jsonFile' | 'warnings'> & { readonly kind: 'doctor' };

/** `options` are those of each round but for its seed. */
export type FuzzInvocation = Pick<CheckInvocation, 'options' | 'jsonFile' | 'warnings'> & {
  readonly kind: 'fuzz';
  readonly fuzz: FuzzOptions;
};

/** Absolute folders of fuzzes. */
export type MergeInvocation = {
  readonly kind: 'merge';
  readonly folders: readonly string[];
  readonly jsonFile: string | null;
};

export type Invocation =
  | CheckInvocation
  | DoctorInvocation
  | FuzzInvocation
  | MergeInvocation
  /** Help or version, for stdout. */
  | { readonly kind: 'shown'; readonly text: string }
  | { readonly kind: 'misused'; readonly says: string };

export function readInvocation(around: Surroundings): Invocation {
  const typed = typedWords(around.argv, around.version, around.widthColumns);
  if (typed.kind === 'shown' || typed.kind === 'misused') return typed;
  if (typed.kind === 'merge') {
    const inFolder = (path: string) => resolve(around.workingFolder, path);
    return {
      kind: 'merge',
      folders: typed.folders.map(inFolder),
      jsonFile: typed.json === null ? null : inFolder(typed.json),
    };
  }
  try {
    const settings = settingsOf(typed.texts, around.environment, FLAG_NAMES_OF[typed.kind]);
    const check = checkInvocation(settings, around);
    const { options, jsonFile, warnings } = check;
    switch (typed.kind) {
      case 'check':
        return check;
      case 'doctor':
        return { kind: 'doctor', options, jsonFile, warnings };
      case 'fuzz':
        return fuzzInvocation(settings, around, { options, jsonFile, warnings });
      default:
        return typed satisfies never;
    }
  } catch (error) {
    if (error instanceof Misuse) return { kind: 'misused', says: error.message };
    throw error;
  }
}

const FLAG_NAMES_OF = { check: CHECK_FLAG_NAMES, doctor: DOCTOR_FLAG_NAMES, fuzz: FUZZ_FLAG_NAMES };
const FUZZ_FOLDER = 'reports/fuzz';
/** A night has time for more of them. */
const FUZZ_LOADS = '12';

function fuzzInvocation(
  settings: Settings,
  { workingFolder }: Surroundings,
  check: Pick<CheckInvocation, 'options' | 'jsonFile' | 'warnings'>,
): FuzzInvocation {
  const folder = required(settings, 'reportDir', { ...FLAGS.reportDir, otherwise: FUZZ_FOLDER });
  const drawnLoads = required(settings, 'loads', { ...FLAGS.loads, otherwise: FUZZ_LOADS });
  const options = { ...check.options, reportFolder: resolve(workingFolder, folder), drawnLoads };
  const fuzz: FuzzOptions = {
    check: options,
    campaign: campaignLine(new Map([...settings].map(([name, { text }]) => [name, text]))),
    seed: optional(settings, 'seed', FLAGS.seed),
    rounds: optional(settings, 'rounds', FLAGS.rounds),
    forMs: required(settings, 'for', FLAGS.for),
  };
  return { ...check, kind: 'fuzz', options, fuzz };
}

function checkInvocation(settings: Settings, around: Surroundings): CheckInvocation {
  const inFolder = (path: string) => resolve(around.workingFolder, path);
  const read = {
    seed: optional(settings, 'seed', FLAGS.seed),
    cache: required(settings, 'cacheDir', FLAGS.cacheDir),
    json: optional(settings, 'json', FLAGS.json),
    photos: optional(settings, 'photos', FLAGS.photos),
  };
  const options: CheckOptions = {
    thumbnailer: thumbnailerOf(settings, inFolder),
    seed: read.seed ?? around.randomSeed(),
    thumbnails: optional(settings, 'thumbnails', FLAGS.thumbnails),
    maxMixupRate: required(settings, 'maxMixupRate', FLAGS.maxMixupRate),
    confidence: required(settings, 'confidence', FLAGS.confidence),
    maxTimeMs: required(settings, 'maxTime', FLAGS.maxTime),
    explainTimeMs: required(settings, 'explainTime', FLAGS.explainTime),
    concurrency: required(settings, 'concurrency', FLAGS.concurrency),
    batch: required(settings, 'batch', FLAGS.batch),
    owners: required(settings, 'owners', FLAGS.owners),
    recipes: recipesOf(settings),
    archivedShare: required(settings, 'archivedShare', FLAGS.archivedShare),
    maxFailures: required(settings, 'maxFailures', FLAGS.maxFailures),
    inconclusive: required(settings, 'inconclusive', FLAGS.inconclusive),
    orientation: optional(settings, 'orientation', FLAGS.orientation),
    sourceFormats: required(settings, 'sourceFormats', FLAGS.sourceFormats),
    photosFolder: read.photos === null ? null : inFolder(read.photos),
    unmarked: required(settings, 'unmarked', FLAGS.unmarked),
    reportFolder: inFolder(required(settings, 'reportDir', FLAGS.reportDir)),
    cacheFolder: read.cache === null ? null : inFolder(read.cache),
    workspaceParent: around.temporaryFolder,
    batchTimeoutMs: required(settings, 'batchTimeout', FLAGS.batchTimeout),
    memoryLimitBytes: required(settings, 'memoryLimit', FLAGS.memoryLimit),
    dryRun: required(settings, 'dryRun', FLAGS.dryRun),
    phases: required(settings, 'phases', FLAGS.phases),
    drawnLoads: required(settings, 'loads', FLAGS.loads),
  };
  if (!options.phases.includes('calibrate'))
    throw new Misuse(
      `Expected calibrate among the --phases, got ${options.phases.join(',')}: what was not seen alone cannot be judged. Add it.`,
    );
  if (options.unmarked && options.photosFolder === null)
    throw new Misuse(
      'Expected --unmarked together with --photos, got it alone. Name a folder of photographs with --photos, or leave --unmarked out.',
    );
  return {
    kind: 'check',
    options,
    reporters: required(settings, 'reporter', FLAGS.reporter),
    jsonFile: read.json === null ? null : inFolder(read.json),
    rerun: rerunLine(new Map([...settings].map(([name, { text }]) => [name, text])), options.seed),
    warnings: [...batchWarning(options), ...strangeVariables(around.environment)],
  };
}

/** Every size in every format with every fit. */
function recipesOf(settings: Settings): readonly Recipe[] {
  const quality = required(settings, 'quality', FLAGS.quality);
  const fits = required(settings, 'fits', FLAGS.fits);
  const formats = required(settings, 'formats', FLAGS.formats);
  return required(settings, 'sizes', FLAGS.sizes).flatMap(({ width, height }) =>
    formats.flatMap((format) => fits.map((fit) => ({ width, height, fit, format, quality }))),
  );
}

function batchWarning({ batch, concurrency }: CheckOptions): readonly string[] {
  if (batch <= concurrency) return [];
  return [
    `A batch of ${batch} is larger than the concurrency of ${concurrency} and wins: batches are asked one at a time, ${batch} thumbnails in flight.`,
  ];
}

/** A mistyped variable would be ignored in silence. */
function strangeVariables(environment: Surroundings['environment']): readonly string[] {
  const known = new Set(FLAG_NAMES.map((name) => environmentName(FLAGS[name].name)));
  return Object.keys(environment)
    .filter((name) => name.startsWith(ENVIRONMENT_PREFIX) && !known.has(name))
    .sort()
    .map((name) => `${name} is set, but no flag has that name; see npx thumbproof check --help.`);
}
