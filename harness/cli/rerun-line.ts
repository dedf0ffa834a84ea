// A run that cannot be repeated by pasting one line will not be repeated.

import { FLAG_NAMES, FLAGS, type FlagName } from './flags.ts';
import { yesOrNo } from './values.ts';

/** A secret on a screen is none: it has to be set again. */
const SECRET: FlagName = 's3SecretKey';

/** What was set, as flags, their values quoted for a POSIX shell, with the seed fixed. */
export function rerunLine(texts: ReadonlyMap<FlagName, string>, seed: number): string {
  const words = FLAG_NAMES.filter((name) => name !== 'seed' && name !== 'dryRun' && name !== SECRET).flatMap((name) => {
    const text = texts.get(name);
    if (text === undefined) return [];
    if (FLAGS[name].takes === null) return isYes(text) ? [`--${FLAGS[name].name}`] : [];
    return [`--${FLAGS[name].name}`, quoted(text)];
  });
  return ['npx thumbproof check', ...words, '--seed', String(seed)].join(' ');
}

function isYes(text: string): boolean {
  const read = yesOrNo(text);
  return read.kind === 'value' && read.value;
}

function quoted(text: string): string {
  return /^[\w./:,@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
