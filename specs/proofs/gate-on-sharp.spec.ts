// Point 1 of issue 1, cold: the whole gate, at its real size. Its wall time is measured by npm run prove, not here.

import { expect, it } from 'vitest';
import { gateOnSharp } from '../prove/points/gate-on-sharp.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

it('the gate upholds sharp with the bound that was asked for', { timeout: PROOF_TIMEOUT_MS }, async () => {
  expect(await fallingShort(gateOnSharp)).toEqual([]);
});
