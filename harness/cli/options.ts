// What a person asked for, or the one line that says which of their words cannot be.

import { resolve } from 'node:path';
import type { FuzzOptions } from '../model/fuzz.ts';
import { checkInvocation } from './check-options.ts';
import { CHECK_FLAG_NAMES, DOCTOR_FLAG_NAMES, FUZZ_FLAG_NAMES, REPORT_FLAG_NAMES } from './flag-names.ts';
import { FLAGS } from './flags.ts';
import { githubStep } from './github-step.ts';
import type { CheckInvocation, FuzzInvocation, Invocation, Surroundings } from './invocation.ts';
import { replayInvocation } from './replay-options.ts';
import { campaignLine } from './rerun-line.ts';
import { Misuse, optional, required, settingsOf, type Settings, textsOf } from './settings.ts';
import { REPORT_OTHERWISE, typedWords } from './typed-words.ts';

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
    if (typed.kind === 'report') {
      const settings = settingsOf(typed.texts, around.environment, REPORT_FLAG_NAMES);
      return {
        kind: 'report',
        folder: typed.folder,
        reporters: required(settings, 'reporter', { ...FLAGS.reporter, otherwise: REPORT_OTHERWISE }),
        github: githubStep(around.environment),
      };
    }
    if (typed.kind === 'replay') return replayInvocation(typed, around);
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
    campaign: campaignLine(textsOf(settings)),
    seed: optional(settings, 'seed', FLAGS.seed),
    rounds: optional(settings, 'rounds', FLAGS.rounds),
    forMs: required(settings, 'for', FLAGS.for),
  };
  return { ...check, kind: 'fuzz', options, fuzz };
}
