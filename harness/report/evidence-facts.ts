// What a verdict rests on, in words: how sure it is, what would have been too small to see, and what was counted where.
// Said once, for a terminal as for a page.

import { countOf, counted, oneIn, percent } from '../model/figures.ts';
import { REFERENCE_LEAK_SIDE_PX } from '../model/reference-leak.ts';
import type { Sensitivity } from '../model/sensitivity.ts';
import type { Fates } from '../model/fates.ts';
import type { Result, Stratum } from '../model/verdict.ts';
import { coverageFacts } from './coverage-facts.ts';
import type { Fact } from './fact.ts';
import { interleavingCountFacts } from './interleaving-text.ts';
import { printable } from './printable.ts';

/** The bound, and the smallest leak that would have been seen. */
export function proofFacts({ bound, sensitivity, photographs }: Result): readonly Fact[] {
  const unseen = unseenSays(sensitivity);
  return [
    ...(bound === null
      ? []
      : [
          {
            label: 'Bound',
            says:
              `with ${percent(bound.confidence)} confidence fewer than ${oneIn(bound.perThumbnail)} thumbnails (asked: ${oneIn(bound.asked)}), if thumbnails fail ` +
              `independently; fewer than ${oneIn(bound.perBatch)} batches, if those of one batch fail together; design effect ${bound.designEffect.toFixed(1)}`,
          },
          {
            label: 'Power',
            says: `a foreign tile of ${REFERENCE_LEAK_SIDE_PX}×${REFERENCE_LEAK_SIDE_PX} px is seen with a probability of at least ${percent(bound.power)}; the bound allows for that`,
          },
        ]),
    ...(unseen === null ? [] : [{ label: 'Too small', says: unseen }]),
    ...(photographs === null ? [] : [{ label: 'Photographs', says: printable(photographs, 1000) }]),
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

/** The first of them, and how many more. */
export function listed(names: readonly string[], shown: number): string {
  const more = names.length - shown;
  return more > 0 ? `${names.slice(0, shown).join(', ')} and ${countOf(more)} more` : names.join(', ');
}

/** Who was asked for what, and what became of it. */
export function countFacts(result: Result): readonly Fact[] {
  const losses = theseOf([
    [result.refused, 'refused'],
    [result.missing, 'missing'],
    [result.unreadable, 'unreadable'],
  ]);
  return [
    { label: 'Thumbnailer', says: printable(result.thumbnailer) },
    {
      label: 'Asked',
      says:
        `seed ${result.seed}: ${counted(result.requested, 'thumbnail')} of ${counted(result.photos, 'photo')} of ${counted(result.owners, 'owner')}, ` +
        `in ${counted(result.batches, 'batch', 'batches')}, ${counted(result.concurrency, 'job')} in flight`,
    },
    { label: 'Jobs', says: fatesSay(result.fates) },
    { label: 'Verified', says: verifiedSays(result) },
    ...sweepFacts(result),
    ...interleavingCountFacts(result),
    ...occurrenceFacts(result),
    ...coverageFacts(result),
    ...(losses === '' ? [] : [{ label: 'Not verified', says: losses + refusalSays(result) }]),
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

/** Mix-ups first, then those below their floor, then the rest as they came: grows with how much it needs a look. */
export function urgency(stratum: Stratum): number {
  return stratum.mixups > 0 ? 2 : stratum.verified < stratum.floor ? 1 : 0;
}

/** The loads beside that of the sample, and how much of each was judged. */
function sweepFacts({ sweeps }: Result): readonly Fact[] {
  if (sweeps.length === 0) return [];
  const judged = sweeps.reduce((sum, { thumbnails }) => sum + thumbnails, 0);
  const items = sweeps.map(({ name, load, thumbnails, incident }) => {
    const drawn = load === null ? name : `${name} (${load})`;
    const says = incident === null ? drawn : `${drawn}; it did not bear that: ${incident}`;
    return { lead: countOf(thumbnails), says: printable(says, 1000) };
  });
  return [{ label: 'Other loads', says: `${counted(judged, 'thumbnail')} besides, not counted in the bound:`, items }];
}

/** What happened meanwhile, as far as it did. */
function occurrenceFacts({ occurrences: had }: Result): readonly Fact[] {
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
  return parts === '' ? [] : [{ label: 'Meanwhile', says: parts }];
}
