// The smallest thing that still fails, in two lines: what it is, and how sure that is.

import { counted, countOf } from '../model/figures.ts';
import type { Counterexample } from '../model/counterexample.ts';
import type { KnownFailure } from '../model/failure.ts';
import type { Tally } from '../model/reproduction.ts';
import type { Result } from '../model/verdict.ts';
import type { Fact } from './fact.ts';
import { LABEL_COLUMNS, labelled } from './layout.ts';
import { printable } from './printable.ts';

/** Tries from which on "every time" and "never" are worth saying. */
const TELLING_TRIES = 5;

/** `flag` is what gives more time. Nothing where no smaller plan was looked for, or none was found. */
export function counterexampleLines(
  { counterexample, folder }: Pick<Result, 'counterexample' | 'folder'>,
  width: number,
  flag = '--explain-time',
): readonly string[] {
  if (counterexample === null) return [];
  return [
    ...labelled('Smallest', certificateSays(counterexample, flag), width),
    `${'Its plan'.padEnd(LABEL_COLUMNS)}${printable(`${folder}/${counterexample.file}`, 1000)}`,
  ];
}

/** What the smallest plan is, how often it fails, and whether anything smaller does; `flag` is what gives more time. */
export function certificateSays(counterexample: Counterexample, flag = '--explain-time'): string {
  const { owners, photos, asks, concurrency, reproduced, control, isMinimal, attempts } = counterexample;
  const what = `${counted(photos, 'photo')} of ${counted(owners, 'owner')}, asked for ${counted(asks, 'time')}, ${counted(concurrency, 'job')} in flight at most: ${tallySays(reproduced)} fail`;
  const alone = control === null ? '' : `; one job at a time: ${tallySays(control)}`;
  const least = isMinimal
    ? `Nothing smaller failed (${counted(attempts, 'try', 'tries')}).`
    : `There was no time to look for a smaller one (${counted(attempts, 'try', 'tries')}); ${flag} gives more.`;
  return `${what}${alone}. ${natureOf(counterexample)}${least}`;
}

const STATES: Readonly<Record<KnownFailure['state'], string>> = {
  fails: 'fails again',
  fixed: 'is believed to be fixed, and was dropped',
  undecided: 'did not fail again, too seldom to believe that it is fixed',
  untried: 'was not tried: it asks for other thumbnails than this run',
};

/** What became of the failures that were known before. */
export function knownFacts({ known }: Result): readonly Fact[] {
  return known.map(({ id, state, tally, says }, index) => {
    const tries = tally.of === 0 ? '' : ` (${tallySays(tally)} tries failed)`;
    return { label: index === 0 ? 'Known' : '', says: `${printable(id)} ${STATES[state]}${tries}: ${printable(says)}` };
  });
}

function tallySays({ failed, of }: Tally): string {
  return `${countOf(failed)} of ${countOf(of)}`;
}

function natureOf({ reproduced, control }: Counterexample): string {
  const needsCompany = control !== null && control.failed === 0 && control.of >= TELLING_TRIES;
  if (needsCompany) return 'It needs a load. ';
  const isCertain = reproduced.failed === reproduced.of && reproduced.of >= TELLING_TRIES;
  return isCertain ? 'It fails every time. ' : '';
}
