// The result for machines: version 1 of DESIGN §5, with its keys in one order whoever built it, so that two results can
// be compared line by line, and safe to print whatever bytes a name was made of.

import type { DoctorReport } from '../model/doctor.ts';
import type { FuzzReport } from '../model/fuzz.ts';
import type { Result } from '../model/verdict.ts';
import { printableJson } from './printable.ts';
import { RESULT_SHAPE, type Shape } from './result-shape.ts';

/** Ends in a newline. Numbers that JSON cannot hold, such as Infinity, become null. */
export function renderJson(result: Result): string {
  return `${printableJson(JSON.stringify(arranged(result, RESULT_SHAPE), null, 2))}\n`;
}

/** What an examination found, for machines; ends in a newline. */
export function renderDoctorJson(report: DoctorReport): string {
  return `${printableJson(JSON.stringify(report, null, 2))}\n`;
}

/** What many rounds came to, for machines; ends in a newline. */
export function renderFuzzJson(report: FuzzReport): string {
  return `${printableJson(JSON.stringify(report, null, 2))}\n`;
}

/** Keys of the shape first, in its order, and any others after them, sorted. */
function arranged(value: unknown, shape: Shape): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isListShape(shape)) return Array.isArray(value) ? value.map((item: unknown) => arranged(item, shape[0])) : value;
  if (Array.isArray(value)) return value;
  const entries = new Map(Object.entries(value));
  const known = shape === 'leaf' ? {} : shape;
  const first = Object.keys(known).filter((key) => entries.has(key));
  const others = [...entries.keys()].filter((key) => !Object.hasOwn(known, key)).sort();
  return Object.fromEntries(
    [...first, ...others].map((key) => [key, arranged(entries.get(key), known[key] ?? 'leaf')]),
  );
}

function isListShape(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
