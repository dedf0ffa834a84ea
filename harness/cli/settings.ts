// What was typed or set, flag by flag, and how it is read: a wrong value is one line that names the flag or the variable.

import { environmentName, FLAGS, type FlagName } from './flags.ts';
import type { Flag } from './flag.ts';

/** Thrown by the readers below and caught where a command line is read: thirty early returns would hide what is read. */
export class Misuse extends Error {}

/** Where a text came from decides what is said about it when it is wrong. */
export type Setting = { readonly text: string; readonly from: 'flag' | 'environment' };
export type Settings = ReadonlyMap<FlagName, Setting>;

/** A flag outranks its variable. */
export function settingsOf(
  texts: ReadonlyMap<FlagName, string>,
  environment: Readonly<Record<string, string | undefined>>,
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

/** The texts alone, wherever they came from. */
export function textsOf(settings: Settings): ReadonlyMap<FlagName, string> {
  return new Map([...settings].map(([name, { text }]) => [name, text]));
}

export function optional<Type>(settings: Settings, name: FlagName, flag: Flag<Type>): Type | null {
  return settings.has(name) || flag.otherwise !== null ? required(settings, name, flag) : null;
}

export function required<Type>(settings: Settings, name: FlagName, flag: Flag<Type>): Type {
  const setting = settings.get(name);
  const text = setting?.text ?? flag.otherwise ?? '';
  const read = flag.read(text);
  if (read.kind === 'value') return read.value;
  const example = flag.otherwise === null ? '' : ` Try ${flag.otherwise}.`;
  throw new Misuse(
    `Expected ${setting === undefined ? `--${flag.name}` : calledAs(name, setting)} to be ${read.expected}, got "${text}".${example}`,
  );
}

export function calledAs(name: FlagName, setting: Setting): string {
  return setting.from === 'flag' ? `--${FLAGS[name].name}` : environmentName(FLAGS[name].name);
}
