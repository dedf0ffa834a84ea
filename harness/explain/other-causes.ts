// Where nothing was mixed up, what came instead says by its kind alone what went wrong: a loss, a stale answer, a picture that
// nobody took.

import { isMost } from './breach-patterns.ts';
import { isTelling } from './by-chance.ts';
import type { Meetings } from './meetings.ts';
import { type Cause, NO_PATTERN } from './mixup-causes.ts';
import type { Breach } from '../model/verdict.ts';

/** Those that are right for another recipe than was asked for. */
export function variantsAmong(breaches: readonly Breach[]): number {
  return breaches.filter(({ shownRecipe }) => shownRecipe !== undefined).length;
}

/** Breaches that show another picture of the victim's own animation, none of anybody else. */
export function otherFrames(breaches: readonly Breach[]): number {
  return breaches.filter(
    ({ kind, victim, donors }) =>
      kind === 'damaged' && donors.some(({ id, frame }) => id === victim.id && frame !== undefined),
  ).length;
}

/** The gravest kind decides. `meetings` are null where nothing is known of the load. */
export function causeOfOthers(breaches: readonly Breach[], meetings: Meetings | null): Cause {
  const kinds = new Set(breaches.map((breach) => breach.kind));
  if (isMost(otherFrames(breaches), breaches.length))
    return {
      classes: ['B6'],
      isTelling: true,
      cause:
        'Animations show another picture than alone: the state of their reader, or its canvas, is kept from one photo to the next.',
    };
  if (kinds.has('fabricated'))
    return {
      classes: ['B5', 'D4'],
      isTelling: false,
      cause:
        'Files without a picture are answered with one: memory that nobody wrote, or what a worker still held, is shown.',
    };
  if (kinds.has('mutated'))
    return {
      classes: ['B1'],
      isTelling: true,
      cause: 'Delivered bytes change later: the answer is a view of a buffer that is used again.',
    };
  if (kinds.has('stale') && meetings !== null && isTelling(meetings.whileOlder))
    return {
      classes: ['D3', 'C6'],
      isTelling: true,
      cause:
        'A photo that was replaced is answered from before, while a job for the older version was in hand: the older job overwrites what the newer one made.',
    };
  if (kinds.has('stale'))
    return {
      classes: ['C6', 'C7', 'D3'],
      isTelling: false,
      cause:
        'A photo that was replaced is still answered from before: a cache key leaves out the version, or an older job overwrites.',
    };
  if (kinds.has('leaked-metadata'))
    return {
      classes: ['E1'],
      isTelling: true,
      cause:
        "Metadata or an embedded preview of another photo comes along: it is kept from job to job, or copied from another's file.",
    };
  if (kinds.has('unasked'))
    return {
      classes: ['D3'],
      isTelling: true,
      cause: 'A job is answered twice, or an answer comes that nobody asked for.',
    };
  if (kinds.has('missing')) return { classes: ['A1'], isTelling: false, cause: 'Jobs are lost without a refusal.' };
  if (isMost(variantsAmong(breaches), breaches.length))
    return {
      classes: ['C3'],
      isTelling: true,
      cause:
        'The thumbnail of the same photo for another size or format is answered: a cache key, or the name of a file, leaves it out.',
    };
  if (kinds.has('misshapen'))
    return {
      classes: ['E2', 'C3'],
      isTelling: false,
      cause: 'Thumbnails come in another shape than was asked for or than is made alone.',
    };
  if (kinds.has('damaged'))
    return {
      classes: ['C2', 'B5'],
      isTelling: false,
      cause: 'Pictures come incomplete: they were read before they were written to the end.',
    };
  return NO_PATTERN;
}
