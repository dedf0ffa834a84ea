// CI servers show JUnit XML, and gate on it alone where they do not look at exit codes. So something is red there
// exactly where the exit code is not 0, and what was not judged is skipped aloud and never passed in silence.

import { BREACH_WORDS, breachGravity } from '../model/breach-words.ts';
import { EXIT_CODE } from '../model/exit-code.ts';
import { counted, countOf, percent } from '../model/figures.ts';
import { ORACLES, type Breach, type OracleName, type Result, type Stratum } from '../model/verdict.ts';
import { type Element, renderElement } from './markup.ts';
import { printable } from './printable.ts';
import { replayLine } from './replay-line.ts';

/** The command line that repeats the run. */
export type JunitOptions = { readonly rerun?: string };

/** A whole XML document, of suites `verdict`, `oracles` and `strata`; valid whatever a name holds. */
export function renderJunit(result: Result, { rerun }: JunitOptions): string {
  const again = rerun ?? `npx thumbproof check … --seed ${result.seed}`;
  const suites = [
    suiteOf('verdict', [verdictCase(result, again)], result),
    suiteOf('oracles', oracleCases(result, again), result),
    ...(result.strata.length > 0 ? [suiteOf('strata', result.strata.map(stratumCase(result)), result)] : []),
  ];
  const totals = { tests: 0, failures: 0, errors: 0 };
  for (const { counts } of suites)
    for (const key of ['tests', 'failures', 'errors'] as const) totals[key] += counts[key];
  const root: Element = {
    name: 'testsuites',
    attributes: { name: 'thumbproof', ...totals, time: secondsOf(result.timing.wallMs) },
    children: suites.map(({ element }) => element),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(root)}`;
}

/** `failed` is a proven breach; `error`, that nothing could be said; `skipped`, that nothing had to be. */
type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed' | 'error' | 'skipped'; readonly message: string; readonly text: string };
type Case = { readonly name: string; readonly outcome: Outcome };

const PASSED: Outcome = { kind: 'passed' };
const ELEMENTS = { failed: 'failure', error: 'error', skipped: 'skipped' } as const;

function suiteOf(name: string, cases: readonly Case[], result: Result) {
  const count = (kind: Outcome['kind']) => cases.filter(({ outcome }) => outcome.kind === kind).length;
  const counts = { tests: cases.length, failures: count('failed'), errors: count('error') };
  const properties = propertiesOf(result).map(([key, value]) => ({
    name: 'property',
    attributes: { name: key, value },
    children: [],
  }));
  const element: Element = {
    name: 'testsuite',
    attributes: {
      name: `thumbproof.${name}`,
      ...counts,
      skipped: count('skipped'),
      time: secondsOf(name === 'verdict' ? result.timing.wallMs : 0),
    },
    children: [
      ...(name === 'verdict' ? [{ name: 'properties', attributes: {}, children: properties }] : []),
      ...cases.map((each) => caseOf(each, `thumbproof.${name}`)),
    ],
  };
  return { element, counts };
}

function caseOf({ name, outcome }: Case, classname: string): Element {
  const shown = {
    name: 'testcase',
    attributes: { name: printable(name) || 'nameless', classname, time: secondsOf(0) },
  };
  if (outcome.kind === 'passed') return { ...shown, children: [] };
  const { kind, message, text } = outcome;
  return { ...shown, children: [{ name: ELEMENTS[kind], attributes: { message, type: kind }, children: [], text }] };
}

/** Red where the exit code is: an inconclusive run that was told to warn is skipped, and says why. */
function verdictCase(result: Result, again: string): Case {
  const name = `${result.thumbnailer}, seed ${result.seed}`;
  const message = printable(result.why, MESSAGE_MAX);
  const text = `${message}\nAgain: ${printable(again, COMMAND_MAX)}\nFiles: ${printable(result.folder)}`;
  switch (result.verdict) {
    case 'violated':
      return { name, outcome: { kind: 'failed', message, text } };
    case 'inconclusive':
      return { name, outcome: { kind: isRed(result) ? 'error' : 'skipped', message, text } };
    case 'upheld':
      return { name, outcome: PASSED };
    default:
      return result.verdict satisfies never;
  }
}

const MESSAGE_MAX = 1000;
const COMMAND_MAX = 2000;
const BREACHES_TOLD = 20;

/** One for each oracle; with nothing verified, those that found nothing have judged nothing. */
function oracleCases(result: Result, again: string): readonly Case[] {
  return ORACLES.map((oracle) => {
    const breaches = result.breaches.filter((breach) => breach.oracle === oracle);
    if (breaches.length > 0) return { name: oracle, outcome: breachedOutcome(oracle, breaches, result, again) };
    if (result.verified > 0) return { name: oracle, outcome: PASSED };
    const message = 'Nothing was verified, so that it has judged nothing.';
    return { name: oracle, outcome: { kind: 'skipped', message, text: '' } };
  });
}

/** What a crash or a hang explains is listed and not charged, as in the verdict. */
function breachedOutcome(oracle: OracleName, breaches: readonly Breach[], result: Result, again: string): Outcome {
  const ordered = breaches.toSorted((one, other) => breachGravity(other) - breachGravity(one));
  const [gravest] = ordered;
  const worst = gravest === undefined ? '' : `${BREACH_WORDS[gravest.kind]}: ${printable(gravest.says)}`;
  const message = `${counted(breaches.length, 'breach', 'breaches')} found by ${oracle}. The gravest, ${worst}`;
  const told = ordered.slice(0, BREACHES_TOLD).map((breach) => breachSays(breach, result));
  const more = ordered.length - told.length;
  const text = [
    ...told,
    ...(more > 0 ? [`and ${countOf(more)} more, in result.json`] : []),
    `Again: ${printable(again, COMMAND_MAX)}`,
  ].join('\n');
  const kind = result.verdict === 'violated' ? 'failed' : isRed(result) ? 'error' : 'skipped';
  return { kind, message, text };
}

function breachSays(breach: Breach, result: Result): string {
  const { kind, severity, batch, says, evidence } = breach;
  const replay = replayLine(result, breach);
  return [
    `${kind}, ${severity}, ${batch < 0 ? 'alone' : `batch ${batch}`}: ${printable(says, MESSAGE_MAX)}`,
    ...(evidence === null ? [] : [`Evidence: ${printable(`${result.folder}/${evidence}`, COMMAND_MAX)}`]),
    ...(replay === null ? [] : [`Replay: ${replay}`]),
  ].join(' ');
}

/** A floor that was missed is an error only where it costs the verdict: a violation ends the search early. */
function stratumCase(result: Result): (stratum: Stratum) => Case {
  return ({ name, covered, verified, floor, unreadable, mixups }) => {
    const counts = `${countOf(verified)} verified, ${countOf(unreadable)} unreadable, ${counted(mixups, 'mix-up')}`;
    const told = (kind: 'failed' | 'error' | 'skipped', message: string): Case => ({
      name,
      outcome: { kind, message, text: counts },
    });
    if (mixups > 0 && result.verdict === 'violated')
      return told('failed', `${counted(mixups, 'mix-up')} of ${countOf(verified)} verified`);
    if (!covered) return told('skipped', 'Too few pixels to show a small leak: judged, and not counted.');
    if (verified >= floor) return { name, outcome: PASSED };
    const message = `${countOf(verified)} verified, ${countOf(floor)} needed`;
    return told(result.verdict === 'inconclusive' && isRed(result) ? 'error' : 'skipped', message);
  };
}

function isRed({ exitCode }: Result): boolean {
  return exitCode !== EXIT_CODE.upheld;
}

function propertiesOf(result: Result): readonly (readonly [string, string | number])[] {
  const { bound } = result;
  return [
    ['verdict', result.verdict],
    ['exitCode', result.exitCode],
    ['seed', result.seed],
    ['thumbnailer', printable(result.thumbnailer)],
    ['verified', result.verified],
    ['mixups', result.mixups],
    ...(bound === null
      ? []
      : ([
          ['confidence', bound.confidence],
          ['bound.perThumbnail', bound.perThumbnail],
          ['bound.perBatch', bound.perBatch],
          ['bound.asked', bound.asked],
          ['bound.says', `with ${percent(bound.confidence)} confidence a rate below ${bound.perThumbnail}`],
          ['power', bound.power],
        ] as const)),
    ['folder', printable(result.folder)],
  ];
}

function secondsOf(milliseconds: number): string {
  return (Math.max(0, milliseconds) / 1000).toFixed(3);
}
