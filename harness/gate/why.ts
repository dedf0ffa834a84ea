// The one sentence a person reads when everything else is skipped. It says what was counted, how sure that makes us,
// and what would have been too small to see. Names stay as they are here; whoever prints them escapes them.

import type { IncidentKind } from '../model/adapter.ts';
import { BREACH_WORDS, gravestBreach } from '../model/breach-words.ts';
import { countOf, counted, oneIn, percent } from '../model/figures.ts';
import { REFERENCE_LEAK_SIDE_PX } from '../model/reference-leak.ts';
import { type Bound, type Breach, type BreachKind, MIXUP_KINDS } from '../model/verdict.ts';

export function upheldSays(verified: number, bound: Bound): string {
  const leak = `a leak of at least one ${REFERENCE_LEAK_SIDE_PX}×${REFERENCE_LEAK_SIDE_PX} px tile`;
  return (
    `0 mix-ups in ${counted(verified, 'verified thumbnail')}: with ${percent(bound.confidence)} confidence ` +
    `fewer than ${oneIn(bound.perThumbnail)} thumbnails show ${leak} (asked: ${oneIn(bound.asked)}).`
  );
}

/** `proven` may be empty when only counts are left of what was proven. */
export function violatedSays(
  facts: { readonly verified: number; readonly mixups: number },
  proven: readonly Breach[],
): string {
  const others = proven.filter((breach) => !MIXUP_KINDS.has(breach.kind));
  const mixups = Math.max(facts.mixups, proven.length - others.length);
  const parts: string[] = [];
  if (mixups > 0) {
    const shows = mixups === 1 ? 'shows' : 'show';
    parts.push(
      `${counted(mixups, 'thumbnail')} ${shows} pixels of another photo, among ${countOf(facts.verified)} verified`,
    );
  }
  if (others.length > 0) parts.push(othersSay(others, mixups > 0));
  const worst = gravestBreach(proven);
  const intro = mixups + others.length === 1 ? '' : 'The gravest: ';
  return `${parts.join('; ')}.${worst === undefined ? '' : ` ${asSentence(intro + exampleSays(worst))}`}`;
}

/** What ended the thumbnailer, the first of however many such `incidents`. */
export function incidentSays(
  incident: { readonly incident: IncidentKind; readonly detail: string },
  incidents: number,
): string {
  const again = incidents > 1 ? ` (the first of ${countOf(incidents)} incidents)` : '';
  return `${INCIDENT_SAYS[incident.incident]}${again}: ${inSentence(incident.detail)}`;
}

const INCIDENT_SAYS: Readonly<Record<IncidentKind, string>> = {
  crashed: 'The thumbnailer crashed',
  hung: 'The thumbnailer hung and was stopped',
  overweight: 'The thumbnailer used more memory than allowed and was stopped',
  faulted: 'The thumbnailer broke its contract',
  unavailable: 'The thumbnailer could not be started',
};

/** Somebody else's words as the end of our sentence: one line, not endless, one full stop. */
export function inSentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const short = line.length > 200 ? `${line.slice(0, 199)}…` : line;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}

function exampleSays(breach: Breach): string {
  const { victim } = breach;
  const [donor] = breach.donors;
  // A key that nobody asked for has no photo to name.
  if (victim.photo === '') return inSentence(breach.says);
  const whose = `the thumbnail of ${victim.photo} of owner ${victim.owner}`;
  if (donor === undefined) return `${whose} is ${BREACH_WORDS[breach.kind]}.`;
  if (breach.kind === 'leaked-metadata') return `${whose} carries metadata of ${donor.photo} of owner ${donor.owner}.`;
  const itself = donor.frame === undefined ? `its version ${donor.version}` : `picture ${donor.frame} of its animation`;
  const whom = donor.id === victim.id ? itself : `${donor.photo} of owner ${donor.owner}`;
  return `${whose} shows ${whom} on ${percent(donor.share)} of its area.`;
}

function othersSay(breaches: readonly Breach[], also: boolean): string {
  const counts = new Map<BreachKind, number>();
  for (const breach of breaches) counts.set(breach.kind, (counts.get(breach.kind) ?? 0) + 1);
  const list = [...counts].map(([kind, count]) => `${countOf(count)} ${BREACH_WORDS[kind]}`).join(', ');
  const breaks = breaches.length === 1 ? 'breaks' : 'break';
  return `${also ? 'also ' : ''}${counted(breaches.length, 'answer')} ${breaks} ${also ? 'another' : 'a'} promise (${list})`;
}

function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
