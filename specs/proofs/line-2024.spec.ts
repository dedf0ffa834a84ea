// Point 3 of issue 1 on two seeds instead of fifty.

import { expect, it } from 'vitest';
import { line2024 } from '../prove/points/line-2024.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

it('the gate catches the LINE bug, names it for what it is, and upholds it switched off', {
  timeout: PROOF_TIMEOUT_MS,
}, async () => {
  expect(await fallingShort(line2024)).toEqual([]);
});
