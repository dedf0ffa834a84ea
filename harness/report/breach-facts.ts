// Whose pixels went where, in words, breach by breach: said once, for a terminal as for a page.

import { BREACH_WORDS } from '../model/breach-words.ts';
import { counted, countOf, percent } from '../model/figures.ts';
import type { Breach, Donor, PhotoName, RegionShown } from '../model/verdict.ts';
import type { Fact } from './fact.ts';
import { printable } from './printable.ts';

const DONORS_SHOWN = 3;
const CANDIDATES_SHOWN = 3;
const REGIONS_SHOWN = 4;

/** `3 thumbnails partly of another photo, found by ownership`. */
export function alikeSay(count: number, { kind, oracle }: Pick<Breach, 'kind' | 'oracle'>): string {
  return `${counted(count, 'thumbnail')} ${BREACH_WORDS[kind]}, found by ${oracle}`;
}

/** Who should have been shown, who was, and where; a fact without a label goes on with the one before. */
export function breachFacts(breach: Breach): readonly Fact[] {
  const victim = `${photoSays(breach.victim)}${breach.archived ? ', archived' : ''}, as ${printable(breach.recipe)}`;
  return [{ label: 'victim', says: victim }, ...donorFacts(breach), ...whereaboutsFacts(breach)];
}

/** Who is shown instead. */
function donorFacts({ donors, kind }: Breach): readonly Fact[] {
  const shown = donors
    .slice(0, DONORS_SHOWN)
    .map((donor) => photoSays(donor) + (isBesidePixels(kind) ? '' : ` on ${percent(donor.share)} of its area`));
  const more = donors.length - DONORS_SHOWN;
  const all = more > 0 ? [...shown, `and ${counted(more, 'more photo')}`] : shown;
  return listedUnder(isBesidePixels(kind) ? 'carries' : 'shows', all);
}

/** Who else it may be, in which part of the picture, and when. */
export function whereaboutsFacts(breach: Breach): readonly Fact[] {
  const { regions, donors, batch, kind } = breach;
  return [
    ...listedUnder('perhaps', candidatesSay(breach)),
    ...(regions.length > 0 ? [{ label: 'where', says: regionsSay(regions, donors) }] : []),
    ...(batch < 0 ? [] : [{ label: 'when', says: `batch ${batch}${queueSays(breach.queueDistance)}` }]),
    // With a donor in the picture the facts above have said it all.
    ...(donors.length > 0 && !isBesidePixels(kind) ? [] : [{ label: 'says', says: printable(breach.says) }]),
  ];
}

/** Metadata lies on no part of the picture. */
export function isBesidePixels(kind: Breach['kind']): boolean {
  return kind === 'leaked-metadata';
}

function listedUnder(label: string, all: readonly string[]): readonly Fact[] {
  return all.map((says, index) => ({ label: index === 0 ? label : '', says }));
}

/** Which photo it is, whole. */
export function photoSays(photo: PhotoName & Pick<Donor, 'frame'>): string {
  const picture = photo.frame === undefined ? '' : `, picture ${photo.frame} of its animation`;
  const version = photo.version > 1 ? `, version ${photo.version}` : '';
  return `${printable(photo.photo)} in album ${printable(photo.album)} of owner ${printable(photo.owner)}${version}${picture}`;
}

/** Those who fit alike, nearest in the queue first. */
function candidatesSay({ candidates }: Breach): readonly string[] {
  const shown = candidates
    .slice(0, CANDIDATES_SHOWN)
    .map((photo) => `${photoSays(photo)}${photo.queueDistance === null ? '' : `, ${placesSay(photo.queueDistance)}`}`);
  const more = candidates.length - CANDIDATES_SHOWN;
  return more > 0 ? [...shown, `or ${counted(more, 'more photo')} that would fit as well`] : shown;
}

/** Where several photos show, each region says which of them. */
export function regionsSay(regions: readonly RegionShown[], donors: readonly Donor[]): string {
  const nameOf = ({ donor }: RegionShown) => donors.find(({ id }) => id === donor)?.photo;
  const shown = regions.slice(0, REGIONS_SHOWN).map((region) => {
    const { x, y, width, height } = region;
    const name = donors.length > 1 ? nameOf(region) : undefined;
    return `${width}×${height} px at (${x}, ${y})${name === undefined ? '' : ` of ${printable(name)}`}`;
  });
  const more = regions.length > REGIONS_SHOWN ? [`${countOf(regions.length - REGIONS_SHOWN)} more`] : [];
  return [...shown, ...more].join(', ');
}

function queueSays(distance: number | null): string {
  if (distance === null || distance === 0) return '';
  return distance === 1
    ? '; the donor was asked for next after the victim'
    : `; the donor was asked for ${placesSay(distance)}`;
}

function placesSay(distance: number): string {
  return `${counted(Math.abs(distance), 'place')} ${distance > 0 ? 'after' : 'before'} the victim`;
}
