// A stored history comes from outside: another version, another hand. Each line is checked once, here, against the schema
// that is published for whoever reads it with other tools.

import type { HistoryEvent } from '../model/history.ts';
import { misfitOf, type Schema } from '../model/schema-check.ts';
import schema from './history.schema.json' with { type: 'json' };

const SCHEMAS: ReadonlyMap<string, Schema> = new Map(
  schema.oneOf.map((each) => [each.properties.kind.const, each satisfies Schema]),
);

/** True for a value that has the fields of its kind; further fields are allowed. */
export function isHistoryEvent(value: unknown): value is HistoryEvent {
  if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') return false;
  const fields = SCHEMAS.get(value.kind);
  return fields !== undefined && misfitOf(value, fields) === null;
}
