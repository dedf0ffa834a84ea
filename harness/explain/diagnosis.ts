// One breach proves that something is wrong; many together say what. Each pattern is counted against what the load
// would have given by chance, and a class of real incidents is named only when its pattern holds.

import { isMost, patternsOf, type Patterns } from './breach-patterns.ts';
import { percent } from '../model/figures.ts';
import { MIXUP_KINDS, type Breach, type Diagnosis } from '../model/verdict.ts';

/** `archivedShare` of the thumbnails asked for, 0 to 1. */
export type Load = { readonly archivedShare: number };

/** A pattern holds when nearly all breaches show it and chance would show it less often than this. */
const CHANCE_MAX = 0.01;

type Cause = Pick<Diagnosis, 'classes' | 'cause'>;

/** Null without breaches. The classes are those of the catalogue of real mix-ups, likeliest first; none when the pattern is not known. */
export function diagnose(breaches: readonly Breach[], load: Load): Diagnosis | null {
  if (breaches.length === 0) return null;
  const mixups = breaches.filter((breach) => MIXUP_KINDS.has(breach.kind));
  const patterns = patternsOf(breaches, mixups);
  const about = mixups.length > 0 ? mixups : breaches;
  const because = [...ageSays(about, load), ...mixupSays(patterns)];
  const { classes, cause } = mixups.length > 0 ? causeOfMixups(patterns) : causeOfOthers(breaches);
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
    [patterns.oneDonorInABatch, 'Several victims of a batch share one donor'],
    [patterns.oneDonorInBatches, 'Several victims share one donor, over several batches'],
  ];
  for (const [count, text] of most) if (isMost(count, mixups)) says.push(`${text}: ${count} of ${mixups}.`);
  if (known > 0) says.push(`Pixels crossed from one owner to another in ${patterns.crossOwner} of ${known}.`);
  return says;
}

/** Photos of confusable names are asked for together, so that under load a pair or two may meet by chance. */
const NAMED_MIN = 3;

/** The first that holds, names before places: whatever a weak key confuses also has a place in the queue. */
function causeOfMixups(patterns: Patterns): Cause {
  const { mixups, placed, torn, foreign } = patterns;
  const most = (count: number) => isMost(count, mixups);
  const mostPlaced = (count: number) => isMost(count, placed);
  const mostNamed = (count: number) => most(count) && (placed === 0 || mixups >= NAMED_MIN);
  const areWhole = most(foreign);
  const causes: readonly (readonly [boolean, readonly string[], string])[] = [
    [
      most(patterns.ofBrokenFiles),
      ['B5', 'D4'],
      'Only broken files are hit: what they do not fill shows memory, or a canvas, that was used before and not cleared.',
    ],
    [
      mostNamed(patterns.siblings),
      ['E3'],
      'A file of the same stem in the same folder is taken for the photo: the wrong sibling is chosen as source.',
    ],
    [
      mostNamed(patterns.sameNameAndAlbum),
      ['D2', 'C3'],
      'Photos of one base name in albums of one name meet in one place: a cache of responses, or a key, leaves out the owner.',
    ],
    [
      mostNamed(patterns.sameName),
      ['C1', 'C3'],
      'Photos of one base name meet in one place: a cache key or a temporary file that leaves out the owner or the folder.',
    ],
    [
      mostNamed(patterns.alikeBeginnings),
      ['C4'],
      'Photos whose names begin alike meet in one place: a key is cut off, or only its beginning is hashed.',
    ],
    [
      // A buffer that is filled early enough shows nothing but the next photo, so a few of them may be whole.
      2 * torn >= mixups && most(torn + foreign) && mostPlaced(patterns.next),
      ['B2'],
      'A working buffer is filled with the next photo while the one before is still being read from it.',
    ],
    [most(patterns.swapped), ['A2', 'D1'], 'Two results were exchanged: each of the pair got the other.'],
    [
      most(torn) && mostPlaced(patterns.before),
      ['B5', 'B1'],
      'What a photo does not fill shows one that was there before: memory is used again without being cleared.',
    ],
    [
      most(torn),
      ['B2', 'B7', 'B1'],
      'Pixels of two photos meet in one picture: a buffer or a decoder is shared by jobs that overlap in time.',
    ],
    [
      areWhole && mostPlaced(patterns.next) && most(patterns.chained),
      ['A1'],
      "Each job gets the next one's picture: a result was left out, and the list closed up.",
    ],
    [
      areWhole && most(patterns.oneDonorInABatch),
      ['A3'],
      'Many jobs of one batch get one picture: they share a variable that each overwrites for all.',
    ],
    [
      areWhole && most(patterns.oneDonorInBatches),
      ['C4', 'C3'],
      'Many jobs, at any time, get one picture: a cache takes different keys for one.',
    ],
    [
      areWhole && mostPlaced(patterns.before) && most(patterns.chained),
      ['D1', 'D7'],
      'Each job gets the picture of one before it, and so on down the line: a reply was left behind, and everything after it is late.',
    ],
    [
      areWhole && mostPlaced(patterns.shortlyBefore),
      ['D4', 'A4', 'C5', 'D1'],
      'The picture of a job shortly before is answered again: what a worker keeps from job to job was not cleared.',
    ],
    [
      areWhole && mostPlaced(patterns.before),
      ['C3', 'C4', 'D6'],
      'Pictures that were made long before are answered again for others: a cache takes different keys for one.',
    ],
    [
      areWhole && placed > 2 && mostPlaced(patterns.equallyFar),
      ['C1', 'A2'],
      'Donor and victim are always equally far apart: they meet in a file or key that is named after the place in the batch.',
    ],
    [
      areWhole && mostPlaced(patterns.shortlyAfter),
      ['B4', 'B1', 'B3'],
      'The picture of a job shortly after is answered: memory was filled again before it had been read.',
    ],
    [
      areWhole,
      ['A2', 'A3', 'D1'],
      'Whole pictures are answered under the wrong job: results are matched by position, by arrival or through a shared variable.',
    ],
    [
      most(patterns.alien),
      ['B5'],
      'The pixels belong to no photo of this run: old memory, another tenant, or an earlier run.',
    ],
  ];
  const found = causes.find(([holds]) => holds);
  return found === undefined ? NO_PATTERN : { classes: found[1], cause: found[2] };
}

const NO_PATTERN: Cause = {
  classes: [],
  cause: 'The breaches follow no pattern that is known; the evidence is kept for each of them.',
};

function causeOfOthers(breaches: readonly Breach[]): Cause {
  const kinds = new Set(breaches.map((breach) => breach.kind));
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
