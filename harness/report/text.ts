// The report a tired person reads: the verdict first, in one sentence, then what it rests on, and at the end, nearest
// the prompt, whose pixels went where and what to do next.

import { counted, durationOf } from '../model/figures.ts';
import type { Result, Verdict } from '../model/verdict.ts';
import { breachLines, type BreachPictures } from './breach-text.ts';
import { counterexampleLines, knownLines } from './counterexample-text.ts';
import { diagnosisLines } from './diagnosis-text.ts';
import { countLines, profileLines, proofLines, strataLines } from './evidence-text.ts';
import { exposureLines } from './exposure-text.ts';
import { type Ink, inkOf } from './ink.ts';
import { interleavingLines } from './interleaving-text.ts';
import { LABEL_COLUMNS, labelled, paragraph } from './layout.ts';
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
    knownLines(result, width),
    diagnosisLines(result, ink, width),
    nextLines(result, options, width),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  upheld: 'UPHELD',
  violated: 'VIOLATED',
  inconclusive: 'INCONCLUSIVE',
};

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

/** A thousand incidents are mostly one incident; each different one is told once. */
const INCIDENTS_SHOWN = 5;

function incidentLines(result: Result, ink: Ink, width: number): readonly string[] {
  if (result.incidents.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { incident, detail } of result.incidents) {
    const says = `${printable(incident)}: ${printable(detail.trim())}`;
    counts.set(says, (counts.get(says) ?? 0) + 1);
  }
  const lines = [...counts]
    .slice(0, INCIDENTS_SHOWN)
    .flatMap(([says, count]) => paragraph('  - ', count > 1 ? `${says} (${count} times)` : says, width));
  const more =
    counts.size > INCIDENTS_SHOWN ? [`  - and ${counts.size - INCIDENTS_SHOWN} other kinds, in result.json`] : [];
  return [ink.alarm(counted(result.incidents.length, 'incident')), ...lines, ...more];
}

/** Paths and commands stand on lines of their own, never wrapped, so that they can be copied. */
function nextLines(result: Result, { rerun, files = [] }: TextOptions, width: number): readonly string[] {
  const command = rerun ?? `npx thumbproof check … --seed ${result.seed}`;
  const { timing } = result;
  const spent = `${durationOf(timing.wallMs)} in all: ${durationOf(timing.calibrateMs)} calibrating, ${durationOf(timing.generateMs)} making photos, ${durationOf(timing.thumbnailerMs)} under load, ${durationOf(timing.recheckMs)} asking again alone`;
  const environment = Object.entries(result.environment)
    .map(([name, value]) => `${printable(name)} ${printable(value)}`)
    .join(', ');
  const rows: readonly (readonly [string, string])[] = [
    ['Files', printable(result.folder)],
    ...files.map((file) => ['', printable(`${result.folder}/${file}`)] as const),
    ...(result.workspaceKept === null
      ? []
      : [['Workspace', `${printable(result.workspaceKept)} (kept, with every photo of the run)`] as const]),
    ['Again', printable(command, 2000)],
  ];
  return [
    ...labelled('Time', spent, width),
    ...(environment === '' ? [] : labelled('With', environment, width)),
    ...rows.map(([label, text]) => label.padEnd(LABEL_COLUMNS) + text),
    ...labelled('Next', adviceFor(result), width),
  ];
}

function adviceFor(result: Result): string {
  const hasEvidence = result.breaches.some((breach) => breach.evidence !== null);
  switch (result.verdict) {
    case 'upheld':
      return 'nothing; the bound above holds for the load that was generated.';
    case 'violated':
      return hasEvidence
        ? 'look at source, expected, actual and difference in the evidence folders above, then run it again with the command above.'
        : 'read the breaches above; what happened, in order, is in history.ndjson.';
    case 'inconclusive':
      if (result.exitCode === 3 && result.requested === 0 && result.recipesNarrowed.length > 0)
        return 'ask for what it can make, with --formats, --fits or --sizes, or mend what it says above.';
      return ADVICE[result.exitCode] ?? 'see result.json, and run it again with the command above.';
    default:
      return result.verdict satisfies never;
  }
}

const ADVICE: Readonly<Record<number, string>> = {
  0: 'this run was allowed to prove too little; raise --thumbnails or --max-time for a verdict.',
  3: 'raise --max-time or --thumbnails, or ask for less with --max-mixup-rate.',
  4: 'mend or restart the thumbnailer; its last words are in the incidents above and in history.ndjson.',
  5: 'run it on another machine, or report the self-check with result.json.',
  70: 'report this fault with result.json and history.ndjson; it says nothing about the thumbnailer.',
  130: 'run it again with the command above and let it end.',
};
