// A decoder may err, and ours is the fast one: an alarm counts only when another decoder sees it too.

import type { Observation, ReadableProfile } from '../model/profile.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import type { JobEntry } from './job-book.ts';
import type { JudgeBench } from './judge-bench.ts';
import { readOwnership, type Reading } from './ownership.ts';

/** What `seen` shows; where that is not the photo's own, what the second opinion on the bytes shows, if there is one. */
export async function confirmedReading(
  bench: Pick<JudgeBench, 'painter' | 'secondOpinion'>,
  entry: Pick<JobEntry, 'recipe'>,
  profile: ReadableProfile,
  shown: ShownPhoto,
  bytes: Uint8Array,
  seen: Observation,
): Promise<Reading> {
  const reading = readOwnership(bench.painter, seen, shown, entry.recipe, profile);
  if (reading.kind === 'own') return reading;
  const second = await bench.secondOpinion(bytes);
  return second.kind === 'decoded' ? readOwnership(bench.painter, second, shown, entry.recipe, profile) : reading;
}
