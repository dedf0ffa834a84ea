// A picture that is only partly another's was in memory at the same time, or right after it.

import type { MixupCause } from './mixup-causes.ts';
import type { MixupFacts } from './mixup-facts.ts';

/** Of the pictures of an uncleared canvas some are shown on too little to be named. */
const ALIEN_AMONG_BARS = 0.15;

/** What is taken early enough shows nothing but the other photo, so a few of them may be whole. */
function areTorn({ most, patterns }: MixupFacts): boolean {
  return 2 * patterns.torn >= patterns.mixups && most(patterns.torn + patterns.foreign);
}

function areFromBefore({ isFromBefore, most, patterns: { torn, foreign, alien, mixups } }: MixupFacts): boolean {
  return isFromBefore && 3 * torn >= mixups && most(torn + foreign + alien);
}

export const TORN_CAUSES: readonly MixupCause[] = [
  {
    holds: (facts) => areTorn(facts) && facts.mostPlaced(facts.patterns.next),
    classes: ['B2', 'B7'],
    isTelling: true,
    cause: 'A working buffer is filled with the next photo while the one before is still being read from it.',
  },
  {
    holds: (facts) => areFromBefore(facts) && facts.tells('translucent'),
    classes: ['B6', 'B5'],
    isTelling: true,
    cause:
      'Where a photo is translucent, or leaves bars, one that was drawn before shows: the canvas is used again without being cleared.',
  },
  {
    holds: (facts) => areFromBefore(facts) && facts.patterns.alien >= ALIEN_AMONG_BARS * facts.patterns.mixups,
    classes: ['B6', 'B5'],
    isTelling: false,
    cause:
      'Where a photo is translucent, or leaves bars, one that was drawn before shows: the canvas is used again without being cleared.',
  },
  {
    holds: areFromBefore,
    classes: ['B5', 'B6', 'B1'],
    isTelling: false,
    cause: 'What a photo does not fill shows one that was there before: memory is used again without being cleared.',
  },
  {
    holds: (facts) => areTorn(facts) && facts.tells('sameFormat'),
    classes: ['B7', 'B2'],
    isTelling: false,
    cause:
      'Pixels of two photos of one format meet in one picture: the decoder of that format keeps its state for all jobs.',
  },
  {
    holds: (facts) => areTorn(facts) && facts.isLoadKnown,
    classes: ['B7', 'B5', 'B2'],
    isTelling: false,
    cause: 'Pixels of two photos meet in one picture: a decoder or a buffer is shared by jobs that overlap in time.',
  },
  {
    holds: ({ most, patterns }) => most(patterns.torn),
    classes: ['B2', 'B7', 'B1'],
    isTelling: false,
    cause: 'Pixels of two photos meet in one picture: a buffer or a decoder is shared by jobs that overlap in time.',
  },
];
