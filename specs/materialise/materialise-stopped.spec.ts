import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { materialise } from '../../harness/materialise/materialise.ts';
import { NONCE, photoPlan } from './photo-plan.ts';
import { filesIn, place } from './place.ts';
import { trial } from './small-trial.ts';

describe('materialise, stopped', () => {
  it('rejects with an AbortError before anything is written when the signal has already aborted', async () => {
    const { options } = await place();
    const stopped = materialise(trial(), { ...options, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(await filesIn(options.photosFolder)).toEqual([]);
  });

  it('rejects with an AbortError in the middle, every photo whole or absent', async () => {
    const { options } = await place();
    const photos = Array.from({ length: 60 }, (_, i) =>
      photoPlan({ name: `${i}.avif`, contentId: `c${i}`, format: 'avif', widthPx: 300, heightPx: 200 }),
    );
    const controller = new AbortController();
    const onProgress = (done: number) => {
      if (done === 5) controller.abort('the user has had enough');
    };
    const stopped = materialise(photos, { ...options, signal: controller.signal, onProgress });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError', cause: 'the user has had enough' });
    const left = await filesIn(options.photosFolder);
    expect(left.length).toBeGreaterThanOrEqual(5);
    expect(left.length).toBeLessThan(photos.length);
    for (const photo of photos.filter(({ name }) => left.includes(name))) {
      const path = join(options.photosFolder, photo.owner, photo.album, photo.name);
      expect((await readFile(path)).equals(await makePicture(NONCE, photo, null))).toBe(true);
    }
  });

  it('does not wait for an archive that never answers', async () => {
    const { options } = await place();
    const controller = new AbortController();
    const archive = async () => {
      setImmediate(() => controller.abort());
      return new Promise<Uint8Array>(() => {});
    };
    const stopped = materialise([photoPlan({ archived: true })], { ...options, archive, signal: controller.signal });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(await filesIn(options.photosFolder)).toEqual([]);
  });
});
