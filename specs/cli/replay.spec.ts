import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replayCommand } from '../../harness/cli/replay-command.ts';
import type { ReplayOptions, ReplayOutcome } from '../../harness/model/replay.ts';
import { keepFailure } from '../../harness/run/failures-folder.ts';
import { breach } from '../literals/breach.ts';
import { keptFailure } from '../literals/failure.ts';
import { recordingScreen } from './recording-screen.ts';
import { read } from './surroundings.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-replay-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const failures = () => join(folder, 'failures');
const invoke = (argv: readonly string[]) => {
  const invocation = read([...argv, '--failures-dir', failures(), '--report-dir', folder, '--cache-dir', 'none']);
  if (invocation.kind !== 'replay') throw new Error(`Expected a replay, got ${JSON.stringify(invocation)}.`);
  return invocation;
};

async function run(argv: readonly string[], outcome: (options: ReplayOptions) => ReplayOutcome) {
  const stdout = recordingScreen();
  const seen: ReplayOptions[] = [];
  const invocation = invoke(argv);
  const exitCode = await replayCommand({
    invocation: {
      ...invocation,
      options: { ...invocation.options, thumbnailer: { kind: 'built-in' }, workspaceParent: folder },
    },
    loadRun: async () => async (options) => {
      seen.push(options);
      return outcome(options);
    },
    streams: { stdout, stderr: recordingScreen(), ticker: () => () => undefined },
    signal: new AbortController().signal,
    onDisplay: () => undefined,
  });
  return { exitCode, stdout: stdout.text(), options: seen[0] };
}

const tried = (failed: number, of: number): ReplayOutcome => ({
  kind: 'replayed',
  tally: { failed, of },
  breach: failed > 0 ? breach() : null,
  folder: failed > 0 ? 'reports/replay-1ga73k4h' : null,
});

describe('replay', () => {
  beforeEach(() => void keepFailure(failures(), keptFailure()));

  it('asks what the failure was found with, of its own thumbnailer', () => {
    const { options, failure } = invoke(['replay', '1ga73k4h']);
    expect(options.thumbnailer).toMatchObject({ kind: 'module', file: expect.stringContaining('mine.ts') });
    expect(options.recipes[0]).toMatchObject({ width: 96 });
    expect(failure).toEqual(keptFailure());
  });

  it('asks it of another thumbnailer where one is named, with nothing of how the first one was reached', () => {
    keepFailure(
      failures(),
      keptFailure({ id: 'x', flags: { url: 'http://127.0.0.1:{port}/{path}', start: 'serve', root: 'r' } }),
    );
    const { options } = invoke(['replay', 'x', '--command', 'convert {input} {output}']);
    expect(options.thumbnailer).toEqual({ kind: 'command', template: 'convert {input} {output}' });
  });

  it('ends with 1 and the evidence when it fails again', async () => {
    const { exitCode, stdout } = await run(['replay', '1ga73k4h'], () => tried(4, 9));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('REPRODUCED  4 of 9 tries failed.');
    expect(stdout).toContain('Evidence: reports/replay-1ga73k4h/evidence');
  });

  it('ends with 0 when it does not, and says how likely it should have', async () => {
    const { exitCode, stdout, options } = await run(['replay', '1ga73k4h'], ({ times }) => tried(0, times));
    expect(exitCode).toBe(0);
    // (1 − p)^n ≤ 1 %, at the least rate that 31 of 50 leave possible.
    expect(options).toMatchObject({ times: 8, isToFirst: false });
    expect(stdout).toMatch(
      /NOT REPRODUCED {2}0 of 8 tries failed\.\nIt failed 31 of 50 before: .* at least 99\.\d+ %\./,
    );
  });

  it('proves nothing by a failure that never came again', async () => {
    keepFailure(failures(), keptFailure({ reproduced: null }));
    const { stdout } = await run(['replay', '1ga73k4h'], ({ times }) => tried(0, times));
    expect(stdout).toContain('this proves nothing; its evidence stands');
  });

  it('tries as often as it is told to', async () => {
    const { options } = await run(['replay', '1ga73k4h', '--times', '3'], ({ times }) => tried(0, times));
    expect(options?.times).toBe(3);
  });

  it('ends with 4 where the thumbnailer cannot be tried', async () => {
    const { exitCode, stdout } = await run(['replay', '1ga73k4h'], () => ({ kind: 'unavailable', says: 'it is gone' }));
    expect(exitCode).toBe(4);
    expect(stdout).toContain('It could not be tried: it is gone');
  });

  it('refuses what is no failure in one line', () => {
    expect(read(['replay', 'nothing', '--failures-dir', failures()])).toEqual({
      kind: 'misused',
      says: expect.stringContaining('Failures are kept in'),
    });
    expect(read(['replay'])).toMatchObject({ kind: 'misused' });
  });
});

describe('verify-fix', () => {
  beforeEach(() => void keepFailure(failures(), keptFailure()));

  it('believes a fix after as many clean tries as the old rate makes telling', async () => {
    const { exitCode, stdout, options } = await run(['verify-fix', '1ga73k4h'], ({ times }) => tried(0, times));
    expect(options).toMatchObject({ isToFirst: true, times: 8 });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('BELIEVED FIXED at 99 %: 0 of 8 tries failed; it failed 31 of 50 tries before.');
  });

  it('needs more of them to be surer', async () => {
    const { options } = await run(['verify-fix', '1ga73k4h', '--confidence', '0.9999'], ({ times }) => tried(0, times));
    expect(options?.times).toBeGreaterThan(12);
  });

  it('believes nothing after one failure, and nothing before the end', async () => {
    const failed = await run(['verify-fix', '1ga73k4h'], () => tried(1, 3));
    expect(failed).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('NOT FIXED  it failed in try 3.') });
    const cut = await run(['verify-fix', '1ga73k4h'], () => tried(0, 3));
    expect(cut).toMatchObject({
      exitCode: 3,
      stdout: expect.stringContaining('UNDECIDED  0 of 3 tries failed; 8 are needed'),
    });
  });
});
