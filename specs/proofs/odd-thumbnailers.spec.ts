// Point 4 of issue 1, the other side: what only looks odd, on a small sample.

import { expect, it } from 'vitest';
import { oddThumbnailers } from '../../fixtures/odd/registry.ts';
import { oddStep } from '../prove/left-alone.ts';
import { canariesAndOdd } from '../prove/points/canaries.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

for (const odd of oddThumbnailers) {
  it(`${odd.file} is left alone: ${odd.oddity}`, { timeout: PROOF_TIMEOUT_MS }, async () => {
    expect(await fallingShort(canariesAndOdd, [oddStep(odd)])).toEqual([]);
  });
}
