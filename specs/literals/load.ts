// A load as its history tells it, ask by ask, for specs of whoever reads one.

import type { AskFacts } from '../../harness/model/ask-facts.ts';
import { ownerId, photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import { existing, GATE } from '../generate/requests.ts';
import { planTrial } from '../../harness/generate/trial.ts';

const [PHOTO] = planTrial({ ...GATE, asks: 1, damages: [], repeatShare: 0 }).photos;

/** A sound, fresh JPEG of an owner and an album of its own. */
export function photo(id: string, changes: Partial<PhotoPlan> = {}): PhotoPlan {
  return {
    ...existing(PHOTO),
    id: photoId(id),
    owner: ownerId(`owner-${id}`),
    album: `album-${id}`,
    name: `${id}.jpg`,
    version: 1,
    format: 'jpeg',
    colour: 'colour',
    archived: false,
    damage: null,
    ...changes,
  };
}

const BATCH = 4;

/**
 * Asks for these photos, one after the other, in batches of four of one trial, each answered one second after it was asked for and
 * before the next is. Keys are `k0`, `k1` and so on.
 */
export function asked(
  photos: readonly PhotoPlan[],
  changes: (index: number) => Partial<AskFacts> = () => ({}),
): ReadonlyMap<string, AskFacts> {
  return new Map(
    photos.map((each, index) => [
      `k${index}`,
      {
        photo: each,
        trial: 0,
        batch: Math.floor(index / BATCH),
        place: index % BATCH,
        order: index,
        askedMs: 2000 * index,
        endedMs: 2000 * index + 1000,
        ended: index,
        isRefused: false,
        crowd: BATCH,
        ...changes(index),
      },
    ]),
  );
}
