// What the breaches have in common, which fault makes that, and where such a fault lies: what a person who has to mend it
// reads first.

import { countOf, percent } from '../model/figures.ts';
import { incidentClass } from '../model/incident-class.ts';
import type { Experimented } from '../model/reproduction.ts';
import type { Diagnosis, Result } from '../model/verdict.ts';
import type { Ink } from './ink.ts';
import { paragraph } from './layout.ts';
import { printable } from './printable.ts';

/** A difference that luck would seldom make; below it, one thing has been shown to matter. */
const TELLING_P = 0.05;
/** Causes that the pattern leaves beside the first. */
const ALTERNATIVES_SHOWN = 2;

/** What to call it: a pattern that other faults make as well is no more than possible. */
export const CAUSE_WORDS: Readonly<Record<Diagnosis['confidence'], string>> = {
  high: 'Likely cause',
  low: 'Possible cause',
  none: 'Cause unknown',
};

export function diagnosisLines(result: Result, ink: Ink, width: number): readonly string[] {
  const { diagnosis } = result;
  if (diagnosis === null) return [];
  const title = CAUSE_WORDS[diagnosis.confidence];
  const classes =
    diagnosis.classes.length > 0 ? ` (${diagnosis.classes.map((name) => printable(name)).join(', ')})` : '';
  const [first = '', ...rest] = paragraph(`${title}  `, `${printable(diagnosis.cause)}${classes}`, width, 2);
  const reasons = [
    ...diagnosis.because.map((reason) => printable(reason)),
    ...diagnosis.experiments.map(experimentSays),
  ];
  return [
    ink.strong(title) + first.slice(title.length),
    ...rest,
    ...[...reasons, ...adviceSays(diagnosis)].flatMap((text) => paragraph('  - ', text, width)),
  ];
}

export function experimentSays({ changed, failed, of, p }: Experimented): string {
  const tells = p <= TELLING_P ? `: that matters (by luck: ${percent(p)})` : '';
  return `The smallest plan with ${printable(changed)}: ${countOf(failed)} of ${countOf(of)} failed${tells}.`;
}

/** Where to look first, what else it may be, and who has had it. */
export function adviceSays({ classes }: Diagnosis): readonly string[] {
  const [first, ...others] = classes.flatMap((name) => {
    const known = incidentClass(name);
    return known === null ? [] : [{ ...known, id: name }];
  });
  if (first === undefined) return [];
  const alternatives = others.slice(0, ALTERNATIVES_SHOWN).map(({ id, name }) => `${id}, a ${name}`);
  return [
    `Look ${first.look}.`,
    ...(alternatives.length === 0 ? [] : [`If it is not ${first.id}, a ${first.name}: ${alternatives.join('; ')}.`]),
    `Like ${first.like.join(' and ')}.`,
  ];
}
