// A check whose run has ended already, in a folder of the spec: what it prints and leaves is the subject.

import { join } from 'node:path';
import { checkCommand } from '../../harness/cli/check-command.ts';
import type { CheckInvocation } from '../../harness/cli/invocation.ts';
import type { CheckOutcome, RunCheck } from '../../harness/model/campaign.ts';
import type { Result } from '../../harness/model/verdict.ts';
import { recordingScreen } from './recording-screen.ts';
import { checkOf } from './surroundings.ts';

export const giving =
  (outcome: CheckOutcome): RunCheck =>
  () =>
    Promise.resolve(outcome);

/** A run that has ended with this result, in `reports/run-1` of the folder. */
export const endingIn = (folder: string, result: Result): RunCheck =>
  giving({ kind: 'result', result: { ...result, folder: join(folder, 'reports/run-1') } });

/** What `check` gives, prints and warns. */
export async function checkIn(
  folder: string,
  flags: readonly string[],
  run: RunCheck,
  signal = new AbortController().signal,
  environment: Readonly<Record<string, string>> = {},
) {
  const [stdout, stderr] = [recordingScreen(), recordingScreen()];
  const exitCode = await checkCommand({
    invocation: invocationIn(folder, flags, environment),
    loadRun: () => Promise.resolve(run),
    streams: { stdout, stderr, ticker: () => () => undefined },
    signal,
    onDisplay: () => undefined,
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

export function invocationIn(
  folder: string,
  flags: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): CheckInvocation {
  const inScratch = ['--report-dir', join(folder, 'reports'), '--cache-dir', join(folder, 'cache')];
  const invocation = checkOf([...inScratch, ...flags], environment);
  return { ...invocation, options: { ...invocation.options, workspaceParent: folder } };
}
