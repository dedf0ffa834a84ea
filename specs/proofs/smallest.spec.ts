// From five thousand thumbnails to two photos, and back: what a gate finds is kept, fails again when it is replayed, and is
// believed to be mended only where it is.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeptFailure } from '../../harness/model/failure.ts';
import type { Result } from '../../harness/model/verdict.ts';
import { runCommand, runGate } from '../prove/gate-run.ts';
import { PROOF_TIMEOUT_MS } from './falling-short.ts';

const SMALL = [
  '--seed',
  '3',
  '--thumbnails',
  '200',
  '--max-mixup-rate',
  '0.5',
  '--sizes',
  '96x96',
  '--formats',
  'jpeg',
];
let folder = '';
let result: Result | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-smallest-'));
  const flags = [...SMALL, '--adapter', 'fixtures/canaries/neighbour-swap.ts', '--explain-time', '60s'];
  const cacheFolder = join(folder, 'cache');
  ({ result } = await runGate({ flags, cacheFolder, failuresFolder: join(folder, 'failures') }));
}, PROOF_TIMEOUT_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

const again = async (...words: readonly string[]) => {
  const [file = ''] = await readdir(join(folder, 'failures'));
  const [command = '', ...flags] = words;
  const all = [command, join(folder, 'failures', file), ...flags];
  const { exitCode, lines } = await runCommand(all, join(folder, 'cache'));
  return { exitCode, says: lines.map(({ text }) => text).join('\n') };
};

describe('a failure of a gate', { timeout: PROOF_TIMEOUT_MS }, () => {
  it('is shrunk to two owners with a photo each, asked once, that fail every time', () => {
    expect(result?.verdict).toBe('violated');
    expect(result?.counterexample).toMatchObject({ owners: 2, photos: 2, asks: 2 });
    const { failed = 0, of = 1 } = result?.counterexample?.reproduced ?? {};
    expect(failed).toBe(of);
  });

  it('is kept with its smallest plan, and with no word about it', async () => {
    const files = await readdir(join(folder, 'failures'));
    expect(files).toHaveLength(1);
    const kept = JSON.parse(await readFile(join(folder, 'failures', files[0] ?? ''), 'utf8')) as KeptFailure;
    expect(kept.plan.photos).toHaveLength(2);
    expect(kept.reproduced).toEqual(result?.counterexample?.reproduced);
  });

  it('fails again when it is replayed', async () => {
    const { exitCode, says } = await again('replay', '--times', '3');
    expect(says).toContain('REPRODUCED  3 of 3 tries failed.');
    expect(exitCode).toBe(1);
  });

  it('is not taken for mended where it is not, and is where it is', async () => {
    expect(await again('verify-fix')).toMatchObject({ exitCode: 1, says: expect.stringContaining('NOT FIXED') });
    const mended = await again('verify-fix', '--adapter', 'fixtures/odd/unordered.ts', '--confidence', '0.9');
    expect(mended.says).toContain('BELIEVED FIXED at 90 %');
    expect(mended.exitCode).toBe(0);
  });
});
