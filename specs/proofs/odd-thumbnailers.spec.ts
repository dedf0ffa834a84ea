// Point 4 of issue 1, the other side: what only looks odd, on a small sample, and one or two of each family; all of them
// take a quarter of an hour, and stand in the full proof.

import { expect, it } from 'vitest';
import { oddThumbnailers } from '../../fixtures/odd/registry.ts';
import { oddStep } from '../prove/left-alone.ts';
import { canariesAndOdd } from '../prove/points/canaries.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

const IN_CI: ReadonlySet<string> = new Set([
  'linear-light.ts',
  'palette-png.ts',
  'lossless-webp.ts',
  'blurred-letterbox.ts',
  'coloured-letterbox.ts',
  'attention-crop.ts',
  'ignores-fit.ts',
  'keeps-alpha.ts',
  'middle-frame.ts',
  'keeps-metadata.ts',
  'content-addressed-cache.ts',
  'forgives-damage.ts',
]);

for (const odd of oddThumbnailers.filter(({ file }) => IN_CI.has(file))) {
  it(`${odd.file} is left alone: ${odd.oddity}`, { timeout: PROOF_TIMEOUT_MS }, async () => {
    expect(await fallingShort(canariesAndOdd, [oddStep(odd)])).toEqual([]);
  });
}
