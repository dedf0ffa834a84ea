// A night of gates, with gates that end at once: which seeds are run, what is kept, and what is told.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fuzzCommand } from '../../harness/cli/fuzz-command.ts';
import { runFuzz } from '../../harness/fuzz.ts';
import type { CheckOptions, RunCheck } from '../../harness/model/campaign.ts';
import type { SweepRecord } from '../../harness/model/load-outcome.ts';
import type { Result } from '../../harness/model/verdict.ts';
import { appendRound, readRounds } from '../../harness/run/rounds-file.ts';
import { fuzzRound } from '../literals/fuzz-round.ts';
import { CRASHED, INTERRUPTED, UPHELD, VIOLATED } from '../literals/result.ts';
import { recordingScreen } from './recording-screen.ts';
import { read } from './surroundings.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-spec-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const reports = () => join(folder, 'reports');
const rounds = () => readRounds(join(reports(), 'rounds.ndjson'));

/** A gate that leaves a folder, and ends with what `resultOf` says of its seed. */
function gateOf(resultOf: (seed: number, round: number) => Result, seen: CheckOptions[] = []): RunCheck {
  return async (options) => {
    const result = { ...resultOf(options.seed, seen.push(options) - 1), seed: options.seed };
    const left = join(options.reportFolder, `seed${options.seed}`);
    await mkdir(left, { recursive: true });
    await writeFile(join(left, 'history.ndjson'), '');
    return { kind: 'result', result: { ...result, folder: left } };
  };
}

async function fuzz(flags: readonly string[], gate: RunCheck, signal = new AbortController().signal) {
  const invocation = read(['fuzz', '--report-dir', reports(), '--cache-dir', 'none', ...flags]);
  if (invocation.kind !== 'fuzz') throw new Error(`Expected a fuzz, got ${JSON.stringify(invocation)}.`);
  const [stdout, stderr] = [recordingScreen(), recordingScreen()];
  const exitCode = await fuzzCommand({
    invocation: { ...invocation, options: { ...invocation.options, workspaceParent: folder } },
    loadRun: async () => (options, hooks) => runFuzz(options, hooks, gate),
    streams: { stdout, stderr, ticker: () => () => undefined },
    signal,
    onDisplay: () => undefined,
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

describe('fuzz', () => {
  it('runs as many rounds as it is asked for, each under a seed of its own that the first one gives', async () => {
    const seen: CheckOptions[] = [];
    const { exitCode, stdout, stderr } = await fuzz(
      ['--rounds', '3', '--seed', '5'],
      gateOf(() => UPHELD, seen),
    );
    expect(exitCode).toBe(0);
    expect(new Set(seen.map(({ seed }) => seed)).size).toBe(3);
    expect(stdout).toMatch(/^UPHELD {2}0 mix-ups in 16 050 thumbnails verified in 3 rounds/);
    expect(stderr.match(/round \d {2}seed -?\d+ {2}upheld {2}5 350 verified in 52 s/g)).toHaveLength(3);
    const again: CheckOptions[] = [];
    await rm(reports(), { recursive: true });
    await fuzz(
      ['--rounds', '3', '--seed', '5'],
      gateOf(() => UPHELD, again),
    );
    expect(again.map(({ seed }) => seed)).toEqual(seen.map(({ seed }) => seed));
  });

  it('leaves a report that is whole after each round, and no folder of a round that held', async () => {
    await fuzz(
      ['--rounds', '2'],
      gateOf(() => UPHELD),
    );
    expect((await readdir(reports())).toSorted()).toEqual(['fuzz.json', 'report.txt', 'rounds', 'rounds.ndjson']);
    expect(await readdir(join(reports(), 'rounds'))).toEqual([]);
    expect(JSON.parse(await readFile(join(reports(), 'fuzz.json'), 'utf8'))).toMatchObject({ rounds: 2 });
  });

  it('goes on after a failure, keeps the first few of its kind, and ends violated', async () => {
    const { exitCode, stdout } = await fuzz(
      ['--rounds', '6'],
      gateOf((_, round) => (round === 1 ? UPHELD : VIOLATED)),
    );
    expect(exitCode).toBe(1);
    expect(rounds().map(({ verdict }) => verdict)).toEqual(['violated', 'upheld', ...Array(4).fill('violated')]);
    const kept = await readdir(join(reports(), 'rounds'));
    expect(kept).toHaveLength(3);
    const files = await readdir(join(reports(), 'rounds', kept[0] ?? ''));
    expect(files.toSorted()).toEqual(['history.ndjson', 'report.html', 'report.txt', 'result.json', 'timeline.svg']);
    expect(stdout).toMatch(/^VIOLATED {2}\d+ thumbnails? in 5 of 6 rounds/);
    expect(stdout).toContain(`npx thumbproof check --seed ${rounds()[0]?.seed}`);
  });

  it('goes on with the seed of its folder when it is begun again, the failures first', async () => {
    await fuzz(
      ['--rounds', '2', '--seed', '5'],
      gateOf((_, round) => (round === 1 ? VIOLATED : UPHELD)),
    );
    const seen: CheckOptions[] = [];
    await fuzz(
      ['--rounds', '1'],
      gateOf(() => UPHELD, seen),
    );
    const [held, failed, again, next] = rounds();
    expect(seen.map(({ seed }) => seed)).toEqual([failed?.seed, next?.seed]);
    expect(again).toMatchObject({ again: true, verdict: 'upheld', index: 1 });
    expect(next).toMatchObject({ again: false, index: 2, fuzzSeed: 5 });
    expect(new Set([held, failed, next].map((round) => round?.seed)).size).toBe(3);
  });

  it('chooses loads by what the earlier ones brought out, and repeats a failure under those that showed it', async () => {
    const seen = { thumbnails: 20, incident: null, breaches: 1, doubts: 4, inFlightMax: 7 };
    const sweeps = [null, '7.3'].map((load): SweepRecord => ({ ...seen, name: '7 at a time', load }));
    await fuzz(
      ['--rounds', '1'],
      gateOf(() => ({ ...VIOLATED, sweeps })),
    );
    const [kept = ''] = await readdir(join(reports(), 'rounds'));
    expect(await readFile(join(reports(), 'rounds', kept, 'report.txt'), 'utf8')).toMatch(
      /--seed -?\d+ --loads 7\.3\n/,
    );
    const asked: CheckOptions[] = [];
    await fuzz(
      ['--rounds', '1'],
      gateOf(() => UPHELD, asked),
    );
    const earlier = [{ load: '7.3', breaches: 1, doubts: 4, hasDied: false, inFlightMax: 7 }];
    expect(asked.map(({ drawnLoads }) => drawnLoads)).toEqual([
      { kind: 'these', loads: ['7.3'] },
      { kind: 'count', count: 12, earlier },
    ]);
  });

  it('ends when its time is up, and gives each round no more than what is left', async () => {
    const seen: CheckOptions[] = [];
    const { exitCode } = await fuzz(['--for', '6s'], async (options, hooks) => {
      await new Promise((resolve) => setTimeout(resolve, 1100));
      return gateOf(() => UPHELD, seen)(options, hooks);
    });
    expect(exitCode).toBe(0);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.maxTimeMs).toBeLessThanOrEqual(6000);
  });

  it('ends with the round that is interrupted, which counts as far as it came', async () => {
    const interruption = new AbortController();
    const gate = gateOf((_, round) => {
      if (round === 0) return UPHELD;
      interruption.abort();
      return INTERRUPTED;
    });
    const { exitCode, stdout } = await fuzz([], gate, interruption.signal);
    expect(rounds().map(({ exitCode: code }) => code)).toEqual([0, 130]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('thumbnails verified in 2 rounds');
  });

  it('gives up on a thumbnailer that does not come back', async () => {
    const { exitCode, stdout } = await fuzz(
      [],
      gateOf(() => ({ ...CRASHED, verified: 0, batchGroups: [] })),
    );
    expect(rounds()).toHaveLength(3);
    expect(exitCode).toBe(CRASHED.exitCode);
    expect(stdout).toMatch(/^INCONCLUSIVE {2}3 of 3 rounds came to no verdict/);
  });

  it('takes a folder for one campaign', async () => {
    appendRound(join(reports(), 'rounds.ndjson'), fuzzRound(0));
    const { exitCode, stderr } = await fuzz(
      ['--rounds', '1'],
      gateOf(() => UPHELD),
    );
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /to hold rounds of "npx thumbproof check", got rounds of ".*--adapter a.ts". Choose another/,
    );
  });

  it('passes on why the first round could not begin', async () => {
    const says = 'Expected a module, got none.';
    const { exitCode, stderr } = await fuzz([], async () => ({ kind: 'misconfigured', says }));
    expect([exitCode, stderr]).toEqual([2, `thumbproof: ${says}\n`]);
  });
});

describe('the options of a fuzz', () => {
  it('are those of its rounds, and when it ends', () => {
    const invocation = read([
      'fuzz',
      '--for',
      '8h',
      '--rounds',
      '9',
      '--adapter',
      'a.ts',
      '--batch',
      '4',
      '--json',
      'x',
    ]);
    expect(invocation).toMatchObject({
      kind: 'fuzz',
      options: { batch: 4, reportFolder: expect.stringMatching(/reports.fuzz$/) },
      fuzz: { campaign: 'npx thumbproof check --adapter a.ts --batch 4', rounds: 9, forMs: 28_800_000, seed: null },
    });
    expect(read(['fuzz'])).toMatchObject({ fuzz: { rounds: null, forMs: null, campaign: 'npx thumbproof check' } });
  });

  it('mean nothing to a check', () => {
    expect(read(['check', '--rounds', '3'])).toMatchObject({ kind: 'misused' });
    expect(read(['fuzz', '--dry-run'])).toMatchObject({ kind: 'misused' });
  });
});
