import { mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCommand } from '../../harness/cli/check-command.ts';
import type { RunCheck } from '../../harness/model/campaign.ts';
import type { Result } from '../../harness/model/verdict.ts';
import { CRASHED, INCONCLUSIVE, INTERRUPTED, UPHELD, VIOLATED } from '../literals/result.ts';
import { checkIn, endingIn, giving, invocationIn } from './ended-check.ts';
import { recordingScreen } from './recording-screen.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-spec-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const never: RunCheck = () => Promise.reject(new Error('Expected the run not to begin.'));
const ending = (result: Result) => endingIn(folder, result);
const check = (flags: readonly string[], run: RunCheck, signal?: AbortSignal) => checkIn(folder, flags, run, signal);

describe('check', () => {
  it.each([[UPHELD], [VIOLATED], [CRASHED], [INTERRUPTED], [INCONCLUSIVE]])(
    'ends with the exit code of the result, and leaves its files ($exitCode)',
    async (result) => {
      const { exitCode, stdout, stderr } = await check([], ending(result));
      expect(exitCode).toBe(result.exitCode);
      expect(stdout).toMatch(new RegExp(`^${result.verdict.toUpperCase()}  `));
      expect(stderr).toBe('');
      expect((await readdir(join(folder, 'reports/run-1'))).sort()).toEqual([
        'report.html',
        'report.txt',
        'result.json',
        'timeline.svg',
      ]);
      expect(JSON.parse(await readFile(join(folder, 'reports/latest/result.json'), 'utf8'))).toMatchObject({
        verdict: result.verdict,
      });
      expect(await readlink(join(folder, 'reports/latest'))).toBe('run-1');
    },
  );

  it('writes the result to a further file when asked to', async () => {
    const path = join(folder, 'elsewhere/gate.json');
    await check(['--json', path], ending(UPHELD));
    expect(await readFile(path, 'utf8')).toBe(await readFile(join(folder, 'reports/run-1/result.json'), 'utf8'));
  });

  it('prints only JSON when text is not wanted', async () => {
    const { stdout } = await check(['--reporter', 'json'], ending(UPHELD));
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, verdict: 'upheld' });
    expect(await readdir(join(folder, 'reports/run-1'))).toEqual(['result.json']);
  });

  it('prints the plan of a dry run and writes nothing', async () => {
    const { exitCode, stdout } = await check(
      ['--dry-run'],
      giving({ kind: 'dry-run', lines: ['5 350 thumbnails', '\u001b[2J'] }),
    );
    expect([exitCode, stdout]).toEqual([0, '5 350 thumbnails\n\\u{1b}[2J\n']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('shows progress on stderr and prints warnings there', async () => {
    const run: RunCheck = (_options, { onProgress }) => {
      onProgress({
        phase: 'load',
        done: 1,
        of: 2,
        ratePerSecond: null,
        boundSoFar: null,
        secondsLeft: null,
        note: null,
      });
      return Promise.resolve({ kind: 'result', result: { ...UPHELD, folder: join(folder, 'reports/run-1') } });
    };
    expect((await check(['--batch', '128'], run)).stderr).toMatch(
      /^thumbproof: A batch of 128 is larger .+\nthumbproof: seed 4711\nload {2}1 of 2 \(50 %\)\n$/,
    );
  });

  it('says that it is finishing when it is interrupted', async () => {
    const interruption = new AbortController();
    const run: RunCheck = async (options, hooks) => {
      interruption.abort();
      return await ending(INTERRUPTED)(options, hooks);
    };
    const { exitCode, stderr } = await check([], run, interruption.signal);
    expect(exitCode).toBe(130);
    expect(stderr).toContain('finishing the partial report…');
  });
});

describe('check refuses, with exit code 2 and one line,', () => {
  const refusal = async (flags: readonly string[], run: RunCheck = never) => {
    const { exitCode, stdout, stderr } = await check(flags, run);
    expect([exitCode, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
    return stderr.trim().replaceAll(folder, '…');
  };

  it('a missing adapter file', async () => {
    expect(await refusal(['--adapter', join(folder, 'none.ts')])).toBe(
      'thumbproof: Expected --adapter to name a file, but there is none at …/none.ts. Check the path; it is taken from the folder you are in.',
    );
  });

  it('a folder as adapter', async () => {
    expect(await refusal(['--adapter', folder])).toBe(
      'thumbproof: Expected --adapter to name a file, but … is not one. Name the module itself.',
    );
  });

  it('a report directory that cannot be written to', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await refusal(['--report-dir', join(folder, 'file/reports')])).toBe(
      'thumbproof: Expected --report-dir to name a folder that can be written to, but …/file/reports cannot (ENOTDIR). Choose another, or make it writable.',
    );
  });

  it('a folder as JSON file', async () => {
    await mkdir(join(folder, 'taken'));
    expect(await refusal(['--json', join(folder, 'taken')])).toBe(
      'thumbproof: Expected --json to name a file, but …/taken is a folder. Name a file in it.',
    );
  });

  it('what the campaign finds misconfigured', async () => {
    expect(await refusal([], giving({ kind: 'misconfigured', says: 'Expected a default export,\ngot none.' }))).toBe(
      'thumbproof: Expected a default export,\\u{a}got none.',
    );
  });

  it('to go on with a full disk, however deep the cause lies', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const run: RunCheck = () => Promise.reject(new Error('history could not be written', { cause: full }));
    expect(await refusal([], run)).toContain(
      'thumbproof: The disk is full, so the run could not be written down (ENOSPC: no space left on device, write).',
    );
  });
});

describe('a fault of thumbproof', () => {
  it('exits 70, with its stack, and blames nobody else', async () => {
    const { exitCode, stderr } = await check([], () => Promise.reject(new TypeError('x is not a function')));
    expect(exitCode).toBe(70);
    expect(stderr).toMatch(
      /^thumbproof: A fault in thumbproof itself, which says nothing about the thumbnailer: TypeError: x is not a function\n {4}at /,
    );
  });

  it('in loading the campaign is one too', async () => {
    const screen = recordingScreen();
    const exitCode = await checkCommand({
      invocation: invocationIn(folder, []),
      loadRun: () => Promise.reject(new Error('no such module')),
      streams: { stdout: screen, stderr: screen, ticker: () => () => undefined },
      signal: new AbortController().signal,
      onDisplay: () => undefined,
    });
    expect([exitCode, screen.text()]).toEqual([70, expect.stringContaining('no such module')]);
  });
});

describe('a violation', () => {
  it('is printed even when it cannot be written down', async () => {
    await mkdir(join(folder, 'blocked'));
    await writeFile(join(folder, 'blocked/run-1'), 'a file where the folder should be');
    const run = giving({ kind: 'result', result: { ...VIOLATED, folder: join(folder, 'blocked/run-1') } });
    const { exitCode, stdout, stderr } = await check([], run);
    expect(stdout).toMatch(/^VIOLATED/);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^thumbproof: The run could not be written down \(EEXIST: .+\)\. Mend the permissions, or choose another/,
    );
  });
});
