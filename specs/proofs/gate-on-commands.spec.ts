// Point 2 of issue 1 on a small sample: a process per photo is slow, and every change waits for this.

import { expect } from 'vitest';
import { needsProgram } from '../programs.ts';
import { gateOnCommands } from '../prove/points/gate-on-commands.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

for (const program of ['vipsthumbnail', 'convert'] as const) {
  needsProgram(program)(
    `the gate upholds ${program}, one process per photo`,
    async () => expect(await fallingShort(gateOnCommands, [program])).toEqual([]),
    PROOF_TIMEOUT_MS,
  );
}
