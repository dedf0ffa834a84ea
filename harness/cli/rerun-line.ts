// A run that cannot be repeated by pasting one line will not be repeated.

import { CHECK_FLAG_NAMES, SUBJECT_FLAG_NAMES } from './flag-names.ts';
import { FLAGS, type FlagName } from './flags.ts';
import { yesOrNo } from './values.ts';

/** A secret on a screen is none: it has to be set again. */
const SECRET: FlagName = 's3SecretKey';

/** What was set, as flags, their values quoted for a POSIX shell, with the seed fixed. */
export function rerunLine(texts: ReadonlyMap<FlagName, string>, seed: number): string {
  return [...wordsOf(texts, CHECK_FLAG_NAMES), '--seed', String(seed)].join(' ');
}

/** The part of it that decides what is asked for, and says nothing of where things are left: one campaign, one line. */
export function campaignLine(texts: ReadonlyMap<FlagName, string>): string {
  return wordsOf(
    texts,
    CHECK_FLAG_NAMES.filter((name) => !WHEREABOUTS.includes(name)),
  ).join(' ');
}

const WHEREABOUTS: readonly FlagName[] = [
  'reportDir',
  'json',
  'cacheDir',
  'reporter',
  'maxTime',
  'explainTime',
  'noShrink',
  'failuresDir',
];

/** The part of it that says which thumbnailer: empty for the built-in one. */
export function subjectOf(texts: ReadonlyMap<FlagName, string>): string {
  return wordsOf(texts, SUBJECT_FLAG_NAMES).slice(1).join(' ');
}

/** The same, flag by flag, as it is kept with a failure. */
export function campaignFlags(texts: ReadonlyMap<FlagName, string>): Readonly<Record<string, string>> {
  const kept = CHECK_FLAG_NAMES.filter((name) => ![...WHEREABOUTS, SECRET, 'seed', 'dryRun'].includes(name));
  return Object.fromEntries(
    kept.flatMap((name) => {
      const text = texts.get(name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

function wordsOf(texts: ReadonlyMap<FlagName, string>, names: readonly FlagName[]): readonly string[] {
  const words = names
    .filter((name) => name !== 'seed' && name !== 'dryRun' && name !== SECRET)
    .flatMap((name) => {
      const text = texts.get(name);
      if (text === undefined) return [];
      if (FLAGS[name].takes === null) return isYes(text) ? [`--${FLAGS[name].name}`] : [];
      return [`--${FLAGS[name].name}`, quoted(text)];
    });
  return ['npx thumbproof check', ...words];
}

function isYes(text: string): boolean {
  const read = yesOrNo(text);
  return read.kind === 'value' && read.value;
}

function quoted(text: string): string {
  return /^[\w./:,@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
