// Whoever answers for a leak has people to write to: whose photos were shown, to whom, and how often.

import { counted, countOf, durationOf } from '../model/figures.ts';
import type { Exposure } from '../model/exposure.ts';
import type { Result } from '../model/verdict.ts';
import { paragraph, table } from './layout.ts';
import { printable } from './printable.ts';

const ROWS_SHOWN = 6;

/** One sentence that counts them; null when nothing crossed from owner to owner. */
export function exposureSays({
  exposed,
  receivers,
  thumbnails,
  unnamed,
  firstAtMs,
  lastAtMs,
}: Exposure): string | null {
  if (firstAtMs === null || lastAtMs === null) return null;
  const unknown = `${counted(unnamed, 'thumbnail')} showed what is nobody's of this run`;
  if (thumbnails === 0) return `${unknown}.`;
  const when =
    firstAtMs === lastAtMs
      ? `${durationOf(firstAtMs)} after the run began`
      : `from ${durationOf(firstAtMs)} to ${durationOf(lastAtMs)} after the run began`;
  return `Something of ${counted(exposed, 'owner')} was shown to ${counted(receivers, 'other owner')} in ${counted(thumbnails, 'thumbnail')}, ${when}${unnamed > 0 ? `; ${unknown}` : ''}.`;
}

/** Nothing when no pixel crossed from owner to owner. */
export function exposureLines({ exposure }: Result, width: number): readonly string[] {
  const says = exposureSays(exposure);
  if (says === null) return [];
  const shown = exposure.cells.slice(0, ROWS_SHOWN);
  const rows = shown.map((cell) => [printable(cell.exposed), printable(cell.receiver), countOf(cell.thumbnails)]);
  const more = exposure.cells.length + exposure.cellsUnlisted - shown.length;
  return [
    ...paragraph('Who was affected  ', says, width, 2),
    ...(rows.length === 0 ? [] : table([['whose', 'shown to', 'thumbnails'], ...rows], 2, [0, 1])),
    ...(more > 0 ? [`  and ${counted(more, 'other pair')}, in result.json`] : []),
  ];
}
