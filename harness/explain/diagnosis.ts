// One breach proves that something is wrong; many together say what. Each pattern is counted against what the load
// would have given by chance, and a class of real incidents is named only when its pattern holds.

import { isMost, patternsOf, type Patterns } from './breach-patterns.ts';
import { causeOfMixups } from './mixup-causes.ts';
import { causeOfOthers, otherFrames, variantsAmong } from './other-causes.ts';
import { percent } from '../model/figures.ts';
import type { Experimented } from '../model/reproduction.ts';
import { refined } from './refined-cause.ts';
import type { AskFacts } from '../model/ask-facts.ts';
import { meetingsOf } from './meetings.ts';
import { MIXUP_KINDS, type Breach, type Diagnosis } from '../model/verdict.ts';

/**
 * `archivedShare` of the thumbnails asked for, 0 to 1; `refused`, the ids of sound photos that got no thumbnail; `asks`, how
 * the loads went in which the breaches were found, where that is known; `experiments`, what came of the smallest plan.
 */
export type Load = {
  readonly archivedShare: number;
  readonly refused?: ReadonlySet<string>;
  readonly asks?: ReadonlyMap<string, AskFacts>;
  readonly experiments?: readonly Experimented[];
};

/** Fewer may look like something by luck. */
const SURE_BREACHES = 4;
/** A pattern holds when nearly all breaches show it and chance would show it less often than this. */
const CHANCE_MAX = 0.01;

/** Null without breaches. The classes are those of the catalogue of real mix-ups, likeliest first; none when the pattern is not known. */
export function diagnose(breaches: readonly Breach[], load: Load): Diagnosis | null {
  if (breaches.length === 0) return null;
  const mixups = mixupsAmong(breaches);
  const patterns = patternsOf(breaches, mixups, load.refused);
  const about = mixups.length > 0 ? mixups : breaches;
  const because = [
    ...ageSays(about, load),
    ...mixupSays(patterns),
    ...variantSays(breaches),
    ...leaksSay(breaches, mixups),
    ...framesSay(breaches),
  ];
  const meetings = load.asks === undefined ? null : meetingsOf(about, load.asks);
  const found = mixups.length > 0 ? causeOfMixups(patterns, meetings) : causeOfOthers(breaches, meetings);
  const isTwofold = mixups.length > 0 && leaksAmong(breaches) >= mixups.length;
  const { classes, isConfirmed, isContradicted } = refined(
    isTwofold ? [...found.classes, 'E1'] : found.classes,
    load.experiments ?? [],
  );
  const isSure = isConfirmed || (found.isTelling && about.length >= SURE_BREACHES && !isContradicted);
  return {
    cause: found.cause,
    classes,
    confidence: classes.length === 0 ? 'none' : isSure ? 'high' : 'low',
    because,
    experiments: load.experiments ?? [],
  };
}

/** None where strange shapes are the matter: a small picture that lies on its side can be read no more, and looks like nobody's. */
function mixupsAmong(breaches: readonly Breach[]): readonly Breach[] {
  const mixups = breaches.filter((breach) => MIXUP_KINDS.has(breach.kind));
  const misshapen = breaches.filter(({ kind }) => kind === 'misshapen').length;
  return mixups.every(({ kind }) => kind === 'alien') && misshapen >= mixups.length ? [] : mixups;
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

function framesSay(breaches: readonly Breach[]): string[] {
  const count = otherFrames(breaches);
  return count === 0 ? [] : [`They show a later picture of their own animation: ${count} of ${breaches.length}.`];
}
