import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunCheck } from '../../harness/model/campaign.ts';
import type { Result } from '../../harness/model/verdict.ts';
import { UPHELD, VIOLATED } from '../literals/result.ts';
import { checkIn, endingIn } from './ended-check.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-spec-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ending = (result: Result) => endingIn(folder, result);
const check = (flags: readonly string[], run: RunCheck, environment = {}) =>
  checkIn(folder, flags, run, new AbortController().signal, environment);

describe('a check', () => {
  it('writes each report that is asked for, and names their files beside the report on the screen', async () => {
    const { stdout } = await check(['--reporter', 'junit,sarif', '--reporter', 'summary'], ending(VIOLATED));
    const run = join(folder, 'reports/run-1');
    expect((await readdir(run)).sort()).toEqual(['junit.xml', 'result.json', 'results.sarif', 'summary.md']);
    expect(stdout).toMatch(/^VIOLATED {2}/);
    for (const file of ['junit.xml', 'results.sarif', 'summary.md']) expect(stdout).toContain(`${run}/${file}\n`);
    expect(await readFile(join(run, 'junit.xml'), 'utf8')).toContain(
      'Again: npx thumbproof check --reporter junit,sarif,summary ',
    );
  });

  it('writes the page when that alone is asked for, with the lines that repeat the run and its gravest failure', async () => {
    await check(['--reporter', 'html'], ending(VIOLATED));
    const run = join(folder, 'reports/run-1');
    expect((await readdir(run)).sort()).toEqual(['report.html', 'result.json']);
    const page = await readFile(join(run, 'report.html'), 'utf8');
    expect(page).toContain('<code id="rerun-line">npx thumbproof check --reporter html ');
    expect(page).toContain('<code id="replay-line">npx thumbproof replay b-0002</code>');
  });

  it('adds to the summary of a step of GitHub and annotates the change, and only when it is asked to', async () => {
    const page = join(folder, 'step.md');
    await writeFile(page, 'earlier\n');
    const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page };
    expect((await check([], ending(VIOLATED), environment)).stderr).toBe('');
    const { stdout, stderr } = await check(['--reporter', 'json,summary'], ending(VIOLATED), environment);
    expect(await readFile(page, 'utf8')).toMatch(/^earlier\n## Violated: line-2024\n/);
    expect(stderr).toMatch(/^::error title=Violated%3A line-2024::/);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'violated' });
  });

  it('keeps its verdict when the summary of the step cannot be written', async () => {
    const environment = { GITHUB_STEP_SUMMARY: folder };
    const { exitCode, stderr } = await check(['--reporter', 'summary'], ending(UPHELD), environment);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('could not be added to GITHUB_STEP_SUMMARY')]);
    expect(await readFile(join(folder, 'reports/run-1/summary.md'), 'utf8')).toMatch(/^## Upheld/);
  });
});
