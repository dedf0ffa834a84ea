// Failures lie in a folder, a file each, so that one can be sent to a colleague, committed, or thrown away. A file that is
// damaged, or of a newer thumbproof, is left alone: it is somebody's evidence.

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFailureId, type KeptFailure } from '../model/failure.ts';

/** Writes it whole or not at all, over an older one of the same id. Makes the folder. Throws what the system says. */
export function keepFailure(folder: string, failure: KeptFailure): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${failure.id}.json`);
  writeFileSync(`${path}.incoming`, `${JSON.stringify(failure, null, 1)}\n`);
  renameSync(`${path}.incoming`, path);
  return path;
}

/** All that can be read of those in the folder, those of this subject, the newest first; none where there is no folder. */
export function failuresOf(subject: string, folder: string): readonly KeptFailure[] {
  return namesIn(folder)
    .flatMap((name) => {
      const read = readFailure(join(folder, name), folder);
      return read.kind === 'failure' && read.failure.subject === subject ? [read.failure] : [];
    })
    .toSorted((one, other) => other.foundAt.localeCompare(one.foundAt));
}

/** Its file is gone afterwards. */
export function dropFailure(id: string, folder: string): void {
  rmSync(join(folder, `${id}.json`), { force: true });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

export type FailureRead =
  | { readonly kind: 'failure'; readonly failure: KeptFailure; readonly path: string }
  /** One line: what was expected, what came, what to do next. */
  | { readonly kind: 'unreadable'; readonly says: string };

/** The failure of a file, or of an id in the folder. */
export function readFailure(idOrPath: string, folder: string): FailureRead {
  const path = isFailureId(idOrPath) ? join(folder, `${idOrPath}.json`) : idOrPath;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is not JSON' : 'it could not be read';
    return unreadable(`Expected a kept failure in ${path}, but ${why}. Failures are kept in ${folder}.`);
  }
  if (isFailure(value)) return { kind: 'failure', failure: value, path };
  const version = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : null;
  return unreadable(
    version === 1 || version === null
      ? `Expected a kept failure in ${path}, got another file. Failures are kept in ${folder}.`
      : `Expected a failure of schemaVersion 1 in ${path}, got ${JSON.stringify(version)}. It may be of a newer thumbproof.`,
  );
}

function unreadable(says: string): FailureRead {
  return { kind: 'unreadable', says };
}

function isFailure(value: unknown): value is KeptFailure {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const isObject = (name: string) => typeof fields.get(name) === 'object' && fields.get(name) !== null;
  return (
    fields.get('schemaVersion') === 1 &&
    ['id', 'foundAt', 'thumbnailer', 'subject', 'kind', 'severity', 'says'].every(
      (name) => typeof fields.get(name) === 'string',
    ) &&
    ['plan', 'flags'].every(isObject)
  );
}
