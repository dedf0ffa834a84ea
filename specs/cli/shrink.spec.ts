import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shrinkCommand } from '../../harness/cli/shrink-command.ts';
import type { KeptFailure } from '../../harness/model/failure.ts';
import type { ShrinkAgainOptions, ShrinkAgainOutcome } from '../../harness/model/replay.ts';
import { keepFailure } from '../../harness/run/failures-folder.ts';
import { RACE } from '../literals/counterexample.ts';
import { keptFailure } from '../literals/failure.ts';
import { recordingScreen } from './recording-screen.ts';
import { read } from './surroundings.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-shrink-'));
  keepFailure(folder, keptFailure());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const SMALLER = { ...keptFailure().plan, nonce: 'smaller' };
const SHRUNK: ShrinkAgainOutcome = {
  kind: 'shrunk',
  plan: SMALLER,
  counterexample: RACE,
  experiments: [{ kind: 'names', changed: 'every photo under a name of its own', failed: 0, of: 10, p: 0.001 }],
  folder: 'reports/shrink-1ga73k4h',
};

async function run(outcome: ShrinkAgainOutcome, flags: readonly string[] = [], signal = new AbortController().signal) {
  const stdout = recordingScreen();
  const seen: ShrinkAgainOptions[] = [];
  const argv = ['shrink', '1ga73k4h', '--failures-dir', folder, '--report-dir', folder, '--cache-dir', 'none'];
  const invocation = read([...argv, ...flags]);
  if (invocation.kind !== 'replay') throw new Error(`Expected to shrink, got ${JSON.stringify(invocation)}.`);
  const exitCode = await shrinkCommand({
    invocation: {
      ...invocation,
      options: { ...invocation.options, thumbnailer: { kind: 'built-in' }, workspaceParent: folder },
    },
    loadRun: async () => async (options) => {
      seen.push(options);
      return outcome;
    },
    streams: { stdout, stderr: recordingScreen(), ticker: () => () => undefined },
    signal,
    onDisplay: () => undefined,
  });
  const kept = JSON.parse(await readFile(join(folder, '1ga73k4h.json'), 'utf8')) as KeptFailure;
  return { exitCode, stdout: stdout.text(), options: seen[0]?.check, kept };
}

describe('shrink', () => {
  it('has three minutes, or as long as it is given', async () => {
    expect((await run(SHRUNK)).options?.explainTimeMs).toBe(180_000);
    expect((await run(SHRUNK, ['--budget', '10m'])).options?.explainTimeMs).toBe(600_000);
  });

  it('tells the smallest plan, how sure it is, and what matters to it, and keeps it', async () => {
    const { exitCode, stdout, kept } = await run(SHRUNK);
    expect(stdout).toContain('2 photos of 2 owners, asked for 400 times, 2 jobs in flight at most: 31 of 50 fail');
    expect(stdout).toContain('every photo under a name of its own: 0 of 10 failed: that matters');
    expect(stdout).toContain(`Kept in ${join(folder, '1ga73k4h.json')}`);
    expect(kept).toEqual({ ...keptFailure(), plan: SMALLER, reproduced: RACE.reproduced });
    expect(exitCode).toBe(1);
  });

  it('leaves the failure as it is where it did not come again, or could not be tried', async () => {
    const lost = await run({ kind: 'lost' });
    expect(lost).toMatchObject({ exitCode: 0, kept: keptFailure(), stdout: expect.stringContaining('--budget') });
    const untried = await run({ kind: 'unavailable', says: 'it is \u001b[31m gone' });
    expect(untried).toMatchObject({ exitCode: 4, kept: keptFailure() });
    expect(untried.stdout).not.toContain('\u001b');
  });

  it('keeps what was found by the time it was interrupted', async () => {
    const { exitCode, kept } = await run(SHRUNK, [], AbortSignal.abort());
    expect(exitCode).toBe(130);
    expect(kept.plan).toEqual(SMALLER);
  });

  it('takes no number of tries', () => {
    expect(read(['shrink', '1ga73k4h', '--times', '3'])).toMatchObject({
      kind: 'misused',
      says: expect.stringContaining("Unknown option '--times'"),
    });
  });
});
