// A failure of yesterday, tried again today: on the thumbnailer it was found in, or on the one that is to have it mended.

import { lowerLimit } from '../gate/clopper-pearson.ts';
import { EXIT_CODE } from '../model/exit-code.ts';
import { counted, countOf, percent } from '../model/figures.ts';
import type { KeptFailure } from '../model/failure.ts';
import type { ReplayOutcome, RunReplay } from '../model/replay.ts';
import { failureHead } from '../report/failure-text.ts';
import { printable } from '../report/printable.ts';
import { trialsNeeded } from '../shrink/trials-needed.ts';
import type { ReplayInvocation } from './invocation.ts';
import { type CommandSetting, runCommand } from './run-command.ts';

export type ReplayCommand = CommandSetting & {
  readonly invocation: ReplayInvocation;
  readonly loadRun: () => Promise<RunReplay>;
};

/** A failure that was never seen again is assumed to come this seldom: as seldom as a few minutes can tell. */
const RATE_UNKNOWN = 0.05;
const TIMES_MAX = 1000;

/** The exit code: of `replay`, 1 when it fails again; of `verify-fix`, 0 when it is believed to be fixed. Never rejects. */
export function replayCommand({ invocation, loadRun, ...setting }: ReplayCommand): Promise<number> {
  const { failure, options } = invocation;
  const isVerification = invocation.purpose === 'verify-fix';
  const { confidence } = options;
  const times = invocation.times ?? timesOf(failure, confidence);
  return runCommand(invocation, setting, async (hooks) => {
    const run = await loadRun();
    const outcome = await run({ check: options, failure, times, isToFirst: isVerification }, hooks);
    if (outcome.kind === 'misconfigured') return outcome;
    const finish = async () => {
      const { stream } = setting.streams.stdout;
      stream.write(`${failureHead(failure)}\n`);
      const { says, exitCode } = isVerification
        ? verified(outcome, times, failure, confidence, hooks.signal.aborted)
        : replayed(outcome, failure, confidence, hooks.signal.aborted);
      stream.write(`${says.map((line) => printable(line, 2000)).join('\n')}\n`);
      return exitCode;
    };
    return { kind: 'finished', finish };
  });
}

/** As many tries as would show it again, if it still failed as often as was proven. */
function timesOf({ reproduced }: KeptFailure, confidence: number): number {
  const rate =
    reproduced === null || reproduced.failed === 0
      ? RATE_UNKNOWN
      : lowerLimit(reproduced.failed, reproduced.of, confidence);
  return Math.min(TIMES_MAX, trialsNeeded(Math.max(rate, 1e-3), 1 - confidence));
}

type Telling = { readonly says: readonly string[]; readonly exitCode: number };

function replayed(outcome: Tried, failure: KeptFailure, confidence: number, isInterrupted: boolean): Telling {
  if (outcome.kind === 'unavailable') return untried(outcome.says, isInterrupted);
  const { tally, breach, folder } = outcome;
  const { failed, of } = tally;
  if (failed > 0) {
    const evidence = folder === null ? [] : [`Evidence: ${folder}/evidence`];
    return {
      says: [
        `REPRODUCED  ${countOf(failed)} of ${counted(of, 'try', 'tries')} failed.`,
        breach?.says ?? '',
        ...evidence,
      ],
      exitCode: EXIT_CODE.violated,
    };
  }
  if (isInterrupted) return { says: ['Interrupted.'], exitCode: EXIT_CODE.interrupted };
  return {
    says: [`NOT REPRODUCED  0 of ${counted(of, 'try', 'tries')} failed.`, expectedSays(failure, of, confidence)],
    exitCode: EXIT_CODE.upheld,
  };
}

function verified(
  outcome: Tried,
  times: number,
  failure: KeptFailure,
  confidence: number,
  isInterrupted: boolean,
): Telling {
  if (outcome.kind === 'unavailable') return untried(outcome.says, isInterrupted);
  const { failed, of } = outcome.tally;
  if (failed > 0)
    return {
      says: [`NOT FIXED  it failed in try ${countOf(of)}.`, outcome.breach?.says ?? ''],
      exitCode: EXIT_CODE.violated,
    };
  if (of < times)
    return {
      says: [`UNDECIDED  0 of ${counted(of, 'try', 'tries')} failed; ${countOf(times)} are needed. Let it end.`],
      exitCode: isInterrupted ? EXIT_CODE.interrupted : EXIT_CODE.inconclusive,
    };
  const isMeasured = failure.reproduced !== null && failure.reproduced.failed > 0;
  const before = isMeasured
    ? `it failed ${countOf(failure.reproduced?.failed ?? 0)} of ${counted(failure.reproduced?.of ?? 0, 'try', 'tries')} before`
    : `assuming that it failed in ${percent(RATE_UNKNOWN)} of tries before, which nobody has measured`;
  return {
    says: [`BELIEVED FIXED at ${percent(confidence)}: 0 of ${counted(of, 'try', 'tries')} failed; ${before}.`],
    exitCode: EXIT_CODE.upheld,
  };
}

type Tried = Exclude<ReplayOutcome, { kind: 'misconfigured' }>;

function untried(says: string, isInterrupted: boolean): Telling {
  return isInterrupted
    ? { says: ['Interrupted.'], exitCode: EXIT_CODE.interrupted }
    : { says: [`It could not be tried: ${says}`], exitCode: EXIT_CODE.unavailable };
}

/** With which probability it should have failed by now, if nothing had changed. */
function expectedSays({ reproduced }: KeptFailure, of: number, confidence: number): string {
  if (reproduced === null || reproduced.failed === 0)
    return 'It has never been seen to fail again, so that this proves nothing; its evidence stands.';
  const rate = lowerLimit(reproduced.failed, reproduced.of, confidence);
  const chance = 1 - (1 - rate) ** of;
  return `It failed ${countOf(reproduced.failed)} of ${countOf(reproduced.of)} before: were it unchanged, it would have failed by now with a probability of at least ${percent(chance)}.`;
}
