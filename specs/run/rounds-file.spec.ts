import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendRound, readRounds } from '../../harness/run/rounds-file.ts';
import { failedRound, fuzzRound } from '../literals/fuzz-round.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-spec-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const file = () => join(folder, 'new/rounds.ndjson');

describe('the file of rounds', () => {
  it('gives back what was appended, in order, and makes its folder', () => {
    const rounds = [fuzzRound(0), failedRound(1)];
    for (const round of rounds) appendRound(file(), round);
    expect(readRounds(file())).toEqual(rounds);
  });

  it('holds no rounds before there is one', () => {
    expect(readRounds(file())).toEqual([]);
  });

  it('loses only the line that a kill has cut, and goes on after it', async () => {
    for (const round of [fuzzRound(0), fuzzRound(1)]) appendRound(file(), round);
    await truncate(file(), (await readFile(file())).length - 20);
    expect(readRounds(file())).toEqual([fuzzRound(0)]);
    appendRound(file(), fuzzRound(2));
    expect(readRounds(file())).toEqual([fuzzRound(0), fuzzRound(2)]);
  });

  it('says which line is of another version', async () => {
    appendRound(file(), fuzzRound(0));
    await appendFile(file(), `${JSON.stringify({ ...fuzzRound(1), schemaVersion: 2 })}\n`);
    expect(() => readRounds(file())).toThrow(/Expected a round of schemaVersion 1 on line 2 of .*newer thumbproof/);
    await writeFile(file(), '"text"\n');
    expect(() => readRounds(file())).toThrow('on line 1');
  });
});
