// Most thumbnailers are a function of one photo, or of a list answered by position. These two wrappers make them fit
// the port without each author writing the bookkeeping, which is where answers get exchanged.

import type { Recipe } from '../model/recipe.ts';
import type { Answer, Job, Photo, Thumbnailer } from '../model/thumbnailer.ts';

/** A function of one photo's bytes. A throw is a refusal of that photo, with the message as its reason. */
export function perPhoto(
  thumbnail: (bytes: Uint8Array, recipe: Recipe, photo: Photo) => Promise<Uint8Array>,
  name: string = thumbnail.name === '' ? 'per-photo' : thumbnail.name,
): Thumbnailer {
  const answerTo = async (job: Job): Promise<Answer> => {
    try {
      return {
        key: job.key,
        kind: 'thumbnail',
        bytes: await thumbnail(await job.photo.bytes(), job.recipe, job.photo),
      };
    } catch (error) {
      return refusal(job.key, error);
    }
  };
  return { name, thumbnails: (batch) => Promise.all(batch.map(answerTo)) };
}

/** A function of the whole batch whose i-th result belongs to the i-th job; an Error refuses that job. */
export function positional(
  thumbnails: (batch: readonly Job[], signal: AbortSignal) => Promise<readonly (Uint8Array | Error)[]>,
  name: string = thumbnails.name === '' ? 'positional' : thumbnails.name,
): Thumbnailer {
  return {
    name,
    thumbnails: async (batch, signal) => {
      const results = await thumbnails(batch, signal);
      if (results.length !== batch.length) {
        throw new Error(
          `Expected one result per job, ${batch.length} in all, got ${results.length}: by position nobody can tell whose they are.`,
        );
      }
      return batch.map((job, position): Answer => {
        const result = results[position];
        return result instanceof Uint8Array
          ? { key: job.key, kind: 'thumbnail', bytes: result }
          : refusal(job.key, result ?? new Error('no result at its position'));
      });
    },
  };
}

function refusal(key: string, error: unknown): Answer {
  return { key, kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
}
