// A name in Markdown must not become a heading, a link, an image that is fetched, a mention or HTML. Each sign that could
// begin one is written as an entity, which GitHub shows and never reads.

import { printable } from './printable.ts';

/**
 * Signs that Markdown, or its extensions of GitHub, act on wherever they stand; and those that they act on at the
 * beginning of a line, beside a letter (`_x_`), before a word (`:x:`, `http:`) or in `www.`. Others keep their looks.
 */
const SIGNS =
  /[#$&*<>@[\\\]`|~]|^\s|^[-+=](?!\w)|(?<=^\d{1,9})[.)](?=\s|$)|(?<![\p{L}\d])_|_(?![\p{L}\d])|:(?=\S)|(?<=www)\./giu;

/** One line of text that shows itself, at most `lengthMax` characters long before it is escaped. */
export function markdownText(text: string, lengthMax?: number): string {
  return printable(text, lengthMax).replace(SIGNS, (sign) => `&#${sign.codePointAt(0)};`);
}

/** A table; cells are any texts. Columns of figures are right-aligned. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => markdownText(cell)).join(' | ')} |\n`;
  const rule = head.map((_, column) => (rows.every((row) => /^\d/.test(row[column] ?? '')) ? ' ---: |' : ' --- |'));
  return `${line(head)}|${rule.join('')}\n${rows.map(line).join('')}`;
}

/** Command lines in a block of code, whose fence is longer than any in them. */
export function markdownCommand(lines: readonly string[], lengthMax: number): string {
  const shown = lines.map((line) => printable(line, lengthMax));
  const longest = Math.max(2, ...shown.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${shown.join('\n')}\n${fence}\n`;
}
