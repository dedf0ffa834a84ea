// What remains to be said of a run, in words: what it met with, where its time went, and what to do next.

import { countOf, durationOf } from '../model/figures.ts';
import type { Result, Verdict } from '../model/verdict.ts';
import type { Fact } from './fact.ts';
import { printable } from './printable.ts';

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  upheld: 'UPHELD',
  violated: 'VIOLATED',
  inconclusive: 'INCONCLUSIVE',
};

/** A thousand incidents are mostly one incident; each different one is told once. */
const INCIDENTS_SHOWN = 5;

export function incidentsSay({ incidents }: Result): readonly string[] {
  const counts = new Map<string, number>();
  for (const { incident, detail } of incidents) {
    const says = `${printable(incident)}: ${printable(detail.trim())}`;
    counts.set(says, (counts.get(says) ?? 0) + 1);
  }
  const told = [...counts].map(([says, count]) => (count > 1 ? `${says} (${count} times)` : says));
  const more = told.length - INCIDENTS_SHOWN;
  return more > 0 ? [...told.slice(0, INCIDENTS_SHOWN), `and ${countOf(more)} other kinds, in result.json`] : told;
}

/** Where the time went, and with what the run was made. */
export function surroundingFacts({ timing, environment }: Result): readonly Fact[] {
  const spent = `${durationOf(timing.wallMs)} in all: ${durationOf(timing.calibrateMs)} calibrating, ${durationOf(timing.generateMs)} making photos, ${durationOf(timing.thumbnailerMs)} under load, ${durationOf(timing.recheckMs)} asking again alone`;
  const parts = Object.entries(environment).map(([name, value]) => `${printable(name)} ${printable(value)}`);
  return [{ label: 'Time', says: spent }, ...(parts.length === 0 ? [] : [{ label: 'With', says: parts.join(', ') }])];
}

/** The command line that repeats the run; without it the seed alone is named. */
export function rerunOr(rerun: string | undefined, { seed }: Result): string {
  return rerun ?? `npx thumbproof check … --seed ${seed}`;
}

/** What to do next. */
export function adviceFor(result: Result): string {
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
