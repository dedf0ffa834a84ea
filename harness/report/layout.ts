// Lines that fit the screen they are read on. Numbers such as `5 340` are not torn apart, and what the reader should
// see first stands at the left.

import type { Fact } from './fact.ts';

/** Lines of at most `widthColumns`, the first after `label`, the others indented as deep; a word too long has its own line. */
export function paragraph(
  label: string,
  text: string,
  widthColumns: number,
  indentColumns = columnsOf(label),
): readonly string[] {
  const lines: string[] = [];
  let line = label.padEnd(indentColumns);
  let isFresh = true;
  for (const word of text.split(WORD_GAP)) {
    if (!isFresh && columnsOf(line) + 1 + columnsOf(word) > widthColumns) {
      lines.push(line);
      line = ' '.repeat(indentColumns);
      isFresh = true;
    }
    line += isFresh ? word : ` ${word}`;
    isFresh = false;
  }
  return [...lines, line];
}

/** Where the text after a label begins. */
export const LABEL_COLUMNS = 14;

/** `label` in its column, then text wrapped beside it. */
export function labelled(label: string, text: string, widthColumns: number): readonly string[] {
  return paragraph(label.padEnd(LABEL_COLUMNS), text, widthColumns);
}

/** Each fact under its label, its items below it. */
export function factLines(facts: readonly Fact[], widthColumns: number): readonly string[] {
  return facts.flatMap(({ label, says, items = [] }) => [
    ...labelled(label, says, widthColumns),
    ...items.flatMap((item) => paragraph(`  - ${item.lead}: `, item.says, widthColumns)),
  ]);
}

/** Columns padded to their widest cell; those of `leftAligned`, counted from 0, are set to the left, the others to the right. */
export function table(
  rows: readonly (readonly string[])[],
  indentColumns: number,
  leftAligned: readonly number[] = [0],
): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => columnsOf(row[column] ?? ''))));
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - columnsOf(cell)));
      return leftAligned.includes(column) ? cell + gap : gap + cell;
    });
    return (' '.repeat(indentColumns) + cells.join('  ')).trimEnd();
  });
}

/** A space, unless it groups the digits of a number. */
const WORD_GAP = /(?<!\d) | (?!\d{3}(?!\d))/;

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;

/** Columns that printable text takes on a terminal: East Asian characters take two, combining marks none. */
export function columnsOf(text: string): number {
  const bare = text.replace(/\p{M}/gu, '');
  return [...bare].length + (bare.match(WIDE)?.length ?? 0);
}
