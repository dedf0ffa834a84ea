// The files that a person finds in the folder of a run, whichever command ran it.

import type { Result } from '../model/verdict.ts';
import { REPORT_FILES, REPORTERS, type ReporterName } from '../report/reporter-names.ts';
import { RENDERERS } from '../report/reporters.ts';
import { renderTimelineSvg } from '../report/timeline-svg.ts';
import { writeWhole } from './run-files.ts';

/** What is for people on a screen and is written in any case. */
const OWN: readonly ReporterName[] = ['text', 'json'];

/** The files of these reports beside the usual ones, relative to the run's folder. */
export function furtherFiles(reporters: readonly ReporterName[]): readonly string[] {
  return REPORTERS.filter((name) => reporters.includes(name) && !OWN.includes(name)).map((name) => REPORT_FILES[name]);
}

/** `rerun` is the command line that repeats the run. The result is written whether it is asked for or not. */
export async function writeResultFiles(
  result: Result,
  reporters: readonly ReporterName[],
  rerun?: string,
): Promise<void> {
  const options = { files: furtherFiles(reporters), ...(rerun === undefined ? {} : { rerun }) };
  for (const name of REPORTERS.filter((each) => each === 'json' || reporters.includes(each)))
    await writeWhole(`${result.folder}/${REPORT_FILES[name]}`, RENDERERS[name](result, options));
  if (reporters.includes('text')) await writeWhole(`${result.folder}/timeline.svg`, renderTimelineSvg(result));
}
