// A night of gates as a person meets it: a line per round while it runs, a report that is whole at any moment, and at the
// end what all rounds came to.

import { join } from 'node:path';
import type { FuzzReport, FuzzRound, RunFuzz } from '../model/fuzz.ts';
import { countOf, durationOf } from '../model/figures.ts';
import { renderFuzzText } from '../report/fuzz-text.ts';
import { renderFuzzJson } from '../report/json.ts';
import type { FuzzInvocation } from './invocation.ts';
import { IN_FILE } from '../report/reporters.ts';
import { writeResultFiles } from './result-files.ts';
import { type CommandSetting, runCommand } from './run-command.ts';
import { writeWhole } from './run-files.ts';

export type FuzzCommand = CommandSetting & {
  readonly invocation: FuzzInvocation;
  readonly loadRun: () => Promise<RunFuzz>;
};

/** The exit code. Never rejects. */
export function fuzzCommand({ invocation, loadRun, ...setting }: FuzzCommand): Promise<number> {
  const { fuzz, options, jsonFile } = invocation;
  const { stdout } = setting.streams;
  const written = async (report: FuzzReport) => {
    await writeWhole(join(options.reportFolder, 'fuzz.json'), renderFuzzJson(report));
    await writeWhole(join(options.reportFolder, 'report.txt'), renderFuzzText(report, IN_FILE));
  };
  return runCommand(invocation, setting, async (hooks, note) => {
    const run = await loadRun();
    const outcome = await run(fuzz, {
      ...hooks,
      onRound: async (round, result) => {
        note(roundSays(round));
        if (round.folder !== null) await writeResultFiles(result, ['text', 'json'], rerunOf(round));
      },
      onReport: written,
    });
    if (outcome.kind === 'misconfigured') return outcome;
    const finish = async () => {
      stdout.stream.write(renderFuzzText(outcome.report, stdout));
      await written(outcome.report);
      if (jsonFile !== null) await writeWhole(jsonFile, renderFuzzJson(outcome.report));
      return outcome.report.exitCode;
    };
    return { kind: 'finished', finish };
  });
}

/** The loads of a round were chosen by those before it: they are named, or it would be another round. */
function rerunOf({ campaign, seed, loads }: FuzzRound): string {
  const drawn = loads.length > 0 ? ` --loads ${loads.map(({ load }) => load).join(',')}` : '';
  return `${campaign} --seed ${seed}${drawn}`;
}

function roundSays({ index, seed, again, verdict, verified, wallMs, why }: FuzzRound): string {
  const name = again ? `round ${index + 1} again` : `round ${index + 1}`;
  const says = verdict === 'upheld' ? '' : `  ${why}`;
  return `${name}  seed ${seed}  ${verdict}  ${countOf(verified)} verified in ${durationOf(wallMs)}${says}`;
}
