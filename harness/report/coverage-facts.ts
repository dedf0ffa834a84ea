// What was tried, two and three things at a time, and what never met: the gaps are where the next incident would hide.

import { CIRCUMSTANCES, together, type CircumstanceCount } from '../model/circumstances.ts';
import { countOf } from '../model/figures.ts';
import type { Result } from '../model/verdict.ts';
import type { Fact } from './fact.ts';

const GAPS_SHOWN = 3;

/** Nothing where nothing was answered under load. */
export function coverageFacts({ coverage }: Result): readonly Fact[] {
  if (coverage.length === 0) return [];
  const seen = new Set(coverage.flatMap(({ circumstances }) => circumstances));
  const absent = CIRCUMSTANCES.filter((circumstance) => !seen.has(circumstance));
  const pairs = together(coverage, 2).filter(({ circumstances }) => circumstances.every((each) => seen.has(each)));
  const gaps = pairs.filter(({ thumbnails }) => thumbnails === 0);
  const rarest = fewest(pairs.filter(({ thumbnails }) => thumbnails > 0));
  const eventful = mostOf(together(coverage, 3).filter(isEventful));
  const parts = [
    `${countOf(pairs.length - gaps.length)} of ${countOf(pairs.length)} pairs of circumstances met`,
    ...(eventful === undefined ? [] : [says(eventful)]),
    ...(rarest === undefined ? [] : [`rarest ${says(rarest)}`]),
    ...(gaps.length === 0 ? [] : [`never ${listed(gaps.map(nameOf))}`]),
    ...(absent.length === 0 ? [] : [`not at all ${listed(absent)}`]),
  ];
  return [{ label: 'Covered', says: parts.join('; ') }];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, GAPS_SHOWN).join(', ');
  return names.length > GAPS_SHOWN ? `${shown} and ${countOf(names.length - GAPS_SHOWN)} more` : shown;
}

/** An archived photo in a crowd to which something happened: that is where the incident was that began all this. */
function isEventful({ circumstances, thumbnails }: CircumstanceCount): boolean {
  const [age, crowd, event] = circumstances;
  const isEvent = event !== undefined && CIRCUMSTANCES.indexOf(event) >= CIRCUMSTANCES.indexOf('beside a broken photo');
  return thumbnails > 0 && age === 'archived' && (crowd?.endsWith('in flight') ?? false) && isEvent;
}

function fewest(rows: readonly CircumstanceCount[]): CircumstanceCount | undefined {
  return rows.toSorted((one, other) => one.thumbnails - other.thumbnails)[0];
}

function mostOf(rows: readonly CircumstanceCount[]): CircumstanceCount | undefined {
  return rows.toSorted((one, other) => other.thumbnails - one.thumbnails)[0];
}

/** Such as `archived × over 128 in flight × after a kill: 1 204 thumbnails`. */
function says(row: CircumstanceCount): string {
  return `${nameOf(row)}: ${countOf(row.thumbnails)}`;
}

function nameOf({ circumstances }: CircumstanceCount): string {
  return circumstances.join(' × ');
}
