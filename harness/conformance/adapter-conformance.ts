// A way in that mixes answers up, loses them or never ends spoils every verdict that is reached through it. These checks
// hold an adapter to the port, whichever framework runs them, before any thumbnailer is judged through it.

import type { Adapter } from '../model/adapter.ts';
import type { Recipe } from '../model/recipe.ts';
import { coarseEye, type Eye, samplePhotos } from './sample-photos.ts';
import { PORT_CHECKS } from './port-checks.ts';
import { onStage } from './stage.ts';

export type ConformanceCheck = {
  readonly name: string;
  /** Rejects with what was expected, what came and what to do. */
  readonly run: () => Promise<void>;
};

export type ConformanceOptions = {
  /** At least four, each different; by default a dozen painted JPEG photos of 320×240 px. */
  readonly photos?: readonly Uint8Array[];
  /** Whether a thumbnail shows its photo; by default the most similar of the photos, by the luma of 8×6 cells. */
  readonly eye?: Eye;
  /** By default 96×72 px, inside, JPEG. */
  readonly recipe?: Recipe;
  /** What takes longer has hung; by default 30 s, which leaves room for an adapter's own grace. */
  readonly patienceMs?: number;
};

const PATIENCE_MS = 30_000;
const PHOTOS = 12;
const RECIPE: Recipe = { width: 96, height: 72, fit: 'inside', format: 'jpeg', quality: 80 };

/** `makeAdapter` is called once per instance. The thumbnailer behind it has to read the photos, and refuse what is none. */
export function adapterConformance(
  makeAdapter: () => Adapter | Promise<Adapter>,
  options: ConformanceOptions = {},
): readonly ConformanceCheck[] {
  return Object.entries(PORT_CHECKS).map(([name, check]) => ({
    name,
    run: async () => {
      const photos = options.photos ?? (await samplePhotos(PHOTOS));
      if (photos.length < 4) throw new RangeError(`Expected at least 4 photos, got ${photos.length}. Give more.`);
      const eye = options.eye ?? coarseEye(photos);
      const { recipe = RECIPE, patienceMs = PATIENCE_MS } = options;
      await onStage({ makeAdapter, photos, eye, recipe, patienceMs }, check);
    },
  }));
}
