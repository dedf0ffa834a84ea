// What the benchmarks measure, under the names that the proof knows them by, beside what they should reach.

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

/** Numbers by name; `ratio` figures are quotients, the others say their unit. */
export type Figures = Readonly<Record<string, number>>;

export type Target = { readonly figure: string; readonly bound: 'at least' | 'at most'; readonly value: number };

/** DESIGN §9: judging on one core, naming donors, and the whole gate. */
export const TARGETS: readonly Target[] = [
  { figure: 'byte-identical 128 px jpeg, per second', bound: 'at least', value: 300_000 },
  { figure: 'byte-identical 128 px jpeg against sharp-decode + pixelmatch, ratio', bound: 'at least', value: 450 },
  { figure: 'first-seen 128 px jpeg, per second', bound: 'at least', value: 10_000 },
  { figure: 'first-seen 128 px jpeg against sharp-decode + pixelmatch, ratio', bound: 'at least', value: 15 },
  { figure: 'first-seen 128 px png, per second', bound: 'at least', value: 4000 },
  { figure: 'first-seen 128 px webp, per second', bound: 'at least', value: 1500 },
  { figure: 'first-seen 128 px avif, per second', bound: 'at least', value: 1000 },
  { figure: 'attribution over 1 M photos of 50 camera sizes, ms per region', bound: 'at most', value: 5 },
  { figure: 'attribution over 1 M photos of 50 camera sizes, recall', bound: 'at least', value: 1 },
  { figure: 'attribution over 1 M photos of log-uniform sides, ms per region', bound: 'at most', value: 5 },
  { figure: 'attribution over 1 M photos of log-uniform sides, recall', bound: 'at least', value: 1 },
  { figure: 'whole gate against the bare thumbnailer, wall ratio', bound: 'at most', value: 1.25 },
];

/** Prints a line per figure with its target, and writes them as JSON to the file that `--json` names. */
export async function publish(figures: Figures): Promise<void> {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  for (const [name, value] of Object.entries(figures)) {
    const target = TARGETS.find(({ figure }) => figure === name);
    const beside =
      target === undefined ? '' : `  (${target.bound} ${target.value}${reaches(target, value) ? '' : ': MISSED'})`;
    console.log(`${name.padEnd(width)}  ${value.toPrecision(4).padStart(9)}${beside}`);
  }
  const { values } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}

export function reaches({ bound, value }: Target, measured: number): boolean {
  return bound === 'at least' ? measured >= value : measured <= value;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
