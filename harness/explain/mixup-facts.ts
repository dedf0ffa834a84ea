// What the causes of mix-ups ask of the breaches: how many look alike, and how the load went around them, where that is known.

import { isMost, type Patterns } from './breach-patterns.ts';
import { isFrequent, isTelling } from './by-chance.ts';
import type { Meetings, Sign } from './meetings.ts';

export type SignName = Exclude<keyof Meetings, 'persistence'>;

/** Each of `most…` is true when nearly all show it. What is known of the load is false where nothing is. */
export type MixupFacts = {
  readonly patterns: Patterns;
  /** Of all mix-ups. */
  readonly most: (count: number) => boolean;
  /** Of those whose donor has a place in the queue. */
  readonly mostPlaced: (count: number) => boolean;
  /** As `most`, of names, which meet by chance as well: more than the load's own names would make. */
  readonly mostNamed: (count: number, sign: SignName) => boolean;
  readonly isLoadKnown: boolean;
  readonly tells: (sign: SignName) => boolean;
  readonly isFrequent: (sign: SignName) => boolean;
  /** It is seen to hold for too few. */
  readonly isAbsent: (sign: SignName) => boolean;
  /** Whole pictures of others, but for some of which too little is known. */
  readonly areWhole: boolean;
  /** Donors are before victims in the queue as well as after. */
  readonly isBothWays: boolean;
  /** Their donors had been answered by then. */
  readonly isCached: boolean;
  /** The same, as far as the queue tells where nothing is known of the load. */
  readonly isFromBefore: boolean;
  readonly isWithinBatches: boolean;
  /** Sound photos are turned away in these loads. */
  readonly hasRefusals: boolean;
  /** They come shortly after such a refusal. */
  readonly isAfterRefusals: boolean;
  /** Of all that was answered from the first on, 0 to 1. */
  readonly persistence: number;
};

/** Photos of confusable names are asked for together, so that under load a pair or two may meet by chance. */
const NAMED_MIN = 3;
/** Where fewer are turned away than this share, nothing follows from it. */
const REFUSALS_MIN = 0.02;
/** Of those that go both ways, at least this share goes each way. */
const EACH_WAY = 0.15;

export function mixupFacts(patterns: Patterns, meetings: Meetings | null): MixupFacts {
  const { mixups, placed, foreign, alien } = patterns;
  const most = (count: number) => isMost(count, mixups);
  const mostPlaced = (count: number) => isMost(count, placed);
  const of = (name: SignName): Sign => meetings?.[name] ?? { held: 0, of: 0, chance: 1 };
  const holds = (name: SignName) => isMost(of(name).held, of(name).of);
  const refusals = of('afterRefusal');
  const hasRefusals = meetings !== null && refusals.chance > REFUSALS_MIN;
  return {
    patterns,
    most,
    mostPlaced,
    mostNamed: (count, name) =>
      most(count) && (of(name).of > 0 ? isTelling(of(name)) : placed === 0 || mixups >= NAMED_MIN),
    isLoadKnown: meetings !== null,
    tells: (name) => isTelling(of(name)),
    isFrequent: (name) => isFrequent(of(name)),
    isAbsent: (name) => of(name).of > 0 && !holds(name),
    areWhole: most(foreign) || (most(foreign + alien) && 3 * foreign >= mixups),
    isBothWays: placed > 2 && patterns.before >= EACH_WAY * placed && patterns.before <= (1 - EACH_WAY) * placed,
    isCached: holds('doneBefore'),
    isFromBefore: meetings === null ? mostPlaced(patterns.before) : holds('doneBefore'),
    isWithinBatches: of('sameBatch').of > 0 && of('sameBatch').held === of('sameBatch').of,
    hasRefusals,
    isAfterRefusals: hasRefusals && holds('afterRefusal') && refusals.held > refusals.chance * refusals.of,
    persistence: meetings?.persistence ?? 0,
  };
}
