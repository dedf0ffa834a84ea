// A whole picture under the wrong job was right for somebody: who that is, and when it was made, says where it was taken from.

import type { MixupCause } from './mixup-causes.ts';
import type { MixupFacts } from './mixup-facts.ts';

const NAMED_MIN = 3;
/** By chance every second donor has a later name. */
const LISTED_MIN = 8;
/** A state that stays wrong spoils at least this part of what comes after. */
const LASTING = 0.4;
/** One that spreads from whoever met in it, this part. */
const SPREADING = 0.1;
const CHAINED_IN_PART = 0.3;

/** Donors are victims too, in part, and ever more of what comes after is wrong. */
function isSpreading({ patterns, persistence }: MixupFacts): boolean {
  return persistence >= SPREADING && patterns.chained >= CHAINED_IN_PART * patterns.mixups;
}

const SWAPPED: MixupCause = {
  holds: ({ most, patterns }) => most(patterns.swapped),
  classes: ['A2', 'D1'],
  isTelling: true,
  cause: 'Two results were exchanged: each of the pair got the other.',
};

const CLOSED_UP: readonly MixupCause[] = [
  {
    holds: ({ mostPlaced, most, patterns }) => mostPlaced(patterns.next) && most(patterns.chained),
    classes: ['A1'],
    isTelling: false,
    cause: "Each job gets the next one's picture: a result was left out, and the list closed up.",
  },
  {
    holds: ({ most, patterns }) =>
      patterns.mixups >= NAMED_MIN && most(patterns.laterByName) && most(patterns.closedUp),
    classes: ['A1'],
    isTelling: true,
    cause:
      'Each photo gets the picture of the next in the list of names, and the last gets none: one that failed was left out, and the outputs closed up.',
  },
  {
    holds: ({ most, patterns }) =>
      patterns.mixups >= LISTED_MIN && most(patterns.laterByName) && most(patterns.chained),
    classes: ['A1', 'A2'],
    isTelling: false,
    cause:
      'Each photo gets the picture of one that comes after it in the list of names: one that failed was left out, and the outputs closed up.',
  },
];

/** Also before names, where the load is known: all of a batch then meet, whatever they are called. */
export const SHARED: MixupCause = {
  holds: ({ isWithinBatches, most, patterns }) =>
    most(patterns.oneDonorInABatch) ||
    (isWithinBatches && most(patterns.oneDonorInABatch + patterns.oneDonorInBatches)),
  classes: ['A3', 'A2'],
  isTelling: true,
  cause: 'Many jobs of one batch get one picture: they share a variable that each overwrites for all.',
};

const TOGETHER: readonly MixupCause[] = [
  SHARED,
  {
    holds: ({ tells }) => tells('samePlace'),
    classes: ['C1', 'A2'],
    isTelling: true,
    cause:
      'Donor and victim stand at one place of different batches: they meet in a file or key that is named after the place, or the time.',
  },
  {
    holds: ({ isWithinBatches, isBothWays, most, patterns }) => isWithinBatches && isBothWays && most(patterns.chained),
    classes: ['A2', 'A3'],
    isTelling: true,
    cause: 'The pictures of a batch are exchanged among its jobs: results are matched by position or by arrival.',
  },
  {
    holds: ({ isBothWays, tells, most, patterns }) => isBothWays && tells('early') && most(patterns.chained),
    classes: ['D5', 'A2'],
    isTelling: true,
    cause:
      'Only those asked for at the very start are exchanged, over many batches: look-ups that wait for a first connection come back in another order.',
  },
  {
    holds: (facts) => facts.hasRefusals && isSpreading(facts) && !facts.mostPlaced(facts.patterns.before),
    classes: ['B3', 'D7'],
    isTelling: false,
    cause:
      "After a job was turned away, others that are in hand together get each other's pictures: what it held was given back twice.",
  },
  {
    holds: ({ most, patterns }) => most(patterns.oneDonorInBatches),
    classes: ['C4', 'C3'],
    isTelling: false,
    cause: 'Many jobs, at any time, get one picture: a cache takes different keys for one.',
  },
];

const OF_THE_ONE_BEFORE: readonly MixupCause[] = [
  {
    holds: ({ mostPlaced, persistence, patterns }) => mostPlaced(patterns.before) && persistence >= LASTING,
    classes: ['D1', 'D7'],
    isTelling: true,
    cause:
      'Each job gets the picture of one before it, and so on down the line: a reply was left behind, and everything after it is late.',
  },
  {
    holds: ({ isAfterRefusals, mostPlaced, patterns }) =>
      isAfterRefusals && mostPlaced(patterns.shortlyBefore) && patterns.chained >= CHAINED_IN_PART * patterns.mixups,
    classes: ['D7', 'A4'],
    isTelling: false,
    cause:
      "After a job was turned away, answers land in the files of others: a handle that was closed twice is somebody else's by then.",
  },
  {
    holds: ({ isAfterRefusals, mostPlaced, patterns }) => isAfterRefusals && mostPlaced(patterns.shortlyBefore),
    classes: ['A4', 'D7'],
    isTelling: false,
    cause:
      'After a job was turned away, another gets a picture from shortly before: a record that is used again was not cleared.',
  },
  {
    holds: ({ mostPlaced, most, patterns }) => mostPlaced(patterns.before) && most(patterns.chained),
    classes: ['D1', 'D7'],
    isTelling: false,
    cause:
      'Each job gets the picture of one before it, and so on down the line: a reply was left behind, and everything after it is late.',
  },
  {
    holds: ({ isLoadKnown, mostPlaced, patterns }) => isLoadKnown && mostPlaced(patterns.shortlyBefore),
    classes: ['D4', 'C5', 'A4'],
    isTelling: false,
    cause:
      'The picture of a job shortly before is answered again: what a worker keeps from job to job was not cleared.',
  },
  {
    holds: ({ mostPlaced, patterns }) => mostPlaced(patterns.shortlyBefore),
    classes: ['D4', 'A4', 'C5', 'D1'],
    isTelling: false,
    cause:
      'The picture of a job shortly before is answered again: what a worker keeps from job to job was not cleared.',
  },
];

const OF_A_CACHE: readonly MixupCause[] = [
  {
    holds: ({ isCached, isAbsent }) =>
      isCached && isAbsent('sameName') && isAbsent('equalLength') && isAbsent('sameBatch'),
    classes: ['D6', 'C3', 'C4'],
    isTelling: false,
    cause:
      'Pictures that were made before are answered for others that have nothing in common with them: two makers of keys number photos differently, and share one cache.',
  },
  {
    holds: ({ mostPlaced, patterns }) => mostPlaced(patterns.before),
    classes: ['C3', 'C4', 'D6'],
    isTelling: false,
    cause: 'Pictures that were made long before are answered again for others: a cache takes different keys for one.',
  },
];

const OF_A_PLACE: readonly MixupCause[] = [
  {
    holds: ({ mostPlaced, patterns }) => patterns.placed > 2 && mostPlaced(patterns.equallyFar),
    classes: ['C1', 'A2'],
    isTelling: false,
    cause:
      'Donor and victim are always equally far apart: they meet in a file or key that is named after the place in the batch.',
  },
  {
    holds: ({ mostPlaced, patterns }) => mostPlaced(patterns.shortlyAfter),
    classes: ['B4', 'B1', 'B3'],
    isTelling: false,
    cause: 'The picture of a job shortly after is answered: memory was filled again before it had been read.',
  },
];

/** What is filled again while it is read shows some of both, so that a few of them may be torn. */
const REFILLED: MixupCause = {
  holds: ({ most, mostPlaced, patterns: { foreign, torn, alien, mixups, shortlyAfter } }) =>
    2 * foreign >= mixups && most(foreign + torn + alien) && mostPlaced(shortlyAfter),
  classes: ['B4', 'B1', 'B3'],
  isTelling: false,
  cause: 'The picture of a job shortly after is answered, some of it torn: memory was filled again while it was read.',
};

const ANYHOW: MixupCause = {
  holds: () => true,
  classes: ['A2', 'A3', 'D1'],
  isTelling: false,
  cause:
    'Whole pictures are answered under the wrong job: results are matched by position, by arrival or through a shared variable.',
};

export const WHOLE_CAUSES: readonly MixupCause[] = [
  SWAPPED,
  ...[...CLOSED_UP, ...TOGETHER, ...OF_THE_ONE_BEFORE, ...OF_A_CACHE, ...OF_A_PLACE, ANYHOW].map((cause) => ({
    ...cause,
    holds: (facts: MixupFacts) => facts.areWhole && cause.holds(facts),
  })),
  REFILLED,
];
