// Several machines fuzz one thumbnailer; the person wants one verdict.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mergeRounds } from '../gate/merge-rounds.ts';
import { EXIT_CODE } from '../model/exit-code.ts';
import { ROUNDS_FILE, type FuzzRound } from '../model/fuzz.ts';
import { renderFuzzText } from '../report/fuzz-text.ts';
import { renderFuzzJson } from '../report/json.ts';
import { printable } from '../report/printable.ts';
import { readRounds } from '../run/rounds-file.ts';
import type { MergeInvocation } from './invocation.ts';
import { LINE_MAX, type Streams } from './run-command.ts';
import { writeWhole } from './run-files.ts';

/** The exit code of the joint verdict, or of a misuse. */
export async function mergeCommand(
  { folders, jsonFile }: MergeInvocation,
  { stdout, stderr }: Streams,
): Promise<number> {
  try {
    const report = mergeRounds((await Promise.all(folders.map(roundsIn))).flat());
    stdout.stream.write(renderFuzzText(report, stdout));
    if (jsonFile !== null) await writeWhole(jsonFile, renderFuzzJson(report));
    return report.exitCode;
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    stderr.stream.write(`thumbproof: ${printable(says, LINE_MAX)}\n`);
    return EXIT_CODE.usage;
  }
}

async function roundsIn(folder: string): Promise<readonly FuzzRound[]> {
  const file = join(folder, ROUNDS_FILE);
  if ((await stat(file).catch(() => null)) === null)
    throw new Error(
      `Expected ${folder} to be the --report-dir of a fuzz, but it holds no ${ROUNDS_FILE}. Check the path.`,
    );
  return readRounds(file);
}
