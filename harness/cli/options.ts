// What a person asked for, from flags, environment and defaults, in that order of precedence, as values that can be
// trusted from here on; or the one line that says which of them cannot be.

import { resolve } from 'node:path';
import type { CheckOptions, ThumbnailerChoice } from '../model/campaign.ts';
import type { Recipe } from '../model/recipe.ts';
import { ENVIRONMENT_PREFIX, environmentName, FLAG_NAMES, FLAGS, type Flag, type FlagName } from './flags.ts';
import { DOCTOR_FLAG_NAMES } from './doctor-flags.ts';
import { rerunLine } from './rerun-line.ts';
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

export type Invocation =
  | CheckInvocation
  | DoctorInvocation
  /** Help or version, for stdout. */
  | { readonly kind: 'shown'; readonly text: string }
  | { readonly kind: 'misused'; readonly says: string };

export function readInvocation(around: Surroundings): Invocation {
  const typed = typedWords(around.argv, around.version, around.widthColumns);
  if (typed.kind === 'shown' || typed.kind === 'misused') return typed;
  const names = typed.kind === 'check' ? FLAG_NAMES : DOCTOR_FLAG_NAMES;
  try {
    const check = checkInvocation(settingsOf(typed.texts, around.environment, names), around);
    if (typed.kind === 'check') return check;
    const { options, jsonFile, warnings } = check;
    return { kind: 'doctor', options, jsonFile, warnings };
  } catch (error) {
    if (error instanceof Misuse) return { kind: 'misused', says: error.message };
    throw error;
  }
}

/** Thrown by the readers below and caught above: thirty early returns would hide what is read. */
class Misuse extends Error {}

/** Where a text came from decides what is said about it when it is wrong. */
type Setting = { readonly text: string; readonly from: 'flag' | 'environment' };
type Settings = ReadonlyMap<FlagName, Setting>;

function settingsOf(
  texts: ReadonlyMap<FlagName, string>,
  environment: Surroundings['environment'],
  names: readonly FlagName[],
): Settings {
  const settings = new Map<FlagName, Setting>();
  for (const name of names) {
    const typed = texts.get(name);
    const set = environment[environmentName(FLAGS[name].name)];
    if (typed !== undefined) settings.set(name, { text: typed, from: 'flag' });
    else if (set !== undefined && set !== '') settings.set(name, { text: set, from: 'environment' });
  }
  return settings;
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
  };
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

/** One level decides: a flag replaces whatever the environment says about the thumbnailer. */
function thumbnailerOf(settings: Settings, inFolder: (path: string) => string): ThumbnailerChoice {
  const [adapter, command] = [settings.get('adapter'), settings.get('command')];
  if (adapter !== undefined && command !== undefined && adapter.from === command.from) {
    throw new Misuse(
      `Expected either ${calledAs('adapter', adapter)} or ${calledAs('command', command)}, got both. Leave one out.`,
    );
  }
  if (adapter !== undefined && (command === undefined || adapter.from === 'flag')) {
    return { kind: 'module', file: inFolder(required(settings, 'adapter', FLAGS.adapter)) };
  }
  return command === undefined
    ? { kind: 'built-in' }
    : { kind: 'command', template: required(settings, 'command', FLAGS.command) };
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

function optional<Type>(settings: Settings, name: FlagName, flag: Flag<Type>): Type | null {
  return settings.has(name) || flag.otherwise !== null ? required(settings, name, flag) : null;
}

function required<Type>(settings: Settings, name: FlagName, flag: Flag<Type>): Type {
  const setting = settings.get(name);
  const text = setting?.text ?? flag.otherwise ?? '';
  const read = flag.read(text);
  if (read.kind === 'value') return read.value;
  const example = flag.otherwise === null ? '' : ` Try ${flag.otherwise}.`;
  throw new Misuse(
    `Expected ${setting === undefined ? `--${flag.name}` : calledAs(name, setting)} to be ${read.expected}, got "${text}".${example}`,
  );
}

function calledAs(name: FlagName, setting: Setting): string {
  return setting.from === 'flag' ? `--${FLAGS[name].name}` : environmentName(FLAGS[name].name);
}
