// Point 2 of issue 3 in the share that every change can wait for: each stock fault is found, its donors are those that it
// must have, and it is called by its class.

import { expect, it } from 'vitest';
import { positiveControls } from '../../fixtures/thumbnailers/registry.ts';
import { positiveControlsFound } from '../prove/points/ready-made.ts';
import { isProgramName, needsProgram } from '../programs.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

for (const { name, program, fault } of positiveControls) {
  const says = `the gate finds that in the ${name} ${fault}`;
  const spec = async () => expect(await fallingShort(positiveControlsFound, [name])).toEqual([]);
  if (program !== null && isProgramName(program)) needsProgram(program)(says, spec, PROOF_TIMEOUT_MS);
  else it(says, spec, PROOF_TIMEOUT_MS);
}
