// The gate over photographs, bursts among them, as a person runs it: correct thumbnailers and a canary, with the signature
// and without.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGate } from '../prove/gate-run.ts';
import { layPhotographs } from '../photos/photographs.ts';
import { PROOF_TIMEOUT_MS } from './falling-short.ts';

let folder = '';
const SMALL =
  '--seed 5 --thumbnails 200 --sizes 128x128 --formats jpeg --source-formats jpeg,png --owners 12 --inconclusive warn --explain-time 3s';
const check = async (flags: string) =>
  runGate({
    flags: ['--photos', join(folder, 'photos'), ...SMALL.split(' '), ...flags.split(' ')],
    cacheFolder: join(folder, 'cache'),
    timeLimitMs: PROOF_TIMEOUT_MS,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-photos-'));
  await layPhotographs(join(folder, 'photos'), 12, 4);
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

describe('a gate over photographs', { timeout: PROOF_TIMEOUT_MS }, () => {
  it('is upheld for a correct thumbnailer, and measures how much it sees', async () => {
    const { exitCode, result } = await check('--fits cover');
    expect(result?.breaches).toEqual([]);
    expect(exitCode).toBe(0);
    expect(result?.verified).toBeGreaterThanOrEqual(200);
    for (const { injected, power } of result?.sensitivity ?? []) {
      expect(injected).toBeGreaterThan(0);
      expect(power).toBeGreaterThan(0.9);
    }
  });

  it('names whose pixels a canary gave to whom', async () => {
    const { exitCode, result } = await check('--adapter fixtures/canaries/shared-variable.ts');
    expect(exitCode).toBe(1);
    const mixups = (result?.breaches ?? []).filter(({ kind }) => kind === 'foreign' || kind === 'torn');
    expect(mixups.length).toBeGreaterThan(0);
    for (const { donors } of mixups) expect(donors).toHaveLength(1);
  });
});

describe('a gate over photographs as they are', { timeout: PROOF_TIMEOUT_MS }, () => {
  it('raises no alarm for a correct thumbnailer, bursts or not, and says that it sees less', async () => {
    const { exitCode, result } = await check('--unmarked --fits cover');
    expect(result?.breaches).toEqual([]);
    expect(exitCode).toBe(0);
    expect(result?.verified).toBeGreaterThanOrEqual(200);
    expect(result?.photographs).toMatch(/16 photographs as they are. The guarantee is weaker/);
    for (const { injected, power } of result?.sensitivity ?? []) {
      expect(injected).toBeGreaterThan(0);
      expect(power).toBeLessThan(1);
    }
  });

  it('proves a mix-up by asking alone, and names the photo that it is like', async () => {
    const { exitCode, result } = await check('--unmarked --adapter fixtures/canaries/shared-variable.ts');
    expect(exitCode).toBe(1);
    const mixups = (result?.breaches ?? []).filter(({ kind }) => kind === 'foreign' || kind === 'torn');
    expect(mixups.length).toBeGreaterThan(0);
    for (const { oracle, donors, candidates } of mixups) {
      expect(oracle).toBe('isolation');
      expect(donors.length + candidates.length).toBeGreaterThan(0);
    }
    expect(mixups.some(({ donors }) => donors.length === 1)).toBe(true);
  });
});
