// A gate has half a minute to find the smallest plan that fails; whoever is to mend it may have longer.

import { EXIT_CODE } from '../model/exit-code.ts';
import type { RunShrink, ShrinkAgainOutcome } from '../model/replay.ts';
import { counterexampleLines } from '../report/counterexample-text.ts';
import { experimentSays } from '../report/diagnosis-text.ts';
import { failureHead } from '../report/failure-text.ts';
import { paragraph } from '../report/layout.ts';
import { printable } from '../report/printable.ts';
import { keepFailure } from '../run/failures-folder.ts';
import type { ReplayInvocation } from './invocation.ts';
import { type CommandSetting, runCommand } from './run-command.ts';

export type ShrinkCommand = CommandSetting & {
  readonly invocation: ReplayInvocation;
  readonly loadRun: () => Promise<RunShrink>;
};

/** The exit code: 1 when it failed again, and the smallest plan that did is kept; 0 when it did not. Never rejects. */
export function shrinkCommand({ invocation, loadRun, ...setting }: ShrinkCommand): Promise<number> {
  const { failure, options, failuresFolder } = invocation;
  const { stdout } = setting.streams;
  return runCommand(invocation, setting, async (hooks) => {
    const run = await loadRun();
    const outcome = await run({ check: options, failure }, hooks);
    if (outcome.kind === 'misconfigured') return outcome;
    const finish = async () => {
      const { says, exitCode } = told(outcome, stdout.widthColumns, hooks.signal.aborted);
      // Whatever was found by then is kept, though it was interrupted.
      const kept =
        outcome.kind === 'shrunk'
          ? [
              `Kept in ${keepFailure(failuresFolder, { ...failure, plan: outcome.plan, reproduced: outcome.counterexample.reproduced })}`,
            ]
          : [];
      stdout.stream.write([failureHead(failure), ...says, ...kept, ''].join('\n'));
      return exitCode;
    };
    return { kind: 'finished', finish };
  });
}

type Tried = Exclude<ShrinkAgainOutcome, { kind: 'misconfigured' }>;
type Telling = { readonly says: readonly string[]; readonly exitCode: number };

function told(outcome: Tried, widthColumns: number, isInterrupted: boolean): Telling {
  switch (outcome.kind) {
    case 'shrunk':
      return {
        says: [
          ...counterexampleLines(outcome, widthColumns, '--budget'),
          ...outcome.experiments.flatMap((each) => paragraph('  - ', experimentSays(each), widthColumns)),
        ],
        exitCode: isInterrupted ? EXIT_CODE.interrupted : EXIT_CODE.violated,
      };
    case 'lost':
      return isInterrupted
        ? { says: ['Interrupted.'], exitCode: EXIT_CODE.interrupted }
        : {
            says: ['NOT REPRODUCED  it did not fail again in that time; more of it, with --budget, may show it.'],
            exitCode: EXIT_CODE.upheld,
          };
    case 'unavailable':
      return isInterrupted
        ? { says: ['Interrupted.'], exitCode: EXIT_CODE.interrupted }
        : { says: [`It could not be tried: ${printable(outcome.says, 1000)}`], exitCode: EXIT_CODE.unavailable };
    default:
      return outcome satisfies never;
  }
}
