// What a photo costs to make. Every picture here has one megapixel, so milliseconds are milliseconds per megapixel; the
// cold gate is to spend less than a third of its time on this (DESIGN §7).

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench, describe } from 'vitest';
import { archivedForm } from '../../harness/materialise/archive.ts';
import { encodeSource } from '../../harness/materialise/encode.ts';
import { materialise } from '../../harness/materialise/materialise.ts';
import { paintSource } from '../../harness/materialise/paint-source.ts';
import type { Colour, SourceFormat } from '../../harness/model/plan.ts';
import { NONCE, photoPlan } from '../materialise/photo-plan.ts';

const MEGAPIXEL = { widthPx: 1250, heightPx: 800 } as const;
const OPTIONS = { time: 500, warmupTime: 200 };
const COLOURS: readonly Colour[] = ['colour', 'grey', 'alpha'];
const FORMATS: readonly SourceFormat[] = ['jpeg', 'png', 'webp', 'avif', 'gif'];

/**
 * A bench in a temporary folder of its own, laid in once before the clock runs, and gone afterwards. Vitest runs no
 * beforeAll, afterAll or the like around benches, and does not wait for a teardown: hence no promise in that one.
 */
function benchInFolder(name: string, lay: (folder: string) => Promise<void>): void {
  let folder = '';
  const teardown = () => rmSync(folder, { recursive: true, force: true });
  const setup = async () => {
    folder = mkdtempSync(join(tmpdir(), 'thumbproof-bench-'));
    try {
      await lay(folder);
    } catch (error) {
      // After a setup that failed there is no teardown.
      teardown();
      throw error;
    }
  };
  bench(name, async () => lay(folder), { ...OPTIONS, setup, teardown });
}

describe('painting one megapixel', () => {
  for (const colour of COLOURS) {
    const photo = photoPlan({ ...MEGAPIXEL, colour, format: 'png' });
    bench(colour, () => void paintSource(NONCE, photo), OPTIONS);
  }
});

describe('encoding one painted megapixel', () => {
  for (const format of FORMATS) {
    const photo = photoPlan({ ...MEGAPIXEL, format });
    const source = paintSource(NONCE, photo);
    bench(format, async () => void (await encodeSource(source, photo)), OPTIONS);
  }
  for (const format of ['jpeg', 'png'] as const) {
    const photo = photoPlan({ ...MEGAPIXEL, format, progressive: true });
    const source = paintSource(NONCE, photo);
    bench(`${format}, progressive`, async () => void (await encodeSource(source, photo)), OPTIONS);
  }
});

describe('archiving one encoded megapixel', async () => {
  for (const format of FORMATS) {
    const photo = photoPlan({ ...MEGAPIXEL, format });
    const original = await encodeSource(paintSource(NONCE, photo), photo);
    for (const to of ['webp', 'jpeg'] as const) {
      bench(
        `${format} to ${to}`,
        async () => void (await archivedForm(original, 'colour', { format: to, quality: 50 })),
        {
          ...OPTIONS,
          time: 300,
        },
      );
    }
  }
});

describe('laying a hundred photos of a quarter megapixel', () => {
  const photos = Array.from({ length: 100 }, (_, i) =>
    photoPlan({ widthPx: 625, heightPx: 400, name: `${i}.jpg`, contentId: `c${i}` }),
  );
  const lay = async (folder: string, cacheFolder: string | null) =>
    void (await materialise(photos, {
      nonce: NONCE,
      photosFolder: join(folder, 'photos'),
      cacheFolder,
      archiveForm: { format: 'webp', quality: 50 },
      archive: null,
      signal: new AbortController().signal,
    }));
  benchInFolder('without a cache', async (folder) => lay(folder, null));
  benchInFolder('all in the cache', async (folder) => lay(folder, join(folder, 'cache')));
});
