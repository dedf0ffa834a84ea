// What the judge learns from real thumbnails of painted photos: each tool as it comes, with its own kernel, codec, crop
// and orientation.

import { learnProfile } from '../../harness/judge/learn-profile.ts';
import type { PaintedSample, Sample } from '../../harness/judge/made-alone.ts';
import { measureLikeness } from '../../harness/judge/likeness.ts';
import { createPainter } from '../../harness/model/expectation.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Observation, Profile, ReadableProfile } from '../../harness/model/profile.ts';
import { observed, shown, storedFormat, thumbnailOf, type Habit } from './thumbnails-of-albums.ts';

export {
  album,
  decode,
  habit,
  NONCE,
  observed,
  secondOpinion,
  shown,
  storedFormat,
  thumbnailOf,
  type Habit,
} from './thumbnails-of-albums.ts';

export const painter = createPainter();

export async function madeAlone(photos: readonly PhotoPlan[], way: Habit): Promise<readonly Sample[]> {
  return Promise.all(
    photos.map(async (photo) => ({
      photo,
      storedFormat: storedFormat(photo),
      observation: await observed(await thumbnailOf(photo, way)),
      byteStable: true,
    })),
  );
}

export function learn(samples: readonly Sample[], { recipe }: Habit): Profile {
  return learnProfile(samples, { recipe, recipeIndex: 0, sourceClass: 'fresh', painter, shown, likenessOf });
}

/** Throws with the reason when the profile is unreadable: most specs are about what comes after. */
export function learnReadable(samples: readonly Sample[], way: Habit): ReadableProfile {
  const profile = learn(samples, way);
  if (profile.kind === 'unreadable') throw new Error(`Expected a readable profile: ${profile.why}`);
  return profile;
}

function likenessOf(observation: Observation, { shown: photo, placement, response }: PaintedSample) {
  const { tone } = painter.compare(observation, photo.grid, photo.size, placement, response, { gain: 1, bias: 0 });
  const painted = painter.paint(photo.grid, photo.size, placement, response);
  const { x, y } = placement;
  const luma = Float32Array.from(observation.luma);
  for (let row = 0; row < y.lengthPx; row++) {
    for (let column = 0; column < x.lengthPx; column++) {
      const at = (y.start + row) * observation.widthPx + x.start + column;
      luma[at] = tone.gain * (painted[row * x.lengthPx + column] ?? 0) + tone.bias;
    }
  }
  const { mismatchShare, pdqDistanceBits } = measureLikeness(observation, { ...observation, luma });
  return { mismatchShareMax: mismatchShare, pdqDistanceBitsMax: pdqDistanceBits };
}
