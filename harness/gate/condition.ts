// What an examination without a load may conclude, in the exit codes that a gate uses: the first that applies.

import { EXIT_CODE } from '../model/exit-code.ts';
import { counted, percent } from '../model/figures.ts';
import type { DoctorReport } from '../model/doctor.ts';

export type Examined = Pick<DoctorReport, 'findings' | 'incidents' | 'unreadable' | 'sensitivity'> & {
  readonly checks: readonly { readonly passed: boolean }[];
  readonly interrupted: boolean;
};

export function conditionOf(examined: Examined): Pick<DoctorReport, 'exitCode' | 'why'> {
  const { findings, incidents, unreadable, sensitivity, checks, interrupted } = examined;
  const failed = checks.filter(({ passed }) => !passed).length;
  const [finding] = findings;
  if (finding !== undefined)
    return {
      exitCode: EXIT_CODE.violated,
      why: `It is wrong even alone (${counted(findings.length, 'finding')}): ${finding}`,
    };
  const [incident] = incidents;
  if (incident !== undefined)
    return {
      exitCode: EXIT_CODE.unavailable,
      why: `It could not be examined: ${incident.incident}: ${incident.detail}`,
    };
  if (failed > 0)
    return {
      exitCode: EXIT_CODE.selfCheckFailed,
      why: `${failed} of ${counted(checks.length, 'check')} of thumbproof itself failed on this machine, so nothing was asked of the thumbnailer.`,
    };
  if (interrupted) return { exitCode: EXIT_CODE.interrupted, why: 'Interrupted before it was examined.' };
  const kinds = unreadable.length + sensitivity.length;
  if (unreadable.length > 0 || kinds === 0)
    return {
      exitCode: EXIT_CODE.inconclusive,
      why:
        kinds === 0
          ? 'It made nothing of any recipe that was asked for, so there is nothing to judge.'
          : `${unreadable.length} of ${counted(kinds, 'kind')} of thumbnail cannot be read, so a gate would say nothing about them.`,
    };
  const areas = sensitivity.map(({ area }) => area);
  const blends = sensitivity.map(({ blend }) => blend);
  return {
    exitCode: EXIT_CODE.upheld,
    why:
      `Every kind of thumbnail can be judged: a leak of ${percent(Math.max(...areas))} of the area ` +
      `${Math.max(...blends) < 1 ? `or a blend of ${percent(Math.max(...blends))} ` : ''}would be seen in each of them.`,
  };
}
