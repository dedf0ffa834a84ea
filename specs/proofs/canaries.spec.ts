// Point 4 of issue 1: every canary in full, the odd thumbnailers on a small sample.

import { expect, it } from 'vitest';
import { canariesAndOdd } from '../prove/points/canaries.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

it('each canary is caught by its oracle, and each odd thumbnailer is upheld', {
  timeout: PROOF_TIMEOUT_MS,
}, async () => {
  expect(await fallingShort(canariesAndOdd)).toEqual([]);
});
