// Before it is said what came of a kept failure, the reader must know which one it is.

import type { KeptFailure } from '../model/failure.ts';
import { printable } from './printable.ts';

/** Two lines: what was found, in whom and when, and how it was said then. */
export function failureHead({ id, thumbnailer, kind, severity, foundAt, says }: KeptFailure): string {
  return [`Failure ${id}: ${kind}, ${severity}, of ${thumbnailer}, found ${foundAt}`, says]
    .map((line) => printable(line, 1000))
    .join('\n');
}
