// Which breach to show first when there are many, and what each kind is called in plain words.

import type { Breach, BreachKind, Severity } from './verdict.ts';

/** From the mildest to the gravest (DESIGN §5). */
const SEVERITIES: readonly Severity[] = ['loss', 'shape', 'stale', 'cross-photo', 'cross-owner'];

/** What is wrong with a thumbnail of this kind: "the thumbnail is …". */
export const BREACH_WORDS: Readonly<Record<BreachKind, string>> = {
  foreign: 'of another photo',
  torn: 'partly of another photo',
  blended: 'blended with another photo',
  alien: 'of no photo of this run',
  stale: 'of an older version',
  damaged: 'damaged',
  mutated: 'changed after delivery',
  misshapen: 'of the wrong size, orientation or format',
  fabricated: 'invented for a source without a picture',
  'leaked-metadata': 'carrying metadata of another photo',
  missing: 'missing',
  unasked: 'not asked for',
};

/** The breach to name first: by severity, then by the share of foreign pixels, then the earliest. */
export function gravestBreach<One extends Pick<Breach, 'severity' | 'donors'>>(
  breaches: readonly One[],
): One | undefined {
  return breaches.reduce<One | undefined>(
    (worst, breach) => (worst === undefined || breachGravity(breach) > breachGravity(worst) ? breach : worst),
    undefined,
  );
}

/** Grows with how grave it is. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** Grows with severity first and with the donors' share of the picture second. */
export function breachGravity(breach: Pick<Breach, 'severity' | 'donors'>): number {
  const share = breach.donors.reduce((sum, donor) => sum + donor.share, 0);
  return severityRank(breach.severity) * 2 + Math.min(1, share);
}
