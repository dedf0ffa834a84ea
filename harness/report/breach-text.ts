// Whose pixels went where. One breach is told in full; of many that are alike, the first and the gravest are, and the
// rest are counted, because the hundredth block teaches nothing and hides the first.

import { BREACH_WORDS, breachGravity, gravestBreach } from '../model/breach-words.ts';
import { counted, countOf, percent } from '../model/figures.ts';
import type { LumaPicture } from '../model/expectation.ts';
import type { Breach, Donor, PhotoName, RegionShown, Result } from '../model/verdict.ts';
import { sideBySide } from './half-blocks.ts';
import type { Ink } from './ink.ts';
import { labelled, paragraph } from './layout.ts';
import { printable } from './printable.ts';

const IN_FULL_MAX = 2;
const DONORS_SHOWN = 3;
const CANDIDATES_SHOWN = 3;
const REGIONS_SHOWN = 4;

/** `expected` is null where nobody can say what it should have been. */
export type BreachPictures = { readonly actual: LumaPicture; readonly expected: LumaPicture | null };

/** Groups of breaches that are alike (oracle, kind, severity), the gravest group first. */
export function breachLines(
  result: Result,
  ink: Ink,
  width: number,
  pictures: ReadonlyMap<string, BreachPictures>,
): readonly string[] {
  const ordered = groupsOf(result.breaches).toSorted((one, other) => gravityOf(other) - gravityOf(one));
  const blocks = ordered.map((group) => groupLines(group, result.folder, ink, width, pictures));
  const unlisted = result.breachesUnlisted;
  const more =
    unlisted > 0
      ? [[`${counted(unlisted, 'more breach', 'more breaches')} beyond those listed; see history.ndjson`]]
      : [];
  return [...blocks, ...more].flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function groupsOf(breaches: readonly Breach[]): readonly (readonly Breach[])[] {
  const groups = new Map<string, Breach[]>();
  for (const breach of breaches) {
    const key = `${breach.oracle}|${breach.kind}|${breach.severity}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [breach]);
    else group.push(breach);
  }
  return [...groups.values()];
}

function gravityOf(group: readonly Breach[]): number {
  return Math.max(...group.map(breachGravity));
}

function groupLines(
  group: readonly Breach[],
  folder: string,
  ink: Ink,
  width: number,
  pictures: ReadonlyMap<string, BreachPictures>,
): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const name = first.kind === first.severity ? first.kind : `${first.kind}, ${first.severity}`;
  const title = `${counted(group.length, 'thumbnail')} ${BREACH_WORDS[first.kind]}, found by ${first.oracle}`;
  const worst = gravestBreach(group) ?? first;
  const told = group.length <= IN_FULL_MAX ? group : [...new Set([first, worst])];
  const tells =
    told.length === group.length
      ? ''
      : told.length === 1
        ? '; the first, which is also the gravest:'
        : '; the first and the gravest:';
  const [heading = '', ...rest] = paragraph(`${name}: `, title + tells, width, 2);
  const blocks = told.flatMap((breach, index) => [
    ...(index === 0 ? [] : ['']),
    ...blockLines(breach, folder, width),
    ...pictureLines(pictures.get(breach.id), width),
  ]);
  return [ink.alarm(name) + heading.slice(name.length), ...rest, ...blocks];
}

function blockLines(breach: Breach, folder: string, width: number): readonly string[] {
  const row = (label: string, text: string) => labelled(`  ${label}`, text, width);
  // Metadata lies on no part of the picture.
  const isBesidePixels = breach.kind === 'leaked-metadata';
  const donors = breach.donors
    .slice(0, DONORS_SHOWN)
    .map((donor) => photoSays(donor) + (isBesidePixels ? '' : ` on ${percent(donor.share)} of its area`));
  const moreDonors =
    breach.donors.length > DONORS_SHOWN ? [`and ${counted(breach.donors.length - DONORS_SHOWN, 'more photo')}`] : [];
  return [
    ...row(
      'victim',
      `${photoSays(breach.victim)}${breach.archived ? ', archived' : ''}, as ${printable(breach.recipe)}`,
    ),
    ...[...donors, ...moreDonors].flatMap((says, index) =>
      row(index > 0 ? '' : isBesidePixels ? 'carries' : 'shows', says),
    ),
    ...candidatesSay(breach).flatMap((says, index) => row(index === 0 ? 'perhaps' : '', says)),
    ...(breach.regions.length > 0 ? row('where', regionsSay(breach.regions, breach.donors)) : []),
    ...(breach.batch < 0 ? [] : row('when', `batch ${breach.batch}${queueSays(breach.queueDistance)}`)),
    // With a donor in the picture the rows above have said it all.
    ...(breach.donors.length > 0 && !isBesidePixels ? [] : row('says', printable(breach.says))),
    ...(breach.evidence === null ? [] : [`  evidence    ${printable(`${folder}/${breach.evidence}`, 1000)}`]),
  ];
}

const PICTURE_COLUMNS_MAX = 24;
const PICTURE_ROWS_MAX = 12;
const PICTURE_INDENT_COLUMNS = 2;

/** What was expected and what came, beside each other; small enough to leave the words their place. */
function pictureLines(pictures: BreachPictures | undefined, width: number): readonly string[] {
  if (pictures === undefined) return [];
  const { expected, actual } = pictures;
  const columns = Math.min(PICTURE_COLUMNS_MAX, Math.floor((width - PICTURE_INDENT_COLUMNS - 2) / 2));
  const shown = [
    ...(expected === null ? [] : [{ caption: 'expected', picture: expected, beside: null }]),
    { caption: 'came, red where other', picture: actual, beside: expected },
  ];
  return sideBySide(shown, PICTURE_INDENT_COLUMNS, columns, PICTURE_ROWS_MAX);
}

function photoSays(photo: PhotoName & Pick<Donor, 'frame'>): string {
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
function regionsSay(regions: readonly RegionShown[], donors: readonly Donor[]): string {
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
