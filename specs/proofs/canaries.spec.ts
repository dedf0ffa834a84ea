// Point 4 of issue 1: each canary under its default dial.

import { expect, it } from 'vitest';
import { canaries } from '../../fixtures/canaries/registry.ts';
import { canariesAndOdd, canaryStep } from '../prove/points/canaries.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

for (const canary of canaries) {
  it(`canary ${canary.name} is caught by ${canary.oracle}`, { timeout: PROOF_TIMEOUT_MS }, async () => {
    expect(await fallingShort(canariesAndOdd, [canaryStep(canary)])).toEqual([]);
  });
}
