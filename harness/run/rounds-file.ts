// A night's work must survive the morning's reboot: each round is one line, with the disk before the next one begins, and
// a line torn by a kill is left out, for its round was never finished.

import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FuzzRound } from '../model/fuzz.ts';
import { writeAll } from './write-all.ts';

/** The line is on disk when this returns. Throws what the system says, such as ENOSPC. */
export function appendRound(path: string, round: FuzzRound): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a+');
  try {
    // What a kill left of a line before must not swallow this one.
    writeAll(file, Buffer.from(`${endsInLine(file) ? '' : '\n'}${JSON.stringify(round)}\n`));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** All whole rounds, in order; none where there is no file. Throws for lines of another version, with their number. */
export function readRounds(path: string): readonly FuzzRound[] {
  return textOf(path)
    .split('\n')
    .flatMap((line, index) => {
      const round = parsed(line);
      if (round === null) return [];
      if (isRound(round)) return [round];
      throw new Error(
        `Expected a round of schemaVersion 1 on line ${index + 1} of ${path}, got ${line.slice(0, 80)}. It may be of a newer thumbproof.`,
      );
    });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function endsInLine(file: number): boolean {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  return size === 0 || (readSync(file, last, 0, 1, size - 1) === 1 && last.toString() === '\n');
}

/** Null for what is no JSON: the rest of a line that a kill has cut. */
function parsed(line: string): unknown {
  try {
    return line === '' ? null : (JSON.parse(line) as unknown);
  } catch {
    return null;
  }
}

function isRound(value: unknown): value is FuzzRound {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const isList = (name: string) => Array.isArray(fields.get(name));
  const isCount = (name: string) => typeof fields.get(name) === 'number';
  return (
    fields.get('schemaVersion') === 1 &&
    typeof fields.get('campaign') === 'string' &&
    ['seed', 'index', 'fuzzSeed', 'verified', 'exitCode', 'wallMs'].every(isCount) &&
    isList('batchGroups') &&
    isList('loads') &&
    isList('findings')
  );
}
