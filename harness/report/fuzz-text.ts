// What a night came to, for the person who reads it in the morning: the verdict, then each pattern of failure once, with
// how to see it again, then what the verdict rests on.

import type { FuzzPattern, FuzzReport } from '../model/fuzz.ts';
import { countOf, counted, durationOf, oneIn, percent } from '../model/figures.ts';
import { inkOf, type Ink } from './ink.ts';
import { labelled, paragraph } from './layout.ts';
import { printable } from './printable.ts';

const WIDTH_COLUMNS_MIN = 40;
const SAYS_MAX = 1000;

/** Ends in a newline; nothing in it but our own colours can move a cursor. */
export function renderFuzzText(
  report: FuzzReport,
  options: { readonly colour: boolean; readonly widthColumns: number },
): string {
  const ink = inkOf(options.colour);
  const width = Math.max(WIDTH_COLUMNS_MIN, options.widthColumns);
  const sections = [
    verdictLines(report, ink, width),
    countLines(report, width),
    ...report.patterns.map((pattern, index) => patternLines(report, pattern, index, ink, width)),
    troubleLines(report, width),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function verdictLines({ verdict, why }: FuzzReport, ink: Ink, width: number): readonly string[] {
  const word = verdict.toUpperCase();
  const lines = paragraph(`${word}  `, printable(why, SAYS_MAX), width, 2);
  return lines.map((line, index) => (index === 0 ? ink.verdict(verdict, word) + line.slice(word.length) : line));
}

function countLines(report: FuzzReport, width: number): readonly string[] {
  const { rounds, roundsAgain, verified, besides, bound, thumbnailers, wallMs } = report;
  const again = roundsAgain > 0 ? `, and ${counted(roundsAgain, 'round')} again of what had failed` : '';
  return [
    ...labelled('Thumbnailer', printable(thumbnailers.join(', ')), width),
    ...labelled('Rounds', `${countOf(rounds)}${again}, in ${durationOf(wallMs)}`, width),
    ...labelled('Verified', `${countOf(verified)}; ${countOf(besides)} judged under other loads besides`, width),
    ...(bound === null
      ? []
      : labelled(
          'Bound',
          `with ${percent(bound.confidence)} confidence fewer than ${oneIn(bound.perThumbnail)} thumbnails; fewer than ${oneIn(bound.perBatch)} batches, if those of one batch fail together`,
          width,
        )),
    ...labelled('Each round', printable(report.campaign, SAYS_MAX), width),
  ];
}

/** The command stands on a line of its own, never wrapped, so that it can be copied. */
function patternLines(
  { campaign, rounds }: FuzzReport,
  pattern: FuzzPattern,
  index: number,
  ink: Ink,
  width: number,
): readonly string[] {
  const { kind, severity, archived, cause, count, says, firstSeed, folder, again } = pattern;
  const head = `${index + 1}. ${kind}, ${severity}: ${counted(count, 'thumbnail')} of ${archived ? 'archived' : 'fresh'} photos in ${pattern.rounds} of ${counted(rounds, 'round')}`;
  const seenAgain =
    again.tried === 0 ? '' : `Of ${counted(again.tried, 'round')} run again, ${again.failed} failed again. `;
  return [
    ink.alarm(head),
    ...paragraph(
      '   ',
      printable(`${seenAgain}${cause === '' ? '' : `${cause} `}For instance: ${says}`, SAYS_MAX),
      width,
    ),
    ...(folder === null ? [] : [`   ${printable(folder, SAYS_MAX)}`]),
    `   ${printable(campaign, SAYS_MAX)} --seed ${firstSeed}`,
  ];
}

function troubleLines({ undecided }: FuzzReport, width: number): readonly string[] {
  if (undecided.length === 0) return [];
  return [
    'Rounds without a verdict',
    ...undecided.flatMap(({ why, rounds }) => paragraph(`  - ${countOf(rounds)}: `, printable(why, SAYS_MAX), width)),
  ];
}
