// A program that is not installed should be one clear line before the run, not thousands of refusals in it.

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { env } from 'node:process';

/** The absolute path of a program, looked up in PATH unless its name holds a slash; null when nothing can be executed. */
export async function findProgram(program: string): Promise<string | null> {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = program.includes('/')
    ? [resolve(program)]
    : folders.map((folder) => join(resolve(folder), program));
  for (const candidate of candidates) {
    if (await isExecutable(candidate)) return candidate;
  }
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
