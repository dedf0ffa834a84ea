// Documents held to a JSON Schema by ajv, with every fault named.

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** What keeps values from fitting the schema, each as `path message`. `schema` may be of draft 4, 6 or 7. */
export function validatorOf(schema: object): (value: unknown) => readonly string[] {
  // The pattern for languages in the schema of SARIF is none of the newer, stricter kind.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  // Draft 4 calls its dialect and its name otherwise; what it says otherwise too, exclusive limits as booleans, is not used.
  const { $schema: _dialect, id: _name, ...rules } = { $schema: '', id: '', ...schema };
  const validate = ajv.compile(rules);
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** A schema in a file beside the specs. */
export function schemaIn(path: string): object {
  const read: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  if (typeof read !== 'object' || read === null) throw new Error(`Expected a schema in ${path}.`);
  return read;
}
