// Where the photo of a wrong thumbnail and the one that it shows met in the load: in one batch, at one place, one after the
// other. Each sign is counted against how often the load would show it by chance, for a load is full of confusable names.

import type { AskFacts } from '../model/ask-facts.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { Breach } from '../model/verdict.ts';
import { beginAlike, stemOf } from './breach-patterns.ts';

/** `held` of `of` breaches show it; with any other photo in place of the donor, or of the victim, `chance` would, 0 to 1. */
export type Sign = { readonly held: number; readonly of: number; readonly chance: number };

/** What is known of the donor is every time that it was asked for. */
type OfPair = (victim: AskFacts, donor: readonly AskFacts[]) => boolean;
type OfOne = (victim: AskFacts, load: Load) => boolean;

type Load = {
  readonly asksOf: (photo: string) => readonly AskFacts[];
  /** Among all that ended in the trial, the places of sound photos that were turned away. */
  readonly turnedAway: (trial: number) => readonly number[];
};

/** About as many as a few workers end while one of them is at work. */
const SHORTLY_PLACES = 8;
/** Who else could have been the donor: photos asked for at most so many places before or after. */
const WINDOW_PLACES = 32;
/** Chances are counted over at most so many asks. */
const SAMPLED = 500;

const alike =
  (holds: (victim: PhotoPlan, donor: PhotoPlan) => boolean): OfPair =>
  (victim, donor) =>
    donor.some(({ photo }) => holds(victim.photo, photo));
const isSameName = (one: PhotoPlan, other: PhotoPlan) => stemOf(one.name) === stemOf(other.name);
const isSameAlbum = (one: PhotoPlan, other: PhotoPlan) => one.album === other.album;
const keyLength = ({ owner, album, name }: PhotoPlan) => owner.length + album.length + name.length;

const PAIR_SIGNS = {
  sameName: alike(isSameName),
  sameNameAndAlbum: alike((one, other) => isSameName(one, other) && isSameAlbum(one, other)),
  sibling: alike((one, other) => isSameName(one, other) && isSameAlbum(one, other) && one.owner === other.owner),
  alikeName: alike((one, other) => beginAlike(one.name, other.name)),
  /** Owner, album and name together are as long. */
  equalLength: alike((one, other) => keyLength(one) === keyLength(other)),
  sameFormat: alike((one, other) => one.archived === other.archived && (one.archived || one.format === other.format)),
  sameBatch: (victim, donor) => donor.some(({ batch }) => batch === victim.batch),
  /** At the same place of another batch. */
  samePlace: (victim, donor) => donor.some(({ batch, place }) => batch !== victim.batch && place === victim.place),
  /** The donor had been answered when the victim was. */
  doneBefore: (victim, donor) => donor.some(({ ended }) => ended !== null && ended < (victim.ended ?? Infinity)),
} as const satisfies Record<string, OfPair>;

const OWN_SIGNS = {
  /** Among those that were asked for before the first had to be answered. */
  early: ({ order, crowd }) => order < crowd,
  afterRefusal: ({ trial, ended }, { turnedAway }) =>
    ended !== null && turnedAway(trial).some((place) => place < ended && ended - place <= SHORTLY_PLACES),
  translucent: ({ photo }) => photo.colour === 'alpha',
  /** An older version of it was in flight. */
  whileOlder: ({ photo, askedMs, endedMs }, { asksOf }) =>
    asksOf(photo.id).some(
      (ask) =>
        ask.photo.version < photo.version &&
        ask.askedMs <= (endedMs ?? Infinity) &&
        (ask.endedMs ?? Infinity) >= askedMs,
    ),
} as const satisfies Record<string, OfOne>;

export type Meetings = Readonly<Record<keyof typeof PAIR_SIGNS | keyof typeof OWN_SIGNS, Sign>> & {
  /** The part of all that was answered from the first breach on that is wrong, 0 to 1. */
  readonly persistence: number;
};

/** Null where none of the breaches came under a load that is known. */
export function meetingsOf(breaches: readonly Breach[], asks: ReadonlyMap<string, AskFacts>): Meetings | null {
  const met = breaches.flatMap(({ key, donors }) => {
    const victim = asks.get(key);
    return victim === undefined ? [] : [{ victim, donor: donors[0]?.id }];
  });
  if (met.length === 0) return null;
  const victims = met.map(({ victim }) => victim);
  const trials = new Set(victims.map(({ trial }) => trial));
  const asked = [...asks.values()].filter(({ trial }) => trials.has(trial));
  const load = loadOf(asked);
  const pairs = met.flatMap(({ victim, donor }) => {
    const known = donor === undefined ? [] : load.asksOf(donor);
    return known.length === 0 ? [] : [{ victim, donor: known, others: othersAround(victim, asked, load) }];
  });
  const sampled = asked.filter((_, index) => index % Math.ceil(asked.length / SAMPLED) === 0);
  const ofPairs = (holds: OfPair): Sign => ({
    held: pairs.filter(({ victim, donor }) => holds(victim, donor)).length,
    of: pairs.length,
    chance: shareOf(pairs.flatMap(({ victim, others }) => others.map((other) => holds(victim, other)))),
  });
  const ofVictims = (holds: OfOne): Sign => ({
    held: victims.filter((victim) => holds(victim, load)).length,
    of: victims.length,
    chance: shareOf(sampled.map((ask) => holds(ask, load))),
  });
  return {
    ...mapped(PAIR_SIGNS, ofPairs),
    ...mapped(OWN_SIGNS, ofVictims),
    persistence: persistenceOf(victims, asked),
  };
}

function loadOf(asked: readonly AskFacts[]): Load {
  const byPhoto = new Map<string, AskFacts[]>();
  const refused = new Map<number, number[]>();
  const append = <Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value) => {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [value]);
    else list.push(value);
  };
  for (const ask of asked) {
    append(byPhoto, ask.photo.id, ask);
    if (ask.isRefused && ask.photo.damage === null && ask.ended !== null) append(refused, ask.trial, ask.ended);
  }
  return { asksOf: (photo) => byPhoto.get(photo) ?? [], turnedAway: (trial) => refused.get(trial) ?? [] };
}

/** Each other photo that was asked for around the victim. */
function othersAround(victim: AskFacts, asked: readonly AskFacts[], load: Load): readonly (readonly AskFacts[])[] {
  const near = asked.filter(
    ({ trial, order, photo }) =>
      trial === victim.trial && Math.abs(order - victim.order) <= WINDOW_PLACES && photo.id !== victim.photo.id,
  );
  return [...new Set(near.map(({ photo }) => photo.id as string))].map(load.asksOf);
}

function persistenceOf(victims: readonly AskFacts[], asked: readonly AskFacts[]): number {
  const first = new Map<number, number>();
  for (const { trial, ended } of victims)
    if (ended !== null) first.set(trial, Math.min(first.get(trial) ?? Infinity, ended));
  const after = asked.filter(({ trial, ended }) => ended !== null && ended >= (first.get(trial) ?? Infinity));
  return after.length === 0 ? 0 : victims.filter(({ ended }) => ended !== null).length / after.length;
}

function mapped<Name extends string, Holds>(
  signs: Readonly<Record<Name, Holds>>,
  count: (holds: Holds) => Sign,
): Readonly<Record<Name, Sign>> {
  const entries = Object.entries<Holds>(signs).map(([name, holds]) => [name, count(holds)]);
  return Object.fromEntries(entries) as Readonly<Record<Name, Sign>>;
}

function shareOf(answers: readonly boolean[]): number {
  return answers.length === 0 ? 0 : answers.filter(Boolean).length / answers.length;
}
