// What a verdict rests on: how sure it is, what would have been too small to see, what was counted where, and what was
// left out. A green line without these is only a colour.

import { countOf, counted, oneIn, percent } from '../model/figures.ts';
import { REFERENCE_LEAK_SIDE_PX } from '../model/reference-leak.ts';
import type { Sensitivity } from '../model/sensitivity.ts';
import type { Fates } from '../model/fates.ts';
import type { Result, Stratum } from '../model/verdict.ts';
import { coverageLines } from './coverage-text.ts';
import { interleavingCountLines } from './interleaving-text.ts';
import { labelled, paragraph, table } from './layout.ts';
import { printable } from './printable.ts';

/** The bound, and the smallest leak that would have been seen. */
export function proofLines(result: Result, width: number): readonly string[] {
  const { bound } = result;
  const lines: string[] = [];
  if (bound !== null) {
    lines.push(
      ...labelled(
        'Bound',
        `with ${percent(bound.confidence)} confidence fewer than ${oneIn(bound.perThumbnail)} thumbnails (asked: ${oneIn(bound.asked)}), if thumbnails fail ` +
          `independently; fewer than ${oneIn(bound.perBatch)} batches, if those of one batch fail together; design effect ${bound.designEffect.toFixed(1)}`,
        width,
      ),
      ...labelled(
        'Power',
        `a foreign tile of ${REFERENCE_LEAK_SIDE_PX}×${REFERENCE_LEAK_SIDE_PX} px is seen with a probability of at least ${percent(bound.power)}; the bound allows for that`,
        width,
      ),
    );
  }
  const unseen = unseenSays(result.sensitivity);
  return [
    ...lines,
    ...(unseen === null ? [] : labelled('Too small', unseen, width)),
    ...(result.photographs === null ? [] : labelled('Photographs', printable(result.photographs, 1000), width)),
  ];
}

/** The kinds of thumbnail that hide the largest leak are named first; those alike share one figure. */
function unseenSays(sensitivity: readonly Sensitivity[]): string | null {
  const areas = [...new Set(sensitivity.map((one) => one.area))].sort((one, other) => other - one);
  const parts = areas.slice(0, AREAS_SHOWN).map((area) => {
    const kinds = sensitivity
      .filter((one) => one.area === area)
      .map((one) => `${printable(one.recipe)} ${printable(one.stratum)}`);
    const where = kinds.length === sensitivity.length ? 'of any kind of thumbnail' : `of ${listed(kinds, KINDS_SHOWN)}`;
    return `below ${percent(area)} of the area ${where}`;
  });
  if (parts.length === 0) return null;
  const blend = Math.max(...sensitivity.map((one) => one.blend));
  const thin = blend < 1 ? `less than ${percent(blend)}` : 'however much';
  const less = areas.length > AREAS_SHOWN ? ', and less elsewhere' : '';
  return `a leak ${parts.join(', ')}${less}, or ${thin} of another photo over all of one, could have gone unseen`;
}

const AREAS_SHOWN = 3;
const KINDS_SHOWN = 2;

function listed(names: readonly string[], shown: number): string {
  const more = names.length - shown;
  return more > 0 ? `${names.slice(0, shown).join(', ')} and ${countOf(more)} more` : names.join(', ');
}

/** Who was asked for what, and what became of it. */
export function countLines(result: Result, width: number): readonly string[] {
  const losses = theseOf([
    [result.refused, 'refused'],
    [result.missing, 'missing'],
    [result.unreadable, 'unreadable'],
  ]);
  return [
    ...labelled('Thumbnailer', printable(result.thumbnailer), width),
    ...labelled(
      'Asked',
      `seed ${result.seed}: ${counted(result.requested, 'thumbnail')} of ${counted(result.photos, 'photo')} of ${counted(result.owners, 'owner')}, ` +
        `in ${counted(result.batches, 'batch', 'batches')}, ${counted(result.concurrency, 'job')} in flight`,
      width,
    ),
    ...labelled('Jobs', fatesSay(result.fates), width),
    ...labelled('Verified', verifiedSays(result), width),
    ...sweepLines(result, width),
    ...interleavingCountLines(result, width),
    ...occurrenceLines(result, width),
    ...coverageLines(result, width),
    ...(losses === '' ? [] : labelled('Not verified', losses + refusalSays(result), width)),
  ];
}

/** `12 refused, 3 missing`: those of which there are any. */
function theseOf(counts: readonly (readonly [number, string])[]): string {
  const some = counts.filter(([count]) => count > 0);
  return some.map(([count, word]) => `${countOf(count)} ${word}`).join(', ');
}

/** Alone and under every load; each job is counted once. */
function fatesSay(fates: Fates): string {
  const { asked, beyond } = fates;
  const parts = theseOf([
    [fates.answered, 'answered'],
    [fates.refused, 'refused'],
    [fates.calledOff, 'called off'],
    [fates.lost, 'lost with a thumbnailer that ended or threw'],
    [fates.unknown, 'unknown, for it fell silent or nobody waited'],
    [fates.missing, 'missing'],
    [fates.inFlight, 'in flight at the end'],
  ]);
  const more = beyond > 0 ? `; ${counted(beyond, 'answer')} that nobody was owed` : '';
  return `${countOf(asked)} in all: ${parts === '' ? 'none' : parts}${more}`;
}

/** What one refusal said: calibration saw such photos accepted, so a person will ask why. */
function refusalSays({ firstRefusal: first }: Result): string {
  if (first === null) return '';
  const form = first.archived ? 'archived' : first.format;
  return `; refused was for instance "${printable(first.photo)}" (${form}): ${printable(first.reason)}`;
}

function verifiedSays({ verified, archivedVerified, repeats, byteIdentical }: Result): string {
  if (verified === 0) return 'not one';
  const archived = archivedVerified > 0 ? `, of which ${countOf(archivedVerified)} of archived photos` : '';
  const again = repeats > 0 ? `; ${counted(repeats, 'repeat')} judged as well` : '';
  const alike = byteIdentical > 0 ? `; ${countOf(byteIdentical)} identical byte for byte to one already seen` : '';
  return countOf(verified) + archived + again + alike;
}

const STRATA_SHOWN = 8;

/** The strata that need a look first; the whole list is in result.json. */
export function strataLines(result: Result): readonly string[] {
  const covered = result.strata
    .filter((stratum) => stratum.covered)
    .toSorted((one, other) => urgency(other) - urgency(one));
  if (covered.length === 0) return [];
  const rows = covered.slice(0, STRATA_SHOWN).map((stratum) => [
    printable(stratum.name),
    countOf(stratum.verified),
    countOf(stratum.floor),
    countOf(stratum.unreadable),
    countOf(stratum.mixups),
    // A violation ends the search early, and then no floor was to be reached.
    result.verdict !== 'violated' && stratum.verified < stratum.floor ? 'below its floor' : '',
  ]);
  const others = covered.slice(STRATA_SHOWN);
  const below = others.filter((stratum) => urgency(stratum) > 0).length;
  const head = ['Stratum', 'verified', 'floor', 'unreadable', 'mix-ups', ''];
  return [
    ...table([head, ...rows], 0),
    ...(others.length > 0
      ? [`and ${counted(others.length, 'other stratum', 'other strata')}, ${countOf(below)} of them below the floor`]
      : []),
  ];
}

/** Mix-ups first, then those below their floor, then the rest as they came. */
function urgency(stratum: Stratum): number {
  return stratum.mixups > 0 ? 2 : stratum.verified < stratum.floor ? 1 : 0;
}

/** The loads beside that of the sample, and how much of each was judged. */
function sweepLines({ sweeps }: Result, width: number): readonly string[] {
  if (sweeps.length === 0) return [];
  const judged = sweeps.reduce((sum, { thumbnails }) => sum + thumbnails, 0);
  return [
    ...labelled('Other loads', `${counted(judged, 'thumbnail')} besides, not counted in the bound:`, width),
    ...sweeps.flatMap(({ name, load, thumbnails, incident }) => {
      const drawn = load === null ? name : `${name} (${load})`;
      const says = incident === null ? drawn : `${drawn}; it did not bear that: ${incident}`;
      return paragraph(`  - ${countOf(thumbnails)}: `, printable(says, 1000), width);
    }),
  ];
}

/** What happened meanwhile, as far as it did. */
function occurrenceLines({ occurrences: had }: Result, width: number): readonly string[] {
  const noun = (count: number, singular: string, plural = `${singular}s`) => (count === 1 ? singular : plural);
  const parts = theseOf([
    [had.replaced, `${noun(had.replaced, 'photo')} replaced`],
    [had.recreated, `${noun(had.recreated, 'photo')} created anew`],
    [had.archived, `${noun(had.archived, 'photo')} archived`],
    [had.moved, `${noun(had.moved, 'photo')} moved`],
    [had.uploaded, `${noun(had.uploaded, 'photo')} uploaded`],
    [had.shared, `${noun(had.shared, 'photo')} shared`],
    [had.readsInTrouble, `${noun(had.readsInTrouble, 'read')} in trouble`],
    [had.requestsInTrouble, `${noun(had.requestsInTrouble, 'request')} in trouble`],
    [had.writesInTrouble, `${noun(had.writesInTrouble, 'thumbnail')} that could not be written`],
    [had.calledOff, `${noun(had.calledOff, 'batch', 'batches')} called off`],
    [had.timedOut, `${noun(had.timedOut, 'batch', 'batches')} no longer waited for`],
    [had.paused, noun(had.paused, 'pause')],
    [had.upgraded, noun(had.upgraded, 'upgrade')],
    [had.killed, noun(had.killed, 'kill')],
  ]);
  return parts === '' ? [] : labelled('Meanwhile', parts, width);
}

/** How the thumbnailer behaved alone, what was therefore not asked, and which strata carry no claim. */
export function profileLines(result: Result, width: number): readonly string[] {
  const bullets = (texts: readonly string[]) => texts.flatMap((text) => paragraph('  - ', printable(text), width));
  const uncovered = result.strata.filter((stratum) => !stratum.covered);
  const judged = uncovered.reduce((sum, stratum) => sum + stratum.verified, 0);
  const mixups = uncovered.reduce((sum, stratum) => sum + stratum.mixups, 0);
  const names = [...new Set(uncovered.map((stratum) => printable(stratum.name)))];
  const more = result.narrowed.filter((says) => !result.recipesNarrowed.includes(says));
  return [
    ...(result.profile.length > 0 ? ['Alone, before the load, it', ...bullets(result.profile)] : []),
    ...(more.length > 0 ? ['Therefore not asked of it', ...bullets(more)] : []),
    ...(uncovered.length > 0
      ? labelled(
          'Not covered',
          `${counted(judged, 'thumbnail')} with too few pixels to show a small leak, judged but not counted ` +
            `(${counted(mixups, 'mix-up')}): ${listed(names, STRATA_SHOWN)}`,
          width,
        )
      : []),
  ];
}
