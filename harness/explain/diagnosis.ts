// One breach proves that something is wrong; many together say what. Each pattern is counted against what the load
// would have given by chance, and a class of real incidents is named only when its pattern holds.

import { isMost, patternsOf, type Patterns } from './breach-patterns.ts';
import { causeOfMixups, NO_PATTERN, type Cause } from './mixup-causes.ts';
import { percent } from '../model/figures.ts';
import { MIXUP_KINDS, type Breach, type Diagnosis } from '../model/verdict.ts';

/** `archivedShare` of the thumbnails asked for, 0 to 1; `refused`, the ids of sound photos that got no thumbnail. */
export type Load = { readonly archivedShare: number; readonly refused?: ReadonlySet<string> };

/** A pattern holds when nearly all breaches show it and chance would show it less often than this. */
const CHANCE_MAX = 0.01;

/** Null without breaches. The classes are those of the catalogue of real mix-ups, likeliest first; none when the pattern is not known. */
export function diagnose(breaches: readonly Breach[], load: Load): Diagnosis | null {
  if (breaches.length === 0) return null;
  const mixups = breaches.filter((breach) => MIXUP_KINDS.has(breach.kind));
  const patterns = patternsOf(breaches, mixups, load.refused);
  const about = mixups.length > 0 ? mixups : breaches;
  const because = [
    ...ageSays(about, load),
    ...mixupSays(patterns),
    ...variantSays(breaches),
    ...leaksSay(breaches, mixups),
    ...framesSay(breaches),
  ];
  const { classes, cause } = mixups.length > 0 ? causeOfMixups(patterns) : causeOfOthers(breaches);
  const isTwofold = mixups.length > 0 && leaksAmong(breaches) >= mixups.length;
  return { cause, classes: isTwofold ? [...classes, 'E1'] : classes, because, experiments: [] };
}

/** Thumbnails of the right photo that carry metadata of another: nothing that a mix-up of pictures brings about. */
function leaksAmong(breaches: readonly Breach[]): number {
  return breaches.filter(({ kind }) => kind === 'leaked-metadata').length;
}

function leaksSay(breaches: readonly Breach[], mixups: readonly Breach[]): string[] {
  const leaks = leaksAmong(breaches);
  return leaks === 0 || mixups.length === 0
    ? []
    : [`Besides, metadata or a preview of another photo came with the right picture: ${leaks} times.`];
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

function mixupSays(patterns: Patterns): string[] {
  const { mixups, placed, known } = patterns;
  if (mixups === 0) return [];
  const says: string[] = [];
  if (isMost(patterns.next, placed)) says.push(`The donor is the next in the queue: ${patterns.next} of ${placed}.`);
  else if (isMost(patterns.previous, placed))
    says.push(`The donor is the one before in the queue: ${patterns.previous} of ${placed}.`);
  else if (placed > 1)
    says.push(`The donors are ${patterns.nearestPlaces} to ${patterns.farthestPlaces} places away in the queue.`);
  const most: readonly (readonly [number, string])[] = [
    [patterns.torn, "The thumbnails are torn, part their own and part another's"],
    [patterns.sameName, 'Donor and victim have the same base name'],
    [patterns.sameNameAndAlbum, 'They are in albums of the same name'],
    [patterns.alikeBeginnings, 'The names of donor and victim begin alike'],
    [patterns.swapped, "Victim and donor got each other's picture"],
    [isMost(patterns.swapped, mixups) ? 0 : patterns.chained, 'The donor is itself a victim'],
    [patterns.closedUp, 'From victim to victim, the donors lead to a photo that got no thumbnail'],
    [patterns.oneDonorInABatch, 'Several victims of a batch share one donor'],
    [patterns.oneDonorInBatches, 'Several victims share one donor, over several batches'],
  ];
  for (const [count, text] of most) if (isMost(count, mixups)) says.push(`${text}: ${count} of ${mixups}.`);
  if (known > 0) says.push(`Pixels crossed from one owner to another in ${patterns.crossOwner} of ${known}.`);
  return says;
}

function variantSays(breaches: readonly Breach[]): string[] {
  const misshapen = breaches.filter(({ kind }) => kind === 'misshapen').length;
  const variants = variantsAmong(breaches);
  return variants === 0 ? [] : [`They are of the same photo, made for another recipe: ${variants} of ${misshapen}.`];
}

/** Those that are right for another recipe than was asked for. */
function variantsAmong(breaches: readonly Breach[]): number {
  return breaches.filter(({ shownRecipe }) => shownRecipe !== undefined).length;
}

/** Breaches that show another picture of the victim's own animation, none of anybody else. */
function otherFrames(breaches: readonly Breach[]): number {
  return breaches.filter(
    ({ kind, victim, donors }) =>
      kind === 'damaged' && donors.some(({ id, frame }) => id === victim.id && frame !== undefined),
  ).length;
}

function framesSay(breaches: readonly Breach[]): string[] {
  const count = otherFrames(breaches);
  return count === 0 ? [] : [`They show a later picture of their own animation: ${count} of ${breaches.length}.`];
}

function causeOfOthers(breaches: readonly Breach[]): Cause {
  const kinds = new Set(breaches.map((breach) => breach.kind));
  if (isMost(otherFrames(breaches), breaches.length))
    return {
      classes: ['B6'],
      cause:
        'Animations show another picture than alone: the state of their reader, or its canvas, is kept from one photo to the next.',
    };
  if (kinds.has('fabricated'))
    return {
      classes: ['B5', 'D4'],
      cause:
        'Files without a picture are answered with one: memory that nobody wrote, or what a worker still held, is shown.',
    };
  if (kinds.has('mutated'))
    return {
      classes: ['B1'],
      cause: 'Delivered bytes change later: the answer is a view of a buffer that is used again.',
    };
  if (kinds.has('stale'))
    return {
      classes: ['C6', 'D3'],
      cause:
        'A photo that was replaced is still answered from before: a cache key leaves out the version, or an older job overwrites.',
    };
  if (kinds.has('leaked-metadata'))
    return {
      classes: ['E1'],
      cause:
        "Metadata or an embedded preview of another photo comes along: it is kept from job to job, or copied from another's file.",
    };
  if (kinds.has('unasked'))
    return { classes: ['D3'], cause: 'A job is answered twice, or an answer comes that nobody asked for.' };
  if (kinds.has('missing')) return { classes: ['A1'], cause: 'Jobs are lost without a refusal.' };
  if (isMost(variantsAmong(breaches), breaches.length))
    return {
      classes: ['C3'],
      cause:
        'The thumbnail of the same photo for another size or format is answered: a cache key, or the name of a file, leaves it out.',
    };
  if (kinds.has('misshapen'))
    return {
      classes: ['E2', 'C3'],
      cause: 'Thumbnails come in another shape than was asked for or than is made alone.',
    };
  if (kinds.has('damaged'))
    return {
      classes: ['C2', 'B5'],
      cause: 'Pictures come incomplete: they were read before they were written to the end.',
    };
  return NO_PATTERN;
}
