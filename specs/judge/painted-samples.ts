// Twenty-four thumbnails made alone, each with all that the profile learned from them says about it.

import type { PaintedSample } from '../../harness/judge/made-alone.ts';
import { locate } from '../../harness/model/locate.ts';
import type { ReadableProfile } from '../../harness/model/profile.ts';
import { album, learnReadable, madeAlone, painter, shown, type Habit } from './thumbnails-made-alone.ts';

const LEARNING = album('learning', 24);

export async function paintedSamples(
  way: Habit,
): Promise<{ readonly profile: ReadableProfile; readonly painted: readonly PaintedSample[] }> {
  const samples = await madeAlone(LEARNING, way);
  const profile = learnReadable(samples, way);
  const painted = samples.map((sample) => {
    const photo = shown(sample.photo, 'rotate');
    const found = locate(painter, sample.observation, photo, way.recipe, profile.placement, profile.response);
    if (found === null) throw new Error('Expected a thumbnail of the size that the profile says.');
    const { placement } = found;
    return { sample, shown: photo, placement, response: profile.response };
  });
  return { profile, painted };
}
