// A kept failure brings its flags along: which thumbnailer it was, how it was reached and what was asked of it. What is said
// anew outranks them.

import { resolve } from 'node:path';
import { isFailureId, type KeptFailure } from '../model/failure.ts';
import { checkInvocation } from './check-options.ts';
import { AGAIN_FLAG_NAMES, SUBJECT_FLAG_NAMES } from './flag-names.ts';
import { FLAG_NAMES, FLAGS, type FlagName } from './flags.ts';
import type { Invocation, Surroundings } from './invocation.ts';
import { optional, required, type Setting, type Settings, settingsOf } from './settings.ts';
import { WAY_FLAGS } from './thumbnailer-flags.ts';
import type { TypedWords } from './typed-words.ts';

/** Throws a Misuse for a value that cannot be. */
export function replayInvocation(
  { purpose, failure: idOrPath, texts }: Extract<TypedWords, { kind: 'replay' }>,
  around: Surroundings,
): Invocation {
  const own = settingsOf(texts, around.environment, AGAIN_FLAG_NAMES[purpose]);
  const folder = resolve(
    around.workingFolder,
    required(own, 'failuresDir', FLAGS.failuresDir) ?? FLAGS.failuresDir.otherwise ?? '',
  );
  const read = around.readFailure(isFailureId(idOrPath) ? idOrPath : resolve(around.workingFolder, idOrPath), folder);
  if (read.kind === 'unreadable') return { kind: 'misused', says: read.says };
  const kept = new Map(FLAG_NAMES.flatMap((name) => keptText(name, read.failure)));
  // Another thumbnailer is another one altogether: nothing of how the first one was reached goes with it.
  const isAnother = [...own.keys()].some((name) => name in WAY_FLAGS);
  const settings: Settings = new Map([
    ...[...kept].filter(([name]) => !isAnother || !SUBJECT_FLAG_NAMES.includes(name)),
    ...own,
  ]);
  const { options, jsonFile, warnings } = checkInvocation(settings, around);
  const times = optional(own, 'times', FLAGS.times);
  const budgetMs = required(own, 'budget', FLAGS.budget);
  return {
    kind: 'replay',
    options: purpose === 'shrink' ? { ...options, explainTimeMs: budgetMs } : options,
    jsonFile,
    warnings,
    failure: read.failure,
    times,
    purpose,
    failuresFolder: folder,
  };
}

function keptText(name: FlagName, { flags }: KeptFailure): readonly (readonly [FlagName, Setting])[] {
  const text = flags[name];
  return typeof text === 'string' ? [[name, { text, from: 'flag' }]] : [];
}
