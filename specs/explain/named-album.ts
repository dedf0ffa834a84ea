// Fifty thumbnails made alone, the profile learned from others, and what the judge would ask about a picture under the
// name of one of them.

import { createNaming } from '../../harness/explain/naming.ts';
import { readOwnership } from '../../harness/judge/ownership.ts';
import type { Mixup, Question } from '../../harness/model/naming.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Observation } from '../../harness/model/profile.ts';
import {
  album,
  habit,
  learnReadable,
  madeAlone,
  NONCE,
  painter,
  shown,
  storedFormat,
} from '../judge/thumbnails-made-alone.ts';

export const WAY = habit();
export const PHOTOS = album('named', 50);
export const naming = createNaming(painter, shown, storedFormat, NONCE);

const profile = learnReadable(await madeAlone(album('learning', 24), WAY), WAY);
const pictures = (await madeAlone(PHOTOS, WAY)).map(({ observation }) => observation);

export const photo = (index: number): PhotoPlan => present(PHOTOS[index % PHOTOS.length]);
export const made = (index: number): Observation => present(pictures[index % PHOTOS.length]);

export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError('Expected a value that the album holds.');
  return value;
}

/** What the judge would ask about this picture under the name of photo `victim`; null when it has no doubt. */
export function questionOf(
  victim: number,
  picture: Observation,
  candidates: readonly PhotoPlan[] = PHOTOS,
): Question | null {
  const reading = readOwnership(painter, picture, shown(photo(victim), 'rotate'), WAY.recipe, profile);
  if (reading.kind !== 'doubt') return null;
  const { placement, regions } = reading;
  return { picture, recipe: WAY.recipe, profile, victim: photo(victim), placement, regions, candidates };
}

export function proven(victim: number, picture: Observation, candidates?: readonly PhotoPlan[]): Mixup | null {
  return naming.proven(present(questionOf(victim, picture, candidates) ?? undefined));
}
