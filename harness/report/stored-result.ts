// A result that lies in a file may be of another version, cut short, or made up. What is not one is refused with the place
// that is wrong; what a later version added is left out, for nobody here knows what it means.

import { fittedTo, misfitOf, type Schema } from '../model/schema-check.ts';
import type { Result } from '../model/verdict.ts';
import schema from './result.schema.json' with { type: 'json' };

/** `says` goes on from the name of the file: what it is instead, and what to do. */
export type StoredResult =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'unreadable'; readonly says: string };

const VERSION: Result['schemaVersion'] = 1;
const SCHEMA: Schema = schema;

export function readStoredResult(text: string): StoredResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable('is no JSON: it was cut short or changed. Run the check again, or fetch the whole file.');
  }
  const version = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : null;
  if (typeof version === 'number' && version > VERSION)
    return unreadable(
      `was written by a later thumbproof (schemaVersion ${version}, this one reads ${VERSION}). Update it.`,
    );
  const fitted = fittedTo(value, SCHEMA);
  return isResult(fitted)
    ? { kind: 'result', result: fitted }
    : unreadable(
        `is not a result (${misfitOf(fitted, SCHEMA) ?? ''}). It was changed, or an earlier thumbproof wrote it; run the check again.`,
      );
}

function isResult(value: unknown): value is Result {
  return misfitOf(value, SCHEMA) === null;
}

function unreadable(says: string): StoredResult {
  return { kind: 'unreadable', says };
}
