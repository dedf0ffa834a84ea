// From what many mix-ups have in common to the class of real incidents that shows it: a table, the likeliest first.

import { isMost, type Patterns } from './breach-patterns.ts';
import type { Diagnosis } from '../model/verdict.ts';

export type Cause = Pick<Diagnosis, 'classes' | 'cause'>;

export const NO_PATTERN: Cause = {
  classes: [],
  cause: 'The breaches follow no pattern that is known; the evidence is kept for each of them.',
};

/** Photos of confusable names are asked for together, so that under load a pair or two may meet by chance. */
const NAMED_MIN = 3;
/** By chance every second donor has a later name. */
const LISTED_MIN = 8;

/** The first that holds, names before places: whatever a weak key confuses also has a place in the queue. */
export function causeOfMixups(patterns: Patterns): Cause {
  const { mixups, placed, torn, foreign } = patterns;
  const most = (count: number) => isMost(count, mixups);
  const mostPlaced = (count: number) => isMost(count, placed);
  const mostNamed = (count: number) => most(count) && (placed === 0 || mixups >= NAMED_MIN);
  const areWhole = most(foreign);
  const causes: readonly (readonly [boolean, readonly string[], string])[] = [
    [
      areWhole && most(patterns.ofBrokenFiles) && most(patterns.laterByName),
      ['A1', 'D4'],
      'Files that cannot be read are answered with whole pictures of photos that come later in the list of names: the next was taken in place of the one that failed.',
    ],
    [
      areWhole && most(patterns.ofBrokenFiles),
      ['D4', 'A1'],
      'Files that cannot be read are answered with whole pictures of other photos: the result of another job was at hand, and the failure did not clear it.',
    ],
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
      areWhole && mixups >= NAMED_MIN && most(patterns.laterByName) && most(patterns.closedUp),
      ['A1'],
      'Each photo gets the picture of the next in the list of names, and the last gets none: one that failed was left out, and the outputs closed up.',
    ],
    [
      areWhole && mixups >= LISTED_MIN && most(patterns.laterByName) && most(patterns.chained),
      ['A1', 'A2'],
      'Each photo gets the picture of one that comes after it in the list of names: one that failed was left out, and the outputs closed up.',
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
