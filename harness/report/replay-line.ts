// Of the failures of a run the gravest is kept for replay. Whoever reads a report elsewhere wants the line to paste.

import { gravestBreach } from '../model/breach-words.ts';
import type { Breach, Result } from '../model/verdict.ts';
import { printable } from './printable.ts';

/** The command that tries the breach again; null for one that was not kept, because a graver one was, or it came alone. */
export function replayLine({ breaches }: Result, breach: Breach | undefined): string | null {
  const kept = gravestBreach(breaches.filter(({ batch }) => batch >= 0));
  return kept === undefined || kept.id !== breach?.id ? null : `npx thumbproof replay ${printable(kept.id)}`;
}
