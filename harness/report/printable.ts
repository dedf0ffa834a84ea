// Names, reasons and logs come from whoever wrote the thumbnailer or named a photo. Printed as they are they could move
// the cursor, reverse a line, hide a character, or speak to a CI runner. Here they become text that only shows itself.

/**
 * What has no shape of its own on a screen: controls (ANSI escapes start with one), bidi marks, zero-width characters,
 * half surrogate pairs, private and unassigned characters, line separators, and spaces that look like a space and are
 * not one (the ideographic space of Japanese names is wide, and stays).
 */
const SHAPELESS = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?![ \u3000])\p{Zs}/gu;
/** More marks than any language stacks on one letter; they would climb over the lines around. */
const STACKED_MARKS = /(?<=\p{M}{4})\p{M}/gu;
const PLAIN = /^[ -~]*$/;
/** How GitHub (`::`, `##[`), Azure (`##vso[`) and TeamCity (`##teamcity[`) take orders from a log. */
const RUNNER_COMMAND = /(?<=:):|(?<=#)#/g;

const LENGTH_MAX = 300;

/** The text on one line, with everything shapeless as `\u{…}`, cut after `lengthMax` characters. */
export function printable(text: string, lengthMax = LENGTH_MAX): string {
  const characters = Array.from(text.slice(0, 2 * lengthMax));
  const isCut = text.length > 2 * lengthMax || characters.length > lengthMax;
  const shown = isCut ? characters.slice(0, lengthMax - 1).join('') : text;
  return visible(shown).replace(RUNNER_COMMAND, escaped) + (isCut ? '…' : '');
}

/** The text with everything shapeless as `\u{…}`, whole: for places that are no log, such as a page, and cut by themselves. */
export function visible(text: string): string {
  // Most text is of these alone, and the properties of characters are slow to look up a million times.
  if (PLAIN.test(text)) return text;
  return text.replace(SHAPELESS, escaped).replace(STACKED_MARKS, escaped);
}

/** JSON that stays the same value and is as safe to print: outside a string it holds no shapeless character but newlines. */
export function printableJson(json: string): string {
  return json.replace(SHAPELESS, (character) => (character === '\n' ? character : [...utf16(character)].join('')));
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function* utf16(character: string): Generator<string> {
  for (let i = 0; i < character.length; i++) yield `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
}
