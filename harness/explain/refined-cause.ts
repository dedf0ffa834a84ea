// A pattern leaves several causes; the same plan with one thing changed leaves fewer. What stops the failure speaks for the
// faults that need it, and what leaves it as it was speaks against them.

import type { Cause } from './mixup-causes.ts';
import type { Experimented, ExperimentKind } from '../model/reproduction.ts';

/** The classes that cannot do without what the experiment takes away. */
const NEEDING: Readonly<Partial<Record<ExperimentKind, readonly string[]>>> = {
  names: ['C1', 'C3', 'C4', 'D2', 'E3'],
  broken: ['A4', 'B3', 'D4', 'D7'],
  batches: ['A1', 'A2', 'A3'],
  changes: ['C6', 'C7', 'D3'],
};

/** A difference that luck would seldom make. */
const TELLING_P = 0.05;
/** So many failures without it, and no less often than before, and it is not needed. */
const FAILED_MIN = 2;
const AS_OFTEN_P = 0.3;

export type RefinedCause = Pick<Cause, 'classes'> & {
  /** Experiments that speak for the first class, and against it. */
  readonly isConfirmed: boolean;
  readonly isContradicted: boolean;
};

/** The same classes, those that the experiments speak for first and those that they speak against last. */
export function refined(classes: readonly string[], experiments: readonly Experimented[]): RefinedCause {
  const needing = (about: (told: Experimented) => boolean) =>
    new Set(experiments.flatMap((told) => (about(told) ? (NEEDING[told.kind] ?? []) : [])));
  const confirmed = needing(({ failed, p }) => failed === 0 && p <= TELLING_P);
  const refuted = needing(({ failed, p }) => failed >= FAILED_MIN && p >= AS_OFTEN_P);
  const rank = (name: string) => (confirmed.has(name) ? 0 : refuted.has(name) ? 2 : 1);
  // A change that matters, and that none of the classes needs, has found what no pattern showed.
  const found = classes.some((name) => confirmed.has(name)) ? [] : [...confirmed].slice(0, 2);
  const ranked = [...classes.toSorted((one, other) => rank(one) - rank(other)), ...found];
  const [first = ''] = ranked;
  return { classes: ranked, isConfirmed: confirmed.has(first), isContradicted: refuted.has(first) };
}
