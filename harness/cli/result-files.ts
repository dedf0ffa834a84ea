// The files that a person finds in the folder of a run, whichever command ran it.

import type { Pictures } from '../report/html/pictures.ts';
import type { Result } from '../model/verdict.ts';
import { REPORT_FILES, REPORTERS, type ReporterName } from '../report/reporter-names.ts';
import { RENDERERS, type ReportOptions } from '../report/reporters.ts';
import { renderTimelineSvg } from '../report/timeline-svg.ts';
import { writeWhole } from './run-files.ts';

/** What is for people on a screen and is written in any case. */
const OWN: readonly ReporterName[] = ['text', 'json'];

/** The files of these reports beside the usual ones, relative to the run's folder. */
export function furtherFiles(reporters: readonly ReporterName[]): readonly string[] {
  return furtherReports(reporters).map((name) => REPORT_FILES[name]);
}

function furtherReports(reporters: readonly ReporterName[]): readonly ReporterName[] {
  return REPORTERS.filter((name) => reporters.includes(name) && !OWN.includes(name));
}

/** `rerun` is the command line that repeats the run. The result is written whether it is asked for or not. */
export async function writeResultFiles(
  result: Result,
  reporters: readonly ReporterName[],
  rerun?: string,
): Promise<void> {
  const options = { files: furtherFiles(reporters), ...(rerun === undefined ? {} : { rerun }) };
  await writeReport(result, 'json', options);
  if (reporters.includes('text')) {
    await writeReport(result, 'text', options);
    await writeWhole(`${result.folder}/timeline.svg`, renderTimelineSvg(result));
    if (!reporters.includes('html')) await writeReport(result, 'html', options);
  }
  await writeFurtherFiles(result, reporters, rerun);
}

/** Those beside the usual ones, which a run has left already. */
export async function writeFurtherFiles(
  result: Result,
  reporters: readonly ReporterName[],
  rerun?: string,
): Promise<void> {
  for (const name of furtherReports(reporters))
    await writeReport(result, name, { files: [], ...(rerun === undefined ? {} : { rerun }) });
}

async function writeReport(result: Result, name: ReporterName, options: ReportOptions): Promise<void> {
  const pictures = name === 'html' ? { pictures: await picturesOf(result) } : {};
  await writeWhole(`${result.folder}/${REPORT_FILES[name]}`, RENDERERS[name](result, { ...options, ...pictures }));
}

/** Reading them takes a codec, which no run should wait for at its start. */
async function picturesOf(result: Result): Promise<Pictures> {
  const { evidencePictures } = await import('./evidence-pictures.ts');
  return evidencePictures(result);
}
