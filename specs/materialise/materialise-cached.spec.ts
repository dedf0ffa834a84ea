import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { materialise } from '../../harness/materialise/materialise.ts';
import { NONCE, photoPlan } from './photo-plan.ts';
import { contents, place } from './place.ts';
import { trial } from './small-trial.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('materialise with a cache', () => {
  it('reads on the second run all that the first one made', async () => {
    const cacheFolder = await temporaryFolder();
    const [cold, warm] = [await place({ cacheFolder }), await place({ cacheFolder })];
    const photos = trial();
    const first = await materialise(photos, cold.options);
    const second = await materialise(photos, warm.options);
    expect([first.cacheHits, first.painted]).toEqual([0, photos.length]);
    expect([second.cacheHits, second.painted]).toEqual([photos.length, 0]);
    expect(await contents(warm.options.photosFolder)).toEqual(await contents(cold.options.photosFolder));
  });

  it('makes a corrupted or truncated entry again', async () => {
    const cacheFolder = await temporaryFolder();
    const [cold, warm, third] = [
      await place({ cacheFolder }),
      await place({ cacheFolder }),
      await place({ cacheFolder }),
    ];
    const photos = trial();
    await materialise(photos, cold.options);
    const [flipped = '', cut = '', emptied = ''] = (await readdir(cacheFolder)).map((name) => join(cacheFolder, name));
    const bytes = await readFile(flipped);
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    await writeFile(flipped, bytes);
    await writeFile(cut, (await readFile(cut)).subarray(0, -1));
    await writeFile(emptied, '');
    const mended = await materialise(photos, warm.options);
    expect([mended.cacheHits, mended.painted]).toEqual([photos.length - 3, 3]);
    expect(await contents(warm.options.photosFolder)).toEqual(await contents(cold.options.photosFolder));
    expect((await materialise(photos, third.options)).painted).toBe(0);
  });

  it('serves two runs that share the folder at the same time', async () => {
    const cacheFolder = await temporaryFolder();
    const runs = await Promise.all([place({ cacheFolder }), place({ cacheFolder })]);
    const made = await Promise.all(runs.map(async ({ options }) => materialise(trial(), options)));
    const [one, other] = await Promise.all(runs.map(async ({ options }) => contents(options.photosFolder)));
    expect(other).toEqual(one);
    expect(made.map(({ cacheTrouble }) => cacheTrouble)).toEqual([null, null]);
  });

  it('does not let a thumbnailer that writes into its source poison the next run', async () => {
    const cacheFolder = await temporaryFolder();
    const [cold, warm] = [await place({ cacheFolder }), await place({ cacheFolder })];
    const first = await materialise([photoPlan()], cold.options);
    await writeFile(first.pathOf(photoPlan()), 'scribbled over');
    const second = await materialise([photoPlan()], warm.options);
    expect(second.cacheHits).toBe(1);
    expect((await readFile(second.pathOf(photoPlan()))).equals(await makePicture(NONCE, photoPlan(), null))).toBe(true);
  });

  it('goes on without a cache that cannot be written, and says so', async () => {
    const { folder, options } = await place();
    const file = join(folder, 'file');
    await writeFile(file, '');
    const { painted, cacheTrouble } = await materialise(trial(), { ...options, cacheFolder: join(file, 'cache') });
    expect(painted).toBe(trial().length);
    expect(cacheTrouble).toMatch(
      /^The photo cache in .* could not be written, so the next run makes its photos again: Error: ENOTDIR/,
    );
  });
});
