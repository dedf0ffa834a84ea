import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeAgain } from '../../harness/campaign.ts';
import { reportCommand } from '../../harness/cli/report-command.ts';
import type { Result } from '../../harness/model/verdict.ts';
import { renderJson } from '../../harness/report/json.ts';
import { readStoredResult } from '../../harness/report/stored-result.ts';
import { INCONCLUSIVE, UPHELD, VIOLATED } from '../literals/result.ts';
import { hostileResult } from '../report/hostile-result.ts';
import { checkIn, endingIn } from './ended-check.ts';
import { recordingScreen } from './recording-screen.ts';
import { read } from './surroundings.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-spec-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function report(run: string, ...flags: readonly string[]) {
  const [stdout, stderr] = [recordingScreen(), recordingScreen()];
  const invocation = read(['report', run, ...flags]);
  if (invocation.kind !== 'report') throw new Error(`Expected a report, got ${JSON.stringify(invocation)}.`);
  const exitCode = await reportCommand(invocation, { stdout, stderr, ticker: () => () => undefined }, () =>
    Promise.resolve(judgeAgain),
  );
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

/** A run that has ended, as `check` leaves it. */
async function ended(result: Result, ...flags: readonly string[]): Promise<string> {
  await checkIn(folder, flags, endingIn(folder, result));
  return join(folder, 'reports/run-1');
}

describe('report', () => {
  it.each([UPHELD, VIOLATED, INCONCLUSIVE])(
    'shows a run that has ended, with its exit code ($verdict)',
    async (result) => {
      const run = await ended(result);
      const before = await readdir(run);
      const { exitCode, stdout, stderr } = await report(run);
      expect([exitCode, stderr]).toEqual([result.exitCode, '']);
      expect(stdout).toMatch(new RegExp(`^${result.verdict.toUpperCase()}  `));
      expect(await readdir(run)).toEqual(before);
    },
  );

  it('gives the very reports that the run would have left, but for the line that repeats it', async () => {
    const asked = ['--reporter', 'junit,sarif,summary'];
    const run = await ended(VIOLATED, ...asked);
    const files = ['junit.xml', 'results.sarif', 'summary.md', 'result.json'];
    const left = await Promise.all(files.map((file) => readFile(join(run, file), 'utf8')));
    const moved = join(folder, 'elsewhere');
    await rename(run, moved);
    await report(moved, ...asked);
    const again = await Promise.all(files.map((file) => readFile(join(moved, file), 'utf8')));
    const bare = (text: string) =>
      text
        .replaceAll(moved, run)
        .replace(/ *"commandLine": .*\n/, '')
        .replace(/npx thumbproof check [^"<\n&]*/g, 'check');
    expect(again.map(bare)).toEqual(left.map(bare));
  });

  it('prints the JSON of the run when only that is wanted', async () => {
    const run = await ended(VIOLATED);
    expect(JSON.parse((await report(run, '--reporter', 'json')).stdout)).toEqual({ ...VIOLATED, folder: run });
  });

  it('shows nothing of a hostile result that could speak to a terminal', async () => {
    await mkdir(join(folder, 'run'));
    await writeFile(join(folder, 'run/result.json'), JSON.stringify(hostileResult()));
    const { stdout } = await report(join(folder, 'run'));
    // oxlint-disable-next-line no-control-regex -- the controls are the subject
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]|::|##/);
  });
});

describe('report refuses, with exit code 2 and one line,', () => {
  const refusal = async (text: string | null) => {
    const run = join(folder, 'run');
    await mkdir(run);
    if (text !== null) await writeFile(join(run, 'result.json'), text);
    const { exitCode, stdout, stderr } = await report(run, '--reporter', 'junit');
    expect([exitCode, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
    expect(await readdir(run)).toEqual(text === null ? [] : ['result.json']);
    return stderr.trim().replaceAll(run, '…');
  };

  it('a folder of no run', async () => {
    expect(await refusal(null)).toBe(
      'thumbproof: Expected … to be the folder of a run that has ended, but it holds no result.json. Check the path; reports/latest is the newest run.',
    );
  });

  it('a result that was cut short, wherever', async () => {
    const json = renderJson(VIOLATED);
    expect(await refusal(json.slice(0, 500))).toBe(
      'thumbproof: …/result.json is no JSON: it was cut short or changed. Run the check again, or fetch the whole file.',
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: json.length - 3 }), (length) => {
        expect(readStoredResult(json.slice(0, length)).kind).toBe('unreadable');
      }),
    );
  });

  it('one of a later version', async () => {
    expect(await refusal('{"schemaVersion": 2}')).toBe(
      'thumbproof: …/result.json was written by a later thumbproof (schemaVersion 2, this one reads 1). Update it.',
    );
  });

  it('one that names what there is not', async () => {
    expect(await refusal(JSON.stringify({ ...VIOLATED, exitCode: 99 }))).toContain(
      'is not a result (exitCode: expected one of 0, 1, 2, 3, 4, 5, 70, 130, got 99)',
    );
  });

  it('a folder in which the reports cannot be written', async () => {
    const run = await ended(UPHELD);
    await mkdir(join(run, 'junit.xml'));
    const { exitCode, stderr } = await report(run, '--reporter', 'junit');
    expect([exitCode, stderr.split('\n').length]).toEqual([2, 2]);
    expect(stderr).toContain('could not be written');
  });
});

describe('a stored result', () => {
  it('is a result or refused, whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.string(), fc.constant('['.repeat(1e5)), fc.constant('{"breaches":'.repeat(1e4))),
        (text) => {
          expect(readStoredResult(text).kind).toBe('unreadable');
        },
      ),
    );
  });

  it('loses what a later thumbproof of the same version added, however deep that is', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const text = JSON.stringify(VIOLATED)
      .replace('{', `{"further":${deep},`)
      .replace('"regions":', `"later":${deep},"regions":`);
    expect(readStoredResult(text)).toEqual({ kind: 'result', result: VIOLATED });
  });
});
