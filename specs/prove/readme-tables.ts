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

function proofTable({ point, title, date, commit, machine, claims, table }: Proof): string {
  const missed = claims.filter(({ holds }) => !holds);
  return [
    `**${title}**`,
    '',
    tableText(table),
    '',
    ...missed.map(
      ({ says, expected, measured }) => `Falls short: ${says} (expected ${expected}, measured ${measured}).\n`,
    ),
    `Measured ${date} at ${commit} on ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}, ` +
      `sharp ${machine.sharp}: \`npm run prove -- ${point}\`.`,
  ].join('\n');
}

/** In Markdown. */
export function tableText({ columns, rows }: Table): string {
  return [columns, columns.map(() => '---'), ...rows].map(row).join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
