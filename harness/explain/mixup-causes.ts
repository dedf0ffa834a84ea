// From what many mix-ups have in common to the class of real incidents that shows it: a table, the likeliest first.

import type { Patterns } from './breach-patterns.ts';
import type { Meetings } from './meetings.ts';
import { mixupFacts, type MixupFacts } from './mixup-facts.ts';
import { NAMED_CAUSES } from './named-causes.ts';
import { TORN_CAUSES } from './torn-causes.ts';
import { SHARED, WHOLE_CAUSES } from './whole-causes.ts';
import type { Diagnosis } from '../model/verdict.ts';

/** `isTelling`: nothing else that is known of looks like it. */
export type Cause = Pick<Diagnosis, 'classes' | 'cause'> & { readonly isTelling: boolean };

/** A row of the table: the classes, likeliest first, of what `holds`. */
export type MixupCause = Cause & { readonly holds: (facts: MixupFacts) => boolean };

export const NO_PATTERN: Cause = {
  classes: [],
  isTelling: false,
  cause: 'The breaches follow no pattern that is known; the evidence is kept for each of them.',
};

const OF_BROKEN_FILES: readonly MixupCause[] = [
  {
    // In one list with the victim, where it is known who was.
    holds: ({ areWhole, isLoadKnown, isWithinBatches, most, patterns }) =>
      areWhole && most(patterns.ofBrokenFiles) && most(patterns.laterByName) && (isWithinBatches || !isLoadKnown),
    classes: ['A1', 'D4'],
    isTelling: false,
    cause:
      'Files that cannot be read are answered with whole pictures of photos that come later in the list of names: the next was taken in place of the one that failed.',
  },
  {
    holds: ({ areWhole, most, patterns }) => areWhole && most(patterns.ofBrokenFiles),
    classes: ['D4', 'A1'],
    isTelling: false,
    cause:
      'Files that cannot be read are answered with whole pictures of other photos: the result of another job was at hand, and the failure did not clear it.',
  },
  {
    holds: ({ most, patterns }) => most(patterns.ofBrokenFiles),
    classes: ['B5', 'D4'],
    isTelling: false,
    cause:
      'Only broken files are hit: what they do not fill shows memory, or a canvas, that was used before and not cleared.',
  },
];

const OF_LOST_ANSWERS: readonly MixupCause[] = [
  {
    holds: ({ patterns }) => patterns.rewritten > 0,
    classes: ['B1', 'B2'],
    isTelling: true,
    cause:
      'Pictures change after they were handed over, and others come whole or in part under the wrong job: the answer is a view of memory that is used again.',
  },
  {
    holds: ({ areWhole, most, mostPlaced, patterns }) =>
      areWhole && most(patterns.besideMissing) && most(patterns.chained) && mostPlaced(patterns.shortlyAfter),
    classes: ['A1', 'A2'],
    isTelling: true,
    cause:
      "Each job after one that got no answer gets the next one's picture: a result was left out, and the list closed up.",
  },
];

const OF_NOBODY: MixupCause = {
  holds: ({ most, patterns }) => most(patterns.alien),
  classes: ['B5'],
  isTelling: false,
  cause: 'The pixels belong to no photo of this run: old memory, another tenant, or an earlier run.',
};

/** Names before places: whatever a weak key confuses also has a place in the queue. */
const TABLE: readonly MixupCause[] = [
  ...OF_BROKEN_FILES,
  ...OF_LOST_ANSWERS,
  { ...SHARED, holds: (facts) => facts.areWhole && facts.isWithinBatches && SHARED.holds(facts) },
  ...NAMED_CAUSES,
  ...TORN_CAUSES,
  ...WHOLE_CAUSES,
  OF_NOBODY,
];

/** The first that holds. `meetings` are null where nothing is known of the load. */
export function causeOfMixups(patterns: Patterns, meetings: Meetings | null): Cause {
  const facts = mixupFacts(patterns, meetings);
  const { classes, cause, isTelling } = TABLE.find(({ holds }) => holds(facts)) ?? NO_PATTERN;
  return { classes, cause, isTelling };
}
