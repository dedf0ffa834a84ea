// The page of a CI job shows Markdown, to whoever reviews the change and has no report at hand. What names hold is text
// there and nothing else, and the whole stays below the size from which GitHub refuses it.

import { BREACH_WORDS, breachGravity, gravestBreach } from '../model/breach-words.ts';
import { counted, countOf, durationOf, oneIn, percent } from '../model/figures.ts';
import { REFERENCE_LEAK_SIDE_PX } from '../model/reference-leak.ts';
import type { Breach, PhotoName, Result, Verdict } from '../model/verdict.ts';
import { adviceSays, CAUSE_WORDS, experimentSays } from './diagnosis-text.ts';
import { exposureSays } from './exposure-text.ts';
import { markdownCommand, markdownTable, markdownText } from './markdown.ts';
import { replayLine } from './replay-line.ts';

export type SummaryOptions = { readonly rerun?: string };

/** GitHub takes 1 MiB for a step; a step may run more than one gate. */
const BYTES_MAX = 256 * 1024;
const BREACHES_SHOWN = 10;
const STRATA_SHOWN = 20;
const LEAKS_SHOWN = 12;
const REASONS_SHOWN = 30;
const COMMAND_MAX = 2000;
const WHY_MAX = 1000;

const TITLES: Readonly<Record<Verdict, string>> = {
  upheld: 'Upheld',
  violated: 'Violated',
  inconclusive: 'Inconclusive',
};

/** Markdown of at most 256 KiB, ending in a newline; what comes later is left out first, and that is said. */
export function renderGithubSummary(result: Result, { rerun }: SummaryOptions): string {
  const head = `## ${TITLES[result.verdict]}: ${markdownText(result.thumbnailer)}\n\n${markdownText(result.why, WHY_MAX)}\n`;
  const sections = [
    figures(result),
    breachesOf(result),
    causeOf(result),
    commandsOf(result, rerun ?? `npx thumbproof check … --seed ${result.seed}`),
    incidentsOf(result),
    powerOf(result),
    strataOf(result),
  ].filter((section) => section !== '');
  let text = head;
  for (const section of sections) {
    if (bytesOf(text) + bytesOf(section) > BYTES_MAX - bytesOf(LEFT_OUT)) return text + LEFT_OUT;
    text += `\n${section}`;
  }
  return text;
}

const LEFT_OUT = '\nThe rest is left out here, because it is long; report.txt and result.json have it.\n';

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function figures(result: Result): string {
  const { bound } = result;
  const rows: readonly (readonly [string, string])[] = [
    ['verified', countOf(result.verified)],
    ['of archived photos', countOf(result.archivedVerified)],
    ['mix-ups', countOf(result.mixups)],
    ['refused, missing, unreadable', [result.refused, result.missing, result.unreadable].map(countOf).join(', ')],
    ...(bound === null
      ? []
      : ([
          [
            `bound at ${percent(bound.confidence)}`,
            `fewer than ${oneIn(bound.perThumbnail)} thumbnails (asked: ${oneIn(bound.asked)}), fewer than ${oneIn(bound.perBatch)} batches`,
          ],
          [
            'power',
            `a foreign tile of ${REFERENCE_LEAK_SIDE_PX}×${REFERENCE_LEAK_SIDE_PX} px is seen with a probability of at least ${percent(bound.power)}`,
          ],
        ] as const)),
    [
      'load',
      `${counted(result.owners, 'owner')}, ${counted(result.photos, 'photo')}, ${counted(result.concurrency, 'job')} in flight`,
    ],
    ['seed', String(result.seed)],
    ['exit code', String(result.exitCode)],
    ['time', durationOf(result.timing.wallMs)],
  ];
  return markdownTable(['', ''], rows);
}

function breachesOf(result: Result): string {
  const { breaches, breachesUnlisted } = result;
  if (breaches.length === 0) return '';
  const ordered = breaches.toSorted((one, other) => breachGravity(other) - breachGravity(one));
  const rows = ordered
    .slice(0, BREACHES_SHOWN)
    .map((breach) => [
      BREACH_WORDS[breach.kind],
      breach.severity,
      photoSays(breach.victim) + (breach.archived ? ' (archived)' : ''),
      donorsSay(breach),
      breach.recipe,
      breach.evidence === null ? '' : `${result.folder}/${breach.evidence}`,
    ]);
  const more = breaches.length - rows.length + breachesUnlisted;
  const table = markdownTable(['the thumbnail is', 'severity', 'victim', 'shows', 'recipe', 'evidence'], rows);
  const affected = exposureSays(result.exposure);
  const who = affected === null ? '' : `\n${markdownText(affected)}\n`;
  return `### Whose pixels went where\n\n${table}${more > 0 ? `\nand ${countOf(more)} more.\n` : ''}${who}`;
}

function donorsSay({ donors, kind }: Breach): string {
  const [donor] = donors;
  if (donor === undefined) return '';
  const share = kind === 'leaked-metadata' ? '' : `, ${percent(donor.share)} of its area`;
  const more = donors.length > 1 ? `, and ${counted(donors.length - 1, 'more photo')}` : '';
  return `${photoSays(donor)}${share}${more}`;
}

function photoSays({ owner, album, photo, version }: PhotoName): string {
  return `${photo} in ${album} of ${owner}${version > 1 ? `, version ${version}` : ''}`;
}

function causeOf({ diagnosis, counterexample }: Result): string {
  const smallest =
    counterexample === null
      ? ''
      : `Smallest: ${counted(counterexample.photos, 'photo')} of ${counted(counterexample.owners, 'owner')}, asked for ${counted(counterexample.asks, 'time')}, ${counted(counterexample.concurrency, 'job')} in flight at most; ${countOf(counterexample.reproduced.failed)} of ${countOf(counterexample.reproduced.of)} fail.\n`;
  if (diagnosis === null) return smallest;
  const classes =
    diagnosis.classes.length > 0 ? ` (${diagnosis.classes.map((name) => markdownText(name)).join(', ')})` : '';
  const reasons = [...diagnosis.because, ...diagnosis.experiments.map(experimentSays), ...adviceSays(diagnosis)];
  const because = reasons
    .slice(0, REASONS_SHOWN)
    .map((says) => `- ${markdownText(says, WHY_MAX)}\n`)
    .join('');
  return `### ${CAUSE_WORDS[diagnosis.confidence]}\n\n${markdownText(diagnosis.cause, WHY_MAX)}${classes}\n\n${because}${smallest === '' ? '' : `\n${smallest}`}`;
}

/** Lines to paste. */
function commandsOf(result: Result, rerun: string): string {
  const replay = replayLine(result, gravestBreach(result.breaches.filter(({ batch }) => batch >= 0)));
  const lines = [...(replay === null ? [] : [replay]), rerun];
  return `### Again\n\n${markdownCommand(lines, COMMAND_MAX)}`;
}

function incidentsOf({ incidents }: Result): string {
  if (incidents.length === 0) return '';
  const [first] = incidents;
  return `### ${counted(incidents.length, 'incident')}\n\nThe first: ${markdownText(`${first?.incident}: ${first?.detail}`)}\n`;
}

/** What would have been too small to see. */
function powerOf({ sensitivity }: Result): string {
  if (sensitivity.length === 0) return '';
  const hidden = sensitivity.toSorted((one, other) => other.area - one.area);
  const rows = hidden
    .slice(0, LEAKS_SHOWN)
    .map(({ recipe, stratum, area, blend, power }) => [
      recipe,
      stratum,
      percent(area),
      blend < 1 ? percent(blend) : 'any',
      percent(power),
    ]);
  const table = markdownTable(['thumbnail', 'photos', 'smallest area seen', 'smallest blend seen', 'power'], rows);
  const more = hidden.length - rows.length;
  return `<details><summary>How small a leak would have been seen</summary>\n\n${table}${more > 0 ? `\nand ${countOf(more)} more, in result.json.\n` : ''}\n</details>\n`;
}

function strataOf({ strata }: Result): string {
  if (strata.length === 0) return '';
  const rows = strata
    .toSorted((one, other) => other.mixups - one.mixups)
    .slice(0, STRATA_SHOWN)
    .map(({ name, covered, verified, floor, unreadable, mixups }) => [
      name,
      countOf(verified),
      covered ? countOf(floor) : 'not covered',
      countOf(unreadable),
      countOf(mixups),
    ]);
  const more = strata.length - rows.length;
  const table = markdownTable(['stratum', 'verified', 'floor', 'unreadable', 'mix-ups'], rows);
  return `<details><summary>${counted(strata.length, 'stratum', 'strata')}</summary>\n\n${table}${more > 0 ? `\nand ${countOf(more)} more, in result.json.\n` : ''}\n</details>\n`;
}
