// What a verdict rests on, as lines: without these a green line is only a colour.

import { countOf, counted } from '../model/figures.ts';
import type { Result } from '../model/verdict.ts';
import { countFacts, listed, proofFacts, urgency } from './evidence-facts.ts';
import { factLines, labelled, paragraph, table } from './layout.ts';
import { printable } from './printable.ts';

/** The bound, and the smallest leak that would have been seen. */
export function proofLines(result: Result, width: number): readonly string[] {
  return factLines(proofFacts(result), width);
}

/** Who was asked for what, and what became of it. */
export function countLines(result: Result, width: number): readonly string[] {
  return factLines(countFacts(result), width);
}

const STRATA_SHOWN = 8;

/** The strata that need a look first; the whole list is in result.json. */
export function strataLines(result: Result): readonly string[] {
  const covered = result.strata
    .filter((stratum) => stratum.covered)
    .toSorted((one, other) => urgency(other) - urgency(one));
  if (covered.length === 0) return [];
  const rows = covered.slice(0, STRATA_SHOWN).map((stratum) => [
    printable(stratum.name),
    countOf(stratum.verified),
    countOf(stratum.floor),
    countOf(stratum.unreadable),
    countOf(stratum.mixups),
    // A violation ends the search early, and then no floor was to be reached.
    result.verdict !== 'violated' && stratum.verified < stratum.floor ? 'below its floor' : '',
  ]);
  const others = covered.slice(STRATA_SHOWN);
  const below = others.filter((stratum) => urgency(stratum) > 0).length;
  const head = ['Stratum', 'verified', 'floor', 'unreadable', 'mix-ups', ''];
  return [
    ...table([head, ...rows], 0),
    ...(others.length > 0
      ? [`and ${counted(others.length, 'other stratum', 'other strata')}, ${countOf(below)} of them below the floor`]
      : []),
  ];
}

/** How the thumbnailer behaved alone, what was therefore not asked, and which strata carry no claim. */
export function profileLines(result: Result, width: number): readonly string[] {
  const bullets = (texts: readonly string[]) => texts.flatMap((text) => paragraph('  - ', printable(text), width));
  const uncovered = result.strata.filter((stratum) => !stratum.covered);
  const judged = uncovered.reduce((sum, stratum) => sum + stratum.verified, 0);
  const mixups = uncovered.reduce((sum, stratum) => sum + stratum.mixups, 0);
  const names = [...new Set(uncovered.map((stratum) => printable(stratum.name)))];
  const more = result.narrowed.filter((says) => !result.recipesNarrowed.includes(says));
  return [
    ...(result.profile.length > 0 ? ['Alone, before the load, it', ...bullets(result.profile)] : []),
    ...(more.length > 0 ? ['Therefore not asked of it', ...bullets(more)] : []),
    ...(uncovered.length > 0
      ? labelled(
          'Not covered',
          `${counted(judged, 'thumbnail')} with too few pixels to show a small leak, judged but not counted ` +
            `(${counted(mixups, 'mix-up')}): ${listed(names, STRATA_SHOWN)}`,
          width,
        )
      : []),
  ];
}
