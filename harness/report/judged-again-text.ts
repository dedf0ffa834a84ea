// A run of last month, judged by the oracles of today: how many of its breaches they confirm, and how much there was left
// to judge, which is never all of it.

import { counted, countOf } from '../model/figures.ts';
import type { JudgedAgain, SecondHearing } from '../model/grounds.ts';
import type { Result } from '../model/verdict.ts';
import { labelled, paragraph } from './layout.ts';
import { printable } from './printable.ts';

const SHOWN_MAX = 10;
const WIDTH_COLUMNS_MIN = 40;
const LABEL = 'Judged again';

/** A section of its own, ending in a newline. */
export function renderJudgedAgain(result: Result, { why, hearings }: JudgedAgain, widthColumns: number): string {
  const width = Math.max(WIDTH_COLUMNS_MIN, widthColumns);
  const lines =
    why === null
      ? [...labelled(LABEL, `${tallySays(hearings)}.`, width), ...otherLines(hearings, width)]
      : labelled(LABEL, `nothing: ${printable(why, 1000)}.`, width);
  return `${[...lines, ...labelled('Not kept', notKeptSays(result), width)].join('\n')}\n`;
}

const WORDS: Readonly<Record<SecondHearing['outcome'], string>> = {
  confirmed: 'confirmed by the oracles of today',
  otherwise: 'called otherwise by them',
  doubted: 'proven only beside other answers',
  cleared: 'cleared by them',
  unheard: 'not judged by a picture',
};
const OUTCOMES = [
  'confirmed',
  'otherwise',
  'cleared',
  'doubted',
  'unheard',
] as const satisfies readonly SecondHearing['outcome'][];

/** `14 of 16 stored breaches confirmed by the oracles of today, 2 …`. */
function tallySays(hearings: readonly SecondHearing[]): string {
  const parts = OUTCOMES.map((outcome) => ({
    outcome,
    count: hearings.filter((hearing) => hearing.outcome === outcome).length,
  })).filter(({ outcome, count }) => count > 0 || outcome === 'confirmed');
  const [first, ...others] = parts.map(({ outcome, count }) => ({ count, says: WORDS[outcome] }));
  const rest = others.map(({ count, says }) => `, ${countOf(count)} ${says}`).join('');
  return `${countOf(first?.count ?? 0)} of ${counted(hearings.length, 'stored breach', 'stored breaches')} ${first?.says ?? ''}${rest}`;
}

/** Those that are not simply confirmed, with what is said of them now. */
function otherLines(hearings: readonly SecondHearing[], width: number): readonly string[] {
  const others = hearings.filter(({ outcome }) => outcome !== 'confirmed');
  const told = others
    .slice(0, SHOWN_MAX)
    .flatMap(({ breach, outcome, says }) =>
      paragraph('  - ', `${printable(breach)}, ${outcome}: ${printable(says, 1000)}`, width),
    );
  return others.length > SHOWN_MAX ? [...told, `  - and ${countOf(others.length - SHOWN_MAX)} more`] : told;
}

function notKeptSays({ breaches, breachesUnlisted, verified, repeats }: Result): string {
  const without = breaches.filter(({ evidence }) => evidence === null).length + breachesUnlisted;
  const breachesSay = without === 0 ? '' : `the evidence of ${counted(without, 'other breach', 'other breaches')}; `;
  return `${breachesSay}the thumbnails that were found right: of ${counted(verified, 'thumbnail')} verified and ${counted(repeats, 'repeat')} nothing can be judged again.`;
}
