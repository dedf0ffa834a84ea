// Point 1 of issue 3 in the share that every change can wait for: each ready-made thumbnailer is left alone.

import { expect, it } from 'vitest';
import { readyMade } from '../../fixtures/thumbnailers/registry.ts';
import { readyMadeThumbnailers } from '../prove/points/ready-made.ts';
import { isProgramName, needsProgram } from '../programs.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

/** Gated by proofs of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['sharp', 'vipsthumbnail', 'ImageMagick convert']);

for (const { name, program } of readyMade.filter((subject) => !ELSEWHERE.has(subject.name))) {
  const says = `the gate leaves ${name} alone`;
  const spec = async () => expect(await fallingShort(readyMadeThumbnailers, [name])).toEqual([]);
  if (program !== null && isProgramName(program)) needsProgram(program)(says, spec, PROOF_TIMEOUT_MS);
  else it(says, spec, PROOF_TIMEOUT_MS);
}
