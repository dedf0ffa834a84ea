// The files that a person finds in the folder of a run, whichever command ran it.

import type { Result } from '../model/verdict.ts';
import { renderHtml } from '../report/html/document.ts';
import { renderJson } from '../report/json.ts';
import { renderText } from '../report/text.ts';
import { renderTimelineSvg } from '../report/timeline-svg.ts';
import { writeWhole } from './run-files.ts';

/** A file has no screen. */
export const IN_FILE = { colour: false, widthColumns: 100 } as const;

/** `rerun` is the command line that repeats the run; null leaves out what is for people. */
export async function writeResultFiles(result: Result, rerun: string | null): Promise<void> {
  await writeWhole(`${result.folder}/result.json`, renderJson(result));
  if (rerun === null) return;
  await writeWhole(`${result.folder}/report.txt`, renderText(result, { ...IN_FILE, rerun }));
  await writeWhole(`${result.folder}/timeline.svg`, renderTimelineSvg(result));
  // Reading pictures takes a codec, which no run should wait for at its start.
  const { evidencePictures } = await import('./evidence-pictures.ts');
  const pictures = await evidencePictures(result);
  await writeWhole(`${result.folder}/report.html`, renderHtml(result, { pictures, rerun }));
}
