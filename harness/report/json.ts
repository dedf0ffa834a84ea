// The result for machines: version 1 of DESIGN §5, with its keys in one order whoever built it, so that two results can
// be compared line by line, and safe to print whatever bytes a name was made of.

import type { DoctorReport } from '../model/doctor.ts';
import type { FuzzReport } from '../model/fuzz.ts';
import type { Schema } from '../model/schema-check.ts';
import type { Result } from '../model/verdict.ts';
import { printableJson } from './printable.ts';
import schema from './result.schema.json' with { type: 'json' };

const RESULT: Schema = schema;
// A result with a field that the published schema lacks does not compile.
schema.properties satisfies Record<keyof Result, Schema>;

/** Ends in a newline. Numbers that JSON cannot hold, such as Infinity, become null. */
export function renderJson(result: Result): string {
  return `${printableJson(JSON.stringify(arranged(result, RESULT), null, 2))}\n`;
}

/** What an examination found, for machines; ends in a newline. */
export function renderDoctorJson(report: DoctorReport): string {
  return `${printableJson(JSON.stringify(report, null, 2))}\n`;
}

/** What many rounds came to, for machines; ends in a newline. */
export function renderFuzzJson(report: FuzzReport): string {
  return `${printableJson(JSON.stringify(report, null, 2))}\n`;
}

/** Keys of the schema first, in its order, and any others after them, sorted. */
function arranged(value: unknown, shape: Schema): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { properties = {}, items } = resolved(shape);
  if (Array.isArray(value)) return items === undefined ? value : value.map((item: unknown) => arranged(item, items));
  const entries = new Map(Object.entries(value));
  const first = Object.keys(properties).filter((key) => entries.has(key));
  const others = [...entries.keys()].filter((key) => !Object.hasOwn(properties, key)).sort();
  return Object.fromEntries(
    [...first, ...others].map((key) => [key, arranged(entries.get(key), properties[key] ?? {})]),
  );
}

/** The shape that a definition or the first alternative stands for. */
function resolved(shape: Schema): Schema {
  const [first] = shape.anyOf ?? [];
  if (first !== undefined) return resolved(first);
  const definition = RESULT.definitions?.[shape.$ref?.replace('#/definitions/', '') ?? ''];
  return definition ?? shape;
}
