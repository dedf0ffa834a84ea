// Issue 4, windows: each of those that are not rare is found under the loads of a gate, with one seed and a small sample.

import { expect, it } from 'vitest';
import { windowCanaries } from '../prove/points/windows.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

it('a fault that shows only in a window is found', { timeout: PROOF_TIMEOUT_MS }, async () => {
  expect(await fallingShort(windowCanaries)).toEqual([]);
});
