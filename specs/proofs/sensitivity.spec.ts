// The sensitivity table of issue 2 for the two kinds of thumbnail that DESIGN §9 gives targets for.

import { expect, it } from 'vitest';
import { sensitivity } from '../prove/points/sensitivity.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

it('leaks as small as is claimed are seen at 32 and at 128 px', { timeout: PROOF_TIMEOUT_MS }, async () => {
  expect(await fallingShort(sensitivity)).toEqual([]);
});
