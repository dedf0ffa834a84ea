// What the judge goes by, kept with the run before anything is judged by it.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Grounds } from '../model/grounds.ts';

export const GROUNDS_FILE = 'grounds.json';

/** Beyond this a file is something else. */
const CHARS_MAX = 64 * 2 ** 20;

export async function writeGrounds(runFolder: string, grounds: Grounds): Promise<void> {
  await writeFile(join(runFolder, GROUNDS_FILE), `${JSON.stringify(grounds, finite)}\n`);
}

/** JSON has no infinity: what is never exceeded is the largest number that it has. */
function finite(_key: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? Number.MAX_VALUE : value;
}

/** The grounds of a stored run, or in a few words why there are none. */
export async function readGrounds(runFolder: string): Promise<Grounds | string> {
  const text = await readFile(join(runFolder, GROUNDS_FILE), 'utf8').catch(() => null);
  if (text === null) return `what its judge went by, ${GROUNDS_FILE}, is not in its folder`;
  const unusable = `its ${GROUNDS_FILE} cannot be used: it was cut short, changed, or is of another version`;
  if (text.length > CHARS_MAX) return unusable;
  try {
    const value: unknown = JSON.parse(text);
    return isGrounds(value) ? value : unusable;
  } catch {
    return unusable;
  }
}

/** What profiles hold is not looked at: whoever changes a number there gets another judgement, and none is worse than words. */
function isGrounds(value: unknown): value is Grounds {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const { told, profiles } = { told: fields.get('told'), profiles: fields.get('profiles') };
  return (
    fields.get('schemaVersion') === 1 &&
    typeof told === 'object' &&
    told !== null &&
    typeof fields.get('archiveFormat') === 'string' &&
    typeof fields.get('trails') === 'boolean' &&
    typeof fields.get('photographs') === 'boolean' &&
    Array.isArray(profiles) &&
    profiles.every((profile: unknown) => typeof profile === 'object' && profile !== null && 'kind' in profile)
  );
}
