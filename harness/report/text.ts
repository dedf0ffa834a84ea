// The report a tired person reads: the verdict first, in one sentence, then what it rests on, and at the end, nearest
// the prompt, whose pixels went where and what to do next.

import { counted } from '../model/figures.ts';
import type { Result } from '../model/verdict.ts';
import { breachLines, type BreachPictures } from './breach-text.ts';
import { counterexampleLines, knownFacts } from './counterexample-text.ts';
import { diagnosisLines } from './diagnosis-text.ts';
import { exposureLines } from './exposure-text.ts';
import { countLines, profileLines, proofLines, strataLines } from './evidence-text.ts';
import { adviceFor, incidentsSay, rerunOr, surroundingFacts, VERDICT_WORDS } from './ending-facts.ts';
import { type Ink, inkOf } from './ink.ts';
import { interleavingLines } from './interleaving-text.ts';
import { factLines, LABEL_COLUMNS, labelled, paragraph } from './layout.ts';
import { printable } from './printable.ts';
import { timelineLines } from './timeline-text.ts';

/** `rerun` is the whole command line that repeats the run; without it the seed alone is named. */
export type TextOptions = {
  readonly colour: boolean;
  readonly widthColumns: number;
  readonly rerun?: string;
  /** Further files in the run's folder that are worth naming, relative to it. */
  readonly files?: readonly string[];
  /** What came and what was expected, by the breach's id, for a screen that can show pictures. */
  readonly pictures?: ReadonlyMap<string, BreachPictures>;
};

const WIDTH_COLUMNS_MIN = 40;

/** The report, ending in a newline. Nothing in it but our own colours can move a cursor or command a CI runner. */
export function renderText(result: Result, options: TextOptions): string {
  const ink = inkOf(options.colour);
  const width = Math.max(WIDTH_COLUMNS_MIN, options.widthColumns);
  const sections = [
    verdictLines(result, ink, width),
    narrowedLines(result, width),
    [...proofLines(result, width), ...countLines(result, width)],
    strataLines(result),
    profileLines(result, width),
    incidentLines(result, ink, width),
    breachLines(result, ink, width, options.pictures ?? new Map()),
    exposureLines(result, width),
    timelineLines(result, width),
    interleavingLines(result, width),
    counterexampleLines(result, width),
    factLines(knownFacts(result), width),
    diagnosisLines(result, ink, width),
    nextLines(result, options, width),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function verdictLines(result: Result, ink: Ink, width: number): readonly string[] {
  const word = VERDICT_WORDS[result.verdict];
  const lines = paragraph(`${word}  `, printable(result.why, 1000), width, 2);
  return lines.map((line, index) => (index === 0 ? ink.verdict(result.verdict, word) + line.slice(word.length) : line));
}

/** What was not asked, or not judged, as it was meant to be: a verdict about less than the reader has in mind. */
function narrowedLines({ recipesNarrowed }: Result, width: number): readonly string[] {
  if (recipesNarrowed.length === 0) return [];
  return ['Not as asked', ...recipesNarrowed.flatMap((says) => paragraph('  - ', printable(says), width))];
}

function incidentLines(result: Result, ink: Ink, width: number): readonly string[] {
  if (result.incidents.length === 0) return [];
  const lines = incidentsSay(result).flatMap((says) => paragraph('  - ', says, width));
  return [ink.alarm(counted(result.incidents.length, 'incident')), ...lines];
}

/** Paths and commands stand on lines of their own, never wrapped, so that they can be copied. */
function nextLines(result: Result, { rerun, files = [] }: TextOptions, width: number): readonly string[] {
  const rows: readonly (readonly [string, string])[] = [
    ['Files', printable(result.folder)],
    ...files.map((file) => ['', printable(`${result.folder}/${file}`)] as const),
    ...(result.workspaceKept === null
      ? []
      : [['Workspace', `${printable(result.workspaceKept)} (kept, with every photo of the run)`] as const]),
    ['Again', printable(rerunOr(rerun, result), 2000)],
  ];
  return [
    ...factLines(surroundingFacts(result), width),
    ...rows.map(([label, text]) => label.padEnd(LABEL_COLUMNS) + text),
    ...labelled('Next', adviceFor(result), width),
  ];
}
