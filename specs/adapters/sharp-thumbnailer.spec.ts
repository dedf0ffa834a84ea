import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { sharpAdapter } from '../../harness/adapters/module.ts';
import type { PlainJob } from '../../harness/model/adapter.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import { deliveries, testBench, toldOf } from './bench.ts';

const adapter = sharpAdapter({ batchTimeoutMs: 20_000, memoryLimitBytes: 1024 * 1024 * 1024 });

/** The same picture, 64×48 as shown and red at its top left, asked for under each recipe. */
async function asked(recipes: readonly Partial<Recipe>[]): Promise<PlainJob[]> {
  const bench = await testBench();
  const red = await sharp({ create: { width: 24, height: 32, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const picture = await sharp({ create: { width: 48, height: 64, channels: 3, background: 'blue' } })
    .composite([{ input: red, top: 32, left: 0 }])
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  return Promise.all(
    recipes.map(async (recipe, at) => {
      const job = await bench.job(`photo-${at}.jpg`);
      await writeFile(job.photo.path, picture);
      return { ...job, recipe: { ...job.recipe, ...recipe } };
    }),
  );
}

it('the built-in thumbnailer keeps to each recipe and turns the picture upright', async () => {
  const bench = await testBench();
  const instance = await bench.opened(adapter);
  const jobs = await asked([
    { format: 'jpeg' },
    { format: 'png' },
    { format: 'webp' },
    { format: 'avif' },
    { width: 20, height: 20, fit: 'cover' },
    { width: 20, height: 20, fit: 'inside' },
    { width: 20, height: 20, fit: 'fill' },
  ]);
  const seen = await Promise.all(
    (await deliveries(instance, jobs)).map(async (delivery) => {
      if (delivery.kind !== 'thumbnail') return delivery;
      const { format, width, height, orientation } = await sharp(delivery.bytes).metadata();
      const [redness = 0, , blueness = 0] = await sharp(delivery.bytes)
        .extract({ left: 2, top: 2, width: 1, height: 1 })
        .raw()
        .toBuffer();
      return [format, width, height, orientation ?? 1, redness > blueness];
    }),
  );
  expect(seen).toEqual([
    ['jpeg', 128, 96, 1, true],
    ['png', 128, 96, 1, true],
    ['webp', 128, 96, 1, true],
    ['heif', 128, 96, 1, true],
    ['jpeg', 20, 20, 1, true],
    ['jpeg', 20, 15, 1, true],
    ['jpeg', 20, 20, 1, true],
  ]);
});

it('the built-in thumbnailer refuses what is no picture, and answers its neighbours', async () => {
  const bench = await testBench();
  const instance = await bench.opened(adapter);
  const [good] = await asked([{}]);
  if (good === undefined) throw new Error('expected one job');
  expect((await toldOf(instance, [await bench.job('text.jpg', 'no picture'), good])).toSorted()).toEqual([
    'photo-0.jpg',
    'text.jpg refused: Input buffer contains unsupported image format',
  ]);
});
