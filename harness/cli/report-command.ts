// A run that has ended, perhaps on another machine: its reports again, or others than it was asked for then.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT_CODE } from '../model/exit-code.ts';
import type { JudgedAgain } from '../model/grounds.ts';
import type { Result } from '../model/verdict.ts';
import { renderJson } from '../report/json.ts';
import { renderJudgedAgain } from '../report/judged-again-text.ts';
import { printable } from '../report/printable.ts';
import { readStoredResult } from '../report/stored-result.ts';
import { renderText } from '../report/text.ts';
import { breachPictures } from './breach-pictures.ts';
import { tellGithub } from './github-step.ts';
import type { ReportInvocation } from './invocation.ts';
import { furtherFiles, writeFurtherFiles } from './result-files.ts';
import { LINE_MAX, type Streams } from './run-command.ts';
import { codeOf } from './run-files.ts';

/** Far above any result: beyond this a file is something else. */
const BYTES_MAX = 512 * 2 ** 20;

/** The exit code of the stored verdict, or of a misuse. */
export async function reportCommand(
  { folder, reporters, github }: ReportInvocation,
  { stdout, stderr }: Streams,
  loadJudge: () => Promise<(folder: string, result: Result) => Promise<JudgedAgain>>,
): Promise<number> {
  const refused = (says: string) => {
    stderr.stream.write(`thumbproof: ${printable(says, LINE_MAX)}\n`);
    return EXIT_CODE.usage;
  };
  const stored = await resultIn(folder);
  if (typeof stored === 'string') return refused(stored);
  const files = furtherFiles(reporters);
  const { colour, widthColumns } = stdout;
  const isForMachine = reporters.includes('json') && !reporters.includes('text');
  const pictures = await breachPictures(stored, stdout);
  stdout.stream.write(
    isForMachine ? renderJson(stored) : renderText(stored, { colour, widthColumns, files, pictures }),
  );
  try {
    await writeFurtherFiles(stored, reporters);
  } catch (error) {
    return refused(
      `The reports could not be written to ${folder} (${codeOf(error) || String(error)}). Make it writable, or copy it elsewhere.`,
    );
  }
  if (reporters.includes('summary')) await tellGithub(stored, github, stderr);
  const judgeAgain = await loadJudge();
  const judged = renderJudgedAgain(stored, await judgeAgain(folder, stored), widthColumns);
  if (isForMachine) stderr.stream.write(judged);
  else stdout.stream.write(`\n${judged}`);
  return stored.exitCode;
}

/** The result in the folder of a run, or a line that says why there is none. Where the folder lies now is where it is. */
async function resultIn(folder: string): Promise<Result | string> {
  const file = join(folder, 'result.json');
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile())
    return `Expected ${folder} to be the folder of a run that has ended, but it holds no result.json. Check the path; reports/latest is the newest run.`;
  if (found.size > BYTES_MAX) return `${file} is too large to be a result. Check the path.`;
  try {
    const stored = readStoredResult(await readFile(file, 'utf8'));
    return stored.kind === 'result' ? { ...stored.result, folder } : `${file} ${stored.says}`;
  } catch (error) {
    return `${file} cannot be read (${codeOf(error) || String(error)}). Check its permissions.`;
  }
}
