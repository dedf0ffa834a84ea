import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mergeCommand } from '../../harness/cli/merge-command.ts';
import { appendRound } from '../../harness/run/rounds-file.ts';
import { failedRound, fuzzRound } from '../literals/fuzz-round.ts';
import { recordingScreen } from './recording-screen.ts';
import { read } from './surroundings.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-spec-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('merge', () => {
  const merge = async (folders: readonly string[], jsonFile: string | null = null) => {
    const [stdout, stderr] = [recordingScreen(), recordingScreen()];
    const streams = { stdout, stderr, ticker: () => () => undefined };
    const exitCode = await mergeCommand({ kind: 'merge', folders, jsonFile }, streams);
    return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
  };

  it('puts the rounds of several machines together', async () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    for (const index of [0, 1]) appendRound(join(one, 'rounds.ndjson'), fuzzRound(index));
    for (const index of [2, 3]) appendRound(join(two, 'rounds.ndjson'), failedRound(index, { fuzzSeed: 8 }));
    const json = join(folder, 'night.json');
    const { exitCode, stdout } = await merge([one, two], json);
    expect(exitCode).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "VIOLATED  4 thumbnails in 2 of 4 rounds (torn). For instance: Half of it is of somebody else.

      Thumbnailer   a
      Rounds        4, in 4 min 00 s
      Verified      9 600; 1 920 judged under other loads besides
      Each round    npx thumbproof check --adapter a.ts

      1. torn, cross-owner: 4 thumbnails of archived photos in 2 of 4 rounds
         Neighbours in the queue are mixed. For instance: Half of it is of somebody else.
         reports/fuzz/rounds/2
         npx thumbproof check --adapter a.ts --seed 102
      "
    `);
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({
      schemaVersion: 1,
      rounds: 4,
      verdict: 'violated',
    });
  });

  it('says which folder is none of a fuzz', async () => {
    const { exitCode, stderr } = await merge([folder]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^thumbproof: Expected .* to be the --report-dir of a fuzz, but it holds no rounds.ndjson/);
  });

  it('is asked for by folders', () => {
    expect(read(['merge', '/a', '/b', '--json', '/c.json'])).toEqual({
      kind: 'merge',
      folders: ['/a', '/b'],
      jsonFile: '/c.json',
    });
    expect(read(['merge'])).toMatchObject({ kind: 'misused', says: expect.stringContaining('merge --help') });
  });
});
