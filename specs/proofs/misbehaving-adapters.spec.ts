// Point 6 of issue 1, in full: it is the ends that are bad, not the numbers that are large.

import { expect, it } from 'vitest';
import { misbehavingAdapters } from '../prove/points/misbehaving-adapters.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

it('each misbehaving adapter is named for what it does, and its run ends', { timeout: PROOF_TIMEOUT_MS }, async () => {
  expect(await fallingShort(misbehavingAdapters)).toEqual([]);
});
