// A command line the user typed once is filled in for every photo. Names are hostile (spaces, quotes, `;`), so the
// template is split into arguments before anything is filled in, and no shell ever sees a name.

import type { Told } from '../model/adapter.ts';

export const PLACEHOLDERS = [
  'input',
  'output',
  'width',
  'height',
  'fit',
  'format',
  'quality',
  'name',
  'owner',
  'album',
  'key',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

export type CommandTemplate = {
  readonly kind: 'template';
  /** The program, then its arguments, placeholders still in them. */
  readonly words: readonly [string, ...string[]];
  readonly told: Told;
};

/** Splits and checks a template. `invalid` says what was expected, what came and what to do. */
export function parseTemplate(
  template: string,
): CommandTemplate | { readonly kind: 'invalid'; readonly detail: string } {
  const split = splitWords(template);
  if (typeof split === 'string') return { kind: 'invalid', detail: `${split} Command: ${template}` };
  const [program, ...args] = split;
  if (program === undefined || program === '') {
    return {
      kind: 'invalid',
      detail: 'Expected a command such as "vipsthumbnail {input} -s {width}x{height} -o {output}", got an empty one.',
    };
  }
  const used = new Set([...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''));
  for (const word of used) {
    if (isPlaceholder(word)) continue;
    const known = PLACEHOLDERS.map((name) => `{${name}}`).join(' ');
    return { kind: 'invalid', detail: `Unknown placeholder {${word}} in the command; known are ${known}.` };
  }
  for (const needed of ['input', 'output']) {
    if (!used.has(needed))
      return { kind: 'invalid', detail: `Expected {${needed}} in the command, found none. Command: ${template}` };
  }
  // The format is always told: {output} ends in it.
  const told = { width: used.has('width'), height: used.has('height'), fit: used.has('fit'), format: true };
  return { kind: 'template', words: [program, ...args], told };
}

/** The words with every placeholder replaced; a value is never split, nor searched for placeholders again. */
export function fillTemplate(words: readonly string[], values: Readonly<Record<Placeholder, string>>): string[] {
  return words.map((word) =>
    word.replace(PLACEHOLDER, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole)),
  );
}

const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

function isPlaceholder(word: string): word is Placeholder {
  return PLACEHOLDERS.some((name) => name === word);
}

/** What only a shell would understand; as bare words they are a mistake, quoted they are ordinary arguments. */
const SHELL_WORDS: ReadonlySet<string> = new Set(['|', '||', '&', '&&', ';', '>', '>>', '<', '2>', '2>&1', '>&2']);

/** POSIX quoting: '…' is literal, "…" keeps all but \" \\ \$ \`, a bare backslash takes the next character. A string is a complaint. */
function splitWords(text: string): string[] | string {
  const words: string[] = [];
  let word = '';
  let inWord = false;
  let quote: '"' | "'" | undefined;
  let quoted = false;
  for (let i = 0; i <= text.length; i++) {
    const character = text[i];
    const next = text[i + 1];
    if (quote !== undefined) {
      if (character === undefined) return `The quote ${quote} is never closed.`;
      if (character === quote) quote = undefined;
      else if (quote === '"' && character === '\\' && next !== undefined && '"\\$`'.includes(next)) word += text[++i];
      else word += character;
    } else if (character === undefined || /\s/.test(character)) {
      if (inWord && !quoted && SHELL_WORDS.has(word)) {
        return `There is no shell to understand ${word}: quote it if it is an argument, or write sh -c '…'.`;
      }
      if (inWord) words.push(word);
      [word, inWord, quoted] = ['', false, false];
    } else {
      inWord = true;
      if (character === '"' || character === "'") [quote, quoted] = [character, true];
      else if (character !== '\\') word += character;
      else if (next === undefined) return 'A backslash at the very end escapes nothing.';
      else [word, quoted, i] = [word + next, true, i + 1];
    }
  }
  return words;
}
