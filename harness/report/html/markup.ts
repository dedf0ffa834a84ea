// A page is made of words that strangers chose. Here a word becomes markup only by being escaped, unless it is markup that
// was made here: what is forgotten is safe.

import { markupText } from '../markup.ts';
import { visible } from '../printable.ts';

const MADE_HERE = Symbol('markup');

/** Markup that stands as it is. The symbol keeps out what was parsed from a file and looks alike. */
export type Markup = { readonly [MADE_HERE]: string };

/** What may stand in a template: words and numbers are escaped; nothing is written for null. */
export type Part = string | number | Markup | readonly Markup[] | null;

/** Markup from a template; words in it may stand between tags and within double quotes. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return trusted(literals.reduce((whole, literal, index) => whole + textOf(parts[index - 1] ?? null) + literal));
}

/** Source text that is known to be safe where it will stand, such as a style sheet of ours. */
export function trusted(source: string): Markup {
  return { [MADE_HERE]: source };
}

/** The source text. */
export function sourceOf(markup: Markup): string {
  return markup[MADE_HERE];
}

/** A sentence; a number such as `5 340`, `1 in 1 000` or `42 ms` stays on one line. */
export function prose(sentence: string): Markup {
  return trusted(
    escaped(sentence).replace(/(?<=\d) (?=\d{3}(?!\d)|%|(?:ms|s|px)\b|in \d)|(?<=\d in) (?=\d)/g, '&nbsp;'),
  );
}

/** Somebody's name for something: written in whichever direction, it moves nothing around it. */
export function name(text: string): Markup {
  return html`<bdi>${text === '' ? '(no name)' : text}</bdi>`;
}

/** JSON that can stand in a script element: nothing in it ends the element. */
export function dataOf(value: unknown): Markup {
  return trusted(JSON.stringify(value).replaceAll('<', String.raw`\u003c`));
}

function textOf(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  if (isList(part)) return part.map(sourceOf).join('');
  return sourceOf(part);
}

function isList(part: Markup | readonly Markup[]): part is readonly Markup[] {
  return Array.isArray(part);
}

/** Text for an element or an attribute in quotes, of HTML or SVG, with everything shapeless made visible. */
export function escaped(text: string): string {
  return markupText(visible(String(text)));
}
