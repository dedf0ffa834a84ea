// A thumbnailer that can make nothing of what is asked is no hidden breach and no green light: the run says what to ask.

import { expect, it } from 'vitest';
import { runGate } from '../prove/gate-run.ts';
import { PROOF_TIMEOUT_MS } from './falling-short.ts';

it('a program without an encoder leaves nothing to ask, and that is the first that is said', {
  timeout: PROOF_TIMEOUT_MS,
}, async () => {
  const command = `sh -c 'echo "no encoder for $1" >&2; exit 1' {format} {format} {input} {output}`;
  const asked = '--formats avif --sizes 64x64 --source-formats jpeg --inconclusive warn --seed 1'.split(' ');
  const { exitCode, result, lines } = await runGate({ flags: ['--command', command, ...asked] });
  const refused = 'recipe 64x64 cover avif: refused alone (exit code 1: no encoder for avif)';
  expect(exitCode).toBe(3);
  expect(result).toMatchObject({
    verdict: 'inconclusive',
    why: `Nothing could be asked of the thumbnailer under load, because alone it made none of the recipes: ${refused}.`,
    recipesNarrowed: [refused],
    breaches: [],
    requested: 0,
  });
  expect(lines.map(({ text }) => text)).toContain('Not as asked');
});
