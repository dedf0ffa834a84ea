// Of the failures of a run the gravest is kept for replay. Whoever reads a report elsewhere wants the line to paste.

import { gravestBreach } from '../model/breach-words.ts';
import type { Breach, Result } from '../model/verdict.ts';
import { printable } from './printable.ts';

/** The command that tries the breach again; null for one that was not kept, because a graver one was, or it came alone. */
export function replayLine(result: Result, breach: Breach | undefined): string | null {
  const kept = keptBreach(result);
  return kept === undefined || kept.id !== breach?.id ? null : `npx thumbproof replay ${printable(kept.id)}`;
}

/** The one that is kept; undefined where none came under load. */
export function keptBreach({ breaches }: Result): Breach | undefined {
  return gravestBreach(breaches.filter(({ batch }) => batch >= 0));
}
