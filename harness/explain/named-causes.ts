// Whose names are alike in what a key is made of, meet in one place: a file, or an entry of a cache.

import type { MixupCause } from './mixup-causes.ts';

export const NAMED_CAUSES: readonly MixupCause[] = [
  {
    holds: ({ mostNamed, patterns }) => mostNamed(patterns.siblings, 'sibling'),
    classes: ['E3', 'C3'],
    isTelling: true,
    cause: 'A file of the same stem in the same folder is taken for the photo: the wrong sibling is chosen as source.',
  },
  {
    holds: ({ mostNamed, patterns }) => mostNamed(patterns.sameNameAndAlbum, 'sameNameAndAlbum'),
    classes: ['D2', 'C3'],
    isTelling: true,
    cause:
      'Photos of one base name in albums of one name meet in one place: a cache of responses, or a key, leaves out the owner.',
  },
  {
    holds: ({ areWhole, tells, mostNamed, patterns }) =>
      areWhole && tells('doneBefore') && mostNamed(patterns.sameName, 'sameName'),
    classes: ['C3', 'C1'],
    isTelling: true,
    cause:
      'Photos of one base name get what was made before for another: a cache key leaves out the owner or the folder.',
  },
  {
    holds: ({ mostNamed, patterns }) => mostNamed(patterns.sameName, 'sameName'),
    classes: ['C1', 'C3'],
    isTelling: true,
    cause:
      'Photos of one base name meet in one place: a cache key or a temporary file that leaves out the owner or the folder.',
  },
  {
    holds: ({ mostNamed, patterns }) => mostNamed(patterns.alikeBeginnings, 'alikeName'),
    classes: ['C4', 'C3'],
    isTelling: true,
    cause: 'Photos whose names begin alike meet in one place: a key is cut off, or only its beginning is hashed.',
  },
  {
    holds: ({ areWhole, isCached, isFrequent }) => areWhole && isCached && isFrequent('equalLength'),
    classes: ['C4', 'C3'],
    isTelling: true,
    cause:
      'Photos whose names are equally long get what was made before for another: the hash of a key does not depend on all of it.',
  },
];
