// One breach proves that something is wrong; many together say what. Each pattern is counted against what the load
// would have given by chance, and a class of real incidents is named only when its pattern holds.

import { percent } from '../model/figures.ts';
import { MIXUP_KINDS, type Breach, type Diagnosis } from '../model/verdict.ts';

/** `archivedShare` of the thumbnails asked for, 0 to 1. */
export type Load = { readonly archivedShare: number };

/** A pattern holds when nearly all breaches show it and chance would show it less often than this. */
const CHANCE_MAX = 0.01;
const NEARLY_ALL = 0.8;

/** Null without breaches. The classes are those of the catalogue of real mix-ups, likeliest first; none when the pattern is not known. */
export function diagnose(breaches: readonly Breach[], load: Load): Diagnosis | null {
  if (breaches.length === 0) return null;
  const mixups = breaches.filter((breach) => MIXUP_KINDS.has(breach.kind));
  const about = mixups.length > 0 ? mixups : breaches;
  const because = [...ageSays(about, load), ...mixupSays(mixups)];
  const { classes, cause } = mixups.length > 0 ? causeOfMixups(mixups) : causeOfOthers(breaches);
  return { cause, classes, because, experiments: [] };
}

function ageSays(breaches: readonly Breach[], { archivedShare }: Load): string[] {
  const archived = breaches.filter((breach) => breach.archived).length;
  const sides = [
    { says: 'archived', count: archived, share: archivedShare },
    { says: 'fresh', count: breaches.length - archived, share: 1 - archivedShare },
  ];
  for (const { says, count, share } of sides) {
    if (count < breaches.length || share >= 1 || share <= 0) continue;
    const chance = share ** count;
    const tells = chance <= CHANCE_MAX ? '' : ', too few to be sure';
    return [
      `Only ${says} photos are hit: ${count} of ${count}${tells}, though they are ${percent(share)} of the load (by chance: ${percent(chance)}).`,
    ];
  }
  return [];
}

function mixupSays(mixups: readonly Breach[]): string[] {
  const says: string[] = [];
  const distances = distancesOf(mixups);
  const [next, previous] = [
    distances.filter((distance) => distance === 1).length,
    distances.filter((distance) => distance === -1).length,
  ];
  if (isMost(next, distances.length)) says.push(`The donor is the next in the queue: ${next} of ${distances.length}.`);
  else if (isMost(previous, distances.length))
    says.push(`The donor is the one before in the queue: ${previous} of ${distances.length}.`);
  else if (distances.length > 1)
    says.push(`The donors are ${Math.min(...distances)} to ${Math.max(...distances)} places away in the queue.`);
  const torn = mixups.filter((breach) => breach.kind === 'torn').length;
  if (isMost(torn, mixups.length))
    says.push(`The thumbnails are torn, part their own and part another's: ${torn} of ${mixups.length}.`);
  const sameName = mixups.filter(hasDonorOfSameName).length;
  if (isMost(sameName, mixups.length))
    says.push(`Donor and victim have the same base name: ${sameName} of ${mixups.length}.`);
  const swapped = swapsIn(mixups);
  if (isMost(swapped, mixups.length))
    says.push(`Victim and donor got each other's picture: ${swapped} of ${mixups.length}.`);
  const owners = mixups.filter((breach) => breach.severity === 'cross-owner').length;
  if (mixups.length > 0) says.push(`Pixels crossed from one owner to another in ${owners} of ${mixups.length}.`);
  return says;
}

function causeOfMixups(mixups: readonly Breach[]): { classes: readonly string[]; cause: string } {
  const distances = distancesOf(mixups);
  const nextShare = distances.filter((distance) => distance === 1).length;
  const previousShare = distances.filter((distance) => distance === -1).length;
  const torn = mixups.filter((breach) => breach.kind === 'torn').length;
  const foreign = mixups.filter((breach) => breach.kind === 'foreign').length;
  if (isMost(mixups.filter(hasDonorOfSameName).length, mixups.length)) {
    return {
      classes: ['C1', 'C3'],
      cause:
        'Photos of one base name meet in one place: a cache key or a temporary file that leaves out the owner or the folder.',
    };
  }
  // A buffer that is filled early enough shows nothing but the next photo, so a few of them may be whole.
  if (2 * torn >= mixups.length && isMost(torn + foreign, mixups.length) && isMost(nextShare, distances.length)) {
    return {
      classes: ['B2'],
      cause: 'A working buffer is filled with the next photo while the one before is still being read from it.',
    };
  }
  if (isMost(swapsIn(mixups), mixups.length)) {
    return { classes: ['A2', 'D1'], cause: 'Two results were exchanged: each of the pair got the other.' };
  }
  if (isMost(torn, mixups.length)) {
    return {
      classes: ['B2', 'B1'],
      cause: 'Pixels of two photos meet in one picture: a buffer is shared by jobs that overlap in time.',
    };
  }
  if (isMost(foreign, mixups.length) && isMost(previousShare, distances.length)) {
    return { classes: ['D4', 'D1'], cause: 'The result of the job before is answered again.' };
  }
  if (isMost(foreign, mixups.length)) {
    return {
      classes: ['A2', 'A3', 'D1'],
      cause:
        'Whole pictures are answered under the wrong job: results are matched by position, by arrival or through a shared variable.',
    };
  }
  if (isMost(mixups.filter((breach) => breach.kind === 'alien').length, mixups.length)) {
    return {
      classes: ['B5'],
      cause: 'The pixels belong to no photo of this run: old memory, another tenant, or an earlier run.',
    };
  }
  return { classes: [], cause: 'The breaches follow no pattern that is known; the evidence is kept for each of them.' };
}

function causeOfOthers(breaches: readonly Breach[]): { classes: readonly string[]; cause: string } {
  const kinds = new Set(breaches.map((breach) => breach.kind));
  if (kinds.has('mutated'))
    return {
      classes: ['B1'],
      cause: 'Delivered bytes change later: the answer is a view of a buffer that is used again.',
    };
  if (kinds.has('unasked'))
    return { classes: ['D3'], cause: 'A job is answered twice, or an answer comes that nobody asked for.' };
  if (kinds.has('missing')) return { classes: ['A1'], cause: 'Jobs are lost without a refusal.' };
  if (kinds.has('misshapen'))
    return {
      classes: ['E2', 'C3'],
      cause: 'Thumbnails come in another shape than was asked for or than is made alone.',
    };
  return { classes: [], cause: 'The breaches follow no pattern that is known; the evidence is kept for each of them.' };
}

function isMost(count: number, of: number): boolean {
  return of > 0 && count >= NEARLY_ALL * of;
}

function distancesOf(breaches: readonly Breach[]): readonly number[] {
  return breaches.flatMap((breach) => (breach.queueDistance === null ? [] : [breach.queueDistance]));
}

function hasDonorOfSameName(breach: Breach): boolean {
  return breach.donors.some((donor) => stem(donor.photo) === stem(breach.victim.photo));
}

function stem(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.[^.]*$/, '');
}

/** Breaches whose donor got the victim's picture in turn. */
function swapsIn(breaches: readonly Breach[]): number {
  const pairs = new Set(breaches.flatMap((breach) => breach.donors.map((donor) => `${breach.victim.id}>${donor.id}`)));
  return breaches.filter((breach) => breach.donors.some((donor) => pairs.has(`${donor.id}>${breach.victim.id}`)))
    .length;
}
