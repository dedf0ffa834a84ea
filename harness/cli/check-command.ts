// The gate as a person meets it: run, print the report, leave the files, and end with the exit code that the result
// decided. Everything from outside is handed in, so a spec can hold every stream.

import { EXIT_CODE } from '../model/exit-code.ts';
import type { CheckOutcome, RunCheck } from '../model/campaign.ts';
import type { Result } from '../model/verdict.ts';
import { renderJson } from '../report/json.ts';
import { printable } from '../report/printable.ts';
import { renderText } from '../report/text.ts';
import { breachPictures } from './breach-pictures.ts';
import { tellGithub } from './github-step.ts';
import type { CheckInvocation } from './invocation.ts';
import { type CommandSetting, LINE_MAX, runCommand, type Streams } from './run-command.ts';
import { furtherFiles, writeResultFiles } from './result-files.ts';
import { pointLatest, writeWhole } from './run-files.ts';

export type CheckCommand = CommandSetting & {
  readonly invocation: CheckInvocation;
  readonly loadRun: () => Promise<RunCheck>;
};

/** The exit code. Never rejects. */
export function checkCommand({ invocation, loadRun, ...setting }: CheckCommand): Promise<number> {
  return runCommand(invocation, setting, async (hooks) => {
    const run = await loadRun();
    const outcome = await run(invocation.options, hooks);
    if (outcome.kind === 'misconfigured') return outcome;
    return { kind: 'finished', finish: () => finished(outcome, invocation, setting.streams) };
  });
}

async function finished(
  outcome: Exclude<CheckOutcome, { kind: 'misconfigured' }>,
  invocation: CheckInvocation,
  streams: Streams,
): Promise<number> {
  switch (outcome.kind) {
    case 'dry-run':
      streams.stdout.stream.write(outcome.lines.map((line) => `${printable(line, LINE_MAX)}\n`).join(''));
      return EXIT_CODE.upheld;
    case 'result':
      await reported(outcome.result, invocation, streams);
      return outcome.result.exitCode;
    default:
      return outcome satisfies never;
  }
}

/** Printed before it is written: a full disk must not swallow a violation. */
async function reported(
  result: Result,
  { options, reporters, jsonFile, rerun, github }: CheckInvocation,
  { stdout, stderr }: Streams,
): Promise<void> {
  const json = renderJson(result);
  const { colour, widthColumns } = stdout;
  const files = furtherFiles(reporters);
  const isForMachine = reporters.includes('json') && !reporters.includes('text');
  const pictures = await breachPictures(result, stdout);
  stdout.stream.write(isForMachine ? json : renderText(result, { colour, widthColumns, rerun, files, pictures }));
  await writeResultFiles(result, reporters, rerun);
  if (reporters.includes('summary')) await tellGithub(result, github, stderr, rerun);
  if (jsonFile !== null) await writeWhole(jsonFile, json);
  await pointLatest(options.reportFolder, result.folder);
}
