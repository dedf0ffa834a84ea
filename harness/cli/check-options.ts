// What a gate is asked to do, from flags, environment and defaults, in that order of precedence, as values that can be
// trusted from here on.

import { resolve } from 'node:path';
import type { CheckOptions } from '../model/campaign.ts';
import type { Recipe } from '../model/recipe.ts';
import { ENVIRONMENT_PREFIX, environmentName, FLAG_NAMES, FLAGS } from './flags.ts';
import { githubStep } from './github-step.ts';
import type { CheckInvocation, Surroundings } from './invocation.ts';
import { campaignFlags, rerunLine, subjectOf } from './rerun-line.ts';
import { Misuse, optional, required, type Settings, textsOf } from './settings.ts';
import { thumbnailerOf } from './thumbnailer-choice.ts';

/** Throws a Misuse for a value that cannot be. */
export function checkInvocation(settings: Settings, around: Surroundings): CheckInvocation {
  const inFolder = (path: string) => resolve(around.workingFolder, path);
  const texts = textsOf(settings);
  const read = {
    seed: optional(settings, 'seed', FLAGS.seed),
    cache: required(settings, 'cacheDir', FLAGS.cacheDir),
    json: optional(settings, 'json', FLAGS.json),
    photos: optional(settings, 'photos', FLAGS.photos),
    failures: required(settings, 'failuresDir', FLAGS.failuresDir),
  };
  const options: CheckOptions = {
    thumbnailer: thumbnailerOf(settings, inFolder),
    seed: read.seed ?? around.randomSeed(),
    thumbnails: optional(settings, 'thumbnails', FLAGS.thumbnails),
    maxMixupRate: required(settings, 'maxMixupRate', FLAGS.maxMixupRate),
    confidence: required(settings, 'confidence', FLAGS.confidence),
    maxTimeMs: required(settings, 'maxTime', FLAGS.maxTime),
    explainTimeMs: required(settings, 'explainTime', FLAGS.explainTime),
    shrinks: !required(settings, 'noShrink', FLAGS.noShrink),
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
    failures:
      read.failures === null
        ? null
        : { folder: inFolder(read.failures), subject: subjectOf(texts), flags: campaignFlags(texts) },
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
    github: githubStep(around.environment),
    jsonFile: read.json === null ? null : inFolder(read.json),
    rerun: rerunLine(texts, options.seed),
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
