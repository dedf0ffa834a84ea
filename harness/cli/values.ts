// What people type becomes numbers, sizes and times here, once, or is refused with the rule it broke. Nothing is
// guessed: 10 is neither ten seconds nor ten minutes, and 0x5 is no size.

import { basename } from 'node:path';
import { LOAD_ID, type DrawnLoads } from '../model/load-outcome.ts';

/** `expected` completes the sentence "Expected --flag to be …". */
export type Value<Type> =
  | { readonly kind: 'value'; readonly value: Type }
  | { readonly kind: 'wrong'; readonly expected: string };
export type Reader<Type> = (text: string) => Value<Type>;

export function wholeNumber(min: number, max: number): Reader<number> {
  return (text) => numberWithin(text, /^[+-]?\d+$/, min, max) ?? wrong(`a whole number from ${min} to ${max}`);
}

/** Both ends included. */
export function fraction(min: number, max: number): Reader<number> {
  return (text) =>
    numberWithin(text, /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, min, max) ?? wrong(`a number from ${min} to ${max}`);
}

/** A time such as `90s`, `10m`, `1h30m` or `500ms`, in milliseconds. */
export function duration(minMs: number): Reader<number> {
  return (text) => {
    const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
    const isWhole = parts.length > 0 && parts.map(([part]) => part).join('') === text;
    const totalMs = parts.reduce(
      (sum, [, amount, unit]) => sum + Number(amount) * (MILLISECONDS[unit ?? ''] ?? Number.NaN),
      0,
    );
    if (isWhole && totalMs >= minMs && totalMs <= LONGEST_MS) return value(Math.round(totalMs));
    return wrong(
      `a time with its unit, such as 90s, 10m or 1h30m${minMs > 0 ? `, of at least ${minMs} ms` : ''}, and at most 24 days`,
    );
  };
}

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** Node's timers fire at once beyond 2^31 − 1 ms. */
const LONGEST_MS = 2 ** 31 - 1;

/** An amount of memory such as `2GiB` or `512MB`, in bytes. */
export const memory: Reader<number> = (text) => {
  const match = /^(\d+(?:\.\d+)?)([KMG]i?B)$/.exec(text);
  const bytes = match === null ? Number.NaN : Number(match[1]) * (BYTES[match[2] ?? ''] ?? Number.NaN);
  return bytes >= LEAST_MEMORY_BYTES && bytes <= 2 ** 50
    ? value(Math.round(bytes))
    : wrong('an amount of memory of at least 64MiB, such as 2GiB or 512MB');
};

const BYTES: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };
/** Less than an idle Node process takes. */
const LEAST_MEMORY_BYTES = 64 * 2 ** 20;

export function oneOf<Word extends string>(words: readonly Word[]): Reader<Word> {
  return (text) => {
    const found = words.find((word) => word === text);
    return found === undefined
      ? wrong(words.length === 1 ? `${words[0]}` : `one of ${words.join(', ')}`)
      : value(found);
  };
}

/** One or more, separated by commas; what is said twice is meant once. */
export function listOf<Type>(read: Reader<Type>, expected: string): Reader<readonly Type[]> {
  return (text) => {
    const items = new Map<string, Type>();
    for (const part of text.split(',')) {
      const item = read(part.trim());
      if (item.kind === 'wrong') return wrong(expected);
      items.set(JSON.stringify(item.value), item.value);
    }
    return value([...items.values()]);
  };
}

/** Pixels, such as `128x128`. */
export const size: Reader<{ readonly width: number; readonly height: number }> = (text) => {
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(text);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  return width >= 1 && height >= 1 && width <= LARGEST_SIDE_PX && height <= LARGEST_SIDE_PX
    ? value({ width, height })
    : wrong(SIZE_EXPECTED);
};

const LARGEST_SIDE_PX = 4096;
export const SIZE_EXPECTED = `sizes in pixels such as 128x128,256x256, with sides from 1 to ${LARGEST_SIDE_PX}`;

/** How many, or which, by their ids. */
export function drawnLoads(most: number): Reader<DrawnLoads> {
  return (text) => {
    const count = numberWithin(text, /^\d+$/, 0, most);
    if (count?.kind === 'value') return value({ kind: 'count', count: count.value, earlier: [] });
    const loads = text.split(',');
    return loads.length <= most && loads.every((load) => LOAD_ID.test(load))
      ? value({ kind: 'these', loads })
      : wrong(`a whole number from 0 to ${most}, or names of loads from a report, such as 7.3,7.12`);
  };
}

/** `word` stands for none, anything else is read. */
export function orNone<Type>(word: string, read: Reader<Type>): Reader<Type | null> {
  return (text) => {
    const one = text === word ? value(null) : read(text);
    return one.kind === 'wrong' ? wrong(`${one.expected}, or ${word}`) : one;
  };
}

export const yesOrNo: Reader<boolean> = (text) => {
  if (/^(1|true|yes)$/i.test(text)) return value(true);
  return /^(0|false|no)$/i.test(text) ? value(false) : wrong('1 or 0');
};

export const anyText: Reader<string> = (text) => (text === '' ? wrong('something') : value(text));

/** A path whose last part can name a file. */
export const filePath: Reader<string> = (text) =>
  text === '' || text.includes('\0') || /^\.{0,2}$/.test(basename(text)) ? wrong('the path of a file') : value(text);

export const folderPath: Reader<string> = (text) =>
  text === '' || text.includes('\0') ? wrong('the path of a folder') : value(text);

function numberWithin(text: string, pattern: RegExp, min: number, max: number): Value<number> | undefined {
  const number = Number(text);
  // Adding 0 turns -0 into 0, which prints as it was typed.
  return pattern.test(text) && number >= min && number <= max ? value(number + 0) : undefined;
}

function value<Type>(read: Type): Value<Type> {
  return { kind: 'value', value: read };
}

function wrong(expected: string): { readonly kind: 'wrong'; readonly expected: string } {
  return { kind: 'wrong', expected };
}
