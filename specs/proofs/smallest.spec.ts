// From five thousand thumbnails to two photos, and back: what a gate finds is kept, fails again when it is replayed, and is
// believed to be mended only where it is.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeptFailure } from '../../harness/model/failure.ts';
import type { Result } from '../../harness/model/verdict.ts';
import { REPOSITORY_ROOT, runCommand, runGate } from '../prove/gate-run.ts';
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
  await deploy('canaries/neighbour-swap.ts');
  const flags = [...SMALL, '--adapter', join(folder, 'mine.ts'), '--explain-time', '30s'];
  const cacheFolder = join(folder, 'cache');
  ({ result } = await runGate({ flags, cacheFolder, failuresFolder: join(folder, 'failures') }));
}, PROOF_TIMEOUT_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What lies under the name of the thumbnailer from now on. */
async function deploy(fixture: string): Promise<void> {
  const from = JSON.stringify(join(REPOSITORY_ROOT, 'fixtures', fixture));
  await writeFile(join(folder, 'mine.ts'), `export { default } from ${from};\n`);
}

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

  it('tells whose pixels went to whom', () => {
    const { exposed = 0, thumbnails = 0, cells = [] } = result?.exposure ?? {};
    expect(Math.min(exposed, thumbnails)).toBeGreaterThan(0);
    expect(cells.every((cell) => cell.exposed !== cell.receiver && cell.thumbnails > 0)).toBe(true);
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

describe('a failure as a spec of its own', { timeout: PROOF_TIMEOUT_MS }, () => {
  it('fails with what went wrong, wherever it is run', async () => {
    const root = join(REPOSITORY_ROOT, '.thumbproof', `exported-${process.pid}`);
    const [file = ''] = await readdir(join(folder, 'failures'));
    const said = (...words: readonly string[]) =>
      promisify(execFile)('npx', [...words], { cwd: REPOSITORY_ROOT }).then(
        ({ stdout, stderr }) => stdout + stderr,
        (failed: { readonly stdout: string; readonly stderr: string }) => failed.stdout + failed.stderr,
      );
    const spec = join(root, 'mixed-up.spec.ts');
    const exported = () => said('thumbproof', 'export', join(folder, 'failures', file), spec);
    try {
      expect(await exported()).toContain(`npx vitest run ${spec}`);
      // As in a project of somebody else's, which has a configuration of its own.
      await writeFile(join(root, 'vitest.config.mjs'), 'export default {};\n');
      expect(await said('vitest', 'run', '--root', root)).toContain('NOT FIXED  it failed in try 1.');
      expect(await exported()).toContain('it is there already');
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
});

describe('a failure that nobody has made smaller yet', { timeout: PROOF_TIMEOUT_MS }, () => {
  it('is by shrink, and kept so', async () => {
    const failuresFolder = join(folder, 'whole');
    await deploy('canaries/neighbour-swap.ts');
    const flags = [...SMALL, '--adapter', join(folder, 'mine.ts'), '--no-shrink'];
    await runGate({ flags, cacheFolder: join(folder, 'cache'), failuresFolder });
    const [file = ''] = await readdir(failuresFolder);
    const kept = async () => JSON.parse(await readFile(join(failuresFolder, file), 'utf8')) as KeptFailure;
    expect((await kept()).plan.photos.length).toBeGreaterThan(20);
    const { exitCode, lines } = await runCommand(
      ['shrink', join(failuresFolder, file), '--budget', '20s', '--failures-dir', failuresFolder],
      join(folder, 'cache'),
    );
    expect(lines.map(({ text }) => text).join('\n')).toContain('2 photos of 2 owners');
    expect(exitCode).toBe(1);
    expect((await kept()).plan.photos).toHaveLength(2);
    expect((await kept()).reproduced?.failed).toBeGreaterThan(0);
  });
});

describe('the next run of the same thumbnailer', { timeout: PROOF_TIMEOUT_MS }, () => {
  const gate = async (adapter: string) => {
    const flags = [...SMALL, '--seed', '4', '--adapter', adapter];
    return runGate({ flags, cacheFolder: join(folder, 'cache'), failuresFolder: join(folder, 'failures') });
  };

  it('tries what is known first, and ends with it when it fails again', async () => {
    const { result: next } = await gate(join(folder, 'mine.ts'));
    expect(next).toMatchObject({ verdict: 'violated', known: [{ state: 'fails', tally: { failed: 1, of: 1 } }] });
    expect(next?.fates.asked).toBeLessThan(400);
    expect(await readdir(join(folder, 'failures'))).toHaveLength(1);
  });

  it('leaves alone what is known of others', async () => {
    const { result: next } = await gate('fixtures/odd/unordered.ts');
    expect(next?.known).toEqual([]);
  });

  it('drops what is mended, once that is sure', async () => {
    await deploy('odd/unordered.ts');
    const { result: next } = await gate(join(folder, 'mine.ts'));
    expect(next?.known).toMatchObject([{ state: 'fixed', tally: { failed: 0 } }]);
    expect(await readdir(join(folder, 'failures'))).toEqual([]);
  });
});
