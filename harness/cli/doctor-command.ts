// The examination without a load as a person meets it: what was found on stdout, and the same as JSON where asked for.

import type { RunDoctor } from '../model/doctor.ts';
import { renderDoctorText } from '../report/doctor-text.ts';
import { renderDoctorJson } from '../report/json.ts';
import type { DoctorInvocation } from './invocation.ts';
import { type CommandSetting, runCommand } from './run-command.ts';
import { writeWhole } from './run-files.ts';

export type DoctorCommand = CommandSetting & {
  readonly invocation: DoctorInvocation;
  readonly loadRun: () => Promise<RunDoctor>;
};

/** The exit code. Never rejects. */
export function doctorCommand({ invocation, loadRun, ...setting }: DoctorCommand): Promise<number> {
  return runCommand(invocation, setting, async (hooks) => {
    const run = await loadRun();
    const outcome = await run(invocation.options, hooks);
    if (outcome.kind === 'misconfigured') return outcome;
    const { report } = outcome;
    const finish = async () => {
      const { stdout } = setting.streams;
      stdout.stream.write(renderDoctorText(report, stdout.widthColumns));
      if (invocation.jsonFile !== null) await writeWhole(invocation.jsonFile, renderDoctorJson(report));
      return report.exitCode;
    };
    return { kind: 'finished', finish };
  });
}
