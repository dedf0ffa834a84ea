// The points of issue 3 in the share that every change can wait for: each ready-made thumbnailer upheld over a small
// sample, and each stock fault found.

import { expect, it } from 'vitest';
import { positiveControls, readyMade, type ReadyMade } from '../../fixtures/thumbnailers/registry.ts';
import type { Point } from '../prove/point.ts';
import { positiveControlsFound, readyMadeThumbnailers } from '../prove/points/ready-made.ts';
import { isProgramName, needsProgram } from '../programs.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

/** Gated in full by proofs of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['sharp', 'vipsthumbnail', 'ImageMagick convert']);

function specOf(says: string, { name, program }: ReadyMade, point: Point): void {
  const spec = async () => expect(await fallingShort(point, [name])).toEqual([]);
  if (program !== null && isProgramName(program)) needsProgram(program)(says, spec, PROOF_TIMEOUT_MS);
  else it(says, spec, PROOF_TIMEOUT_MS);
}

for (const subject of readyMade.filter(({ name }) => !ELSEWHERE.has(name)))
  specOf(`the gate leaves ${subject.name} alone`, subject, readyMadeThumbnailers);

for (const subject of positiveControls)
  specOf(`the gate finds that in the ${subject.name} ${subject.fault}`, subject, positiveControlsFound);
