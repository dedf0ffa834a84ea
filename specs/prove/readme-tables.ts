// Figures typed into a README by hand are wrong within a month. These are written from the committed proofs, between
// markers, and a spec compares the two.

import type { Table } from './point.ts';
import type { Proof } from './proof.ts';

const MARKED = /<!-- prove:(\d+\.\d+) -->[\s\S]*?<!-- \/prove:\1 -->/g;

/** The points that a text has marked places for, in order. */
export function markedPoints(text: string): readonly string[] {
  return [...text.matchAll(MARKED)].map(([, point = '']) => point);
}

/** The text with every marked place filled from `proofs`, keyed by point. */
export function withProofTables(text: string, proofs: ReadonlyMap<string, Proof>): string {
  return text.replace(MARKED, (_, point: string) => {
    const proof = proofs.get(point);
    return `<!-- prove:${point} -->\n${proof === undefined ? unmeasured(point) : proofTable(proof)}\n<!-- /prove:${point} -->`;
  });
}

function unmeasured(point: string): string {
  return `Not measured yet: \`npm run prove -- ${point}\` measures it.`;
}

/** A table that is longer than this is folded: whoever reads the README through wants to know what held. */
const OPEN_ROWS_MAX = 8;

function proofTable({ point, title, date, commit, machine, claims, table }: Proof): string {
  const missed = claims.filter(({ holds }) => !holds);
  const text = tableText(table);
  return [
    `**${title}.** Claims that held: ${claims.length - missed.length} of ${claims.length}. Measured ${date} at ` +
      `${commit} on ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}, sharp ${machine.sharp}: ` +
      `\`npm run prove -- ${point}\`.`,
    '',
    ...missed.map(
      ({ says, expected, measured }) => `Falls short: ${says} (expected ${expected}, measured ${measured}).\n`,
    ),
    table.rows.length <= OPEN_ROWS_MAX
      ? text
      : `<details><summary>${table.rows.length} rows</summary>\n\n${text}\n\n</details>`,
  ].join('\n');
}

/** In Markdown. */
export function tableText({ columns, rows }: Table): string {
  return [columns, columns.map(() => '---'), ...rows].map(row).join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
