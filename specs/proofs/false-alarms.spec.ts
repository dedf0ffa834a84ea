// Issue 3, false alarms: the first loads on sharp in small; the programs and the odd thumbnailers have specs of their own.

import { expect, it } from 'vitest';
import { falseAlarms } from '../prove/points/false-alarms.ts';
import { SHARP_RUNS } from '../prove/points/sharp-runs.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

for (const { id } of SHARP_RUNS.ci) {
  it(`charges nothing on ${id}`, { timeout: PROOF_TIMEOUT_MS }, async () => {
    expect(await fallingShort(falseAlarms, [id])).toEqual([]);
  });
}
