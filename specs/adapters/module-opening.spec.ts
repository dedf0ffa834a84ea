// A module that cannot be loaded: what its author got wrong must be told from what failed on this machine.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { moduleAdapter } from '../../harness/adapters/module.ts';
import { fixture, testBench } from './bench.ts';
import { fixtureAdapter, MEBIBYTE } from './patient-adapters.ts';

describe('a module adapter that cannot be opened is told apart:', () => {
  const misconfigured = async (file: string) => {
    const bench = await testBench();
    const result = await bench.open(
      moduleAdapter({
        file: file.includes('/') ? file : join(bench.folder, file),
        batchTimeoutMs: 1_000,
        memoryLimitBytes: 500 * MEBIBYTE,
      }),
    );
    return result.kind === 'opened' ? 'opened' : `${result.kind}: ${result.detail}`;
  };

  it('a missing file', async () => {
    expect(await misconfigured('gone.ts')).toMatch(
      /^misconfigured: Expected an adapter file at .*gone\.ts, found none/,
    );
  });

  it.each(['ts', 'mjs'])('a syntax error in a .%s file, with its line', async (extension) => {
    const bench = await testBench();
    const file = join(bench.folder, `broken.${extension}`);
    await writeFile(file, "export default {\n  name: 'broken',\n  thumbnails: = 3,\n};\n");
    expect(await misconfigured(file)).toMatch(
      new RegExp(`^misconfigured: Syntax error in the adapter: .*broken\\.${extension}:3\\b`),
    );
  });

  it('an import that leads nowhere', async () => {
    const bench = await testBench();
    const file = join(bench.folder, 'lost.ts');
    await writeFile(file, "import nothing from './nowhere.ts';\nexport default nothing;\n");
    expect(await misconfigured(file)).toMatch(
      /^misconfigured: The adapter .*lost\.ts imports something that cannot be found: .*nowhere\.ts/,
    );
  });

  it.each([
    ['exports-a-number', 'The default export is 42.'],
    ['exports-no-default', 'found no default export, only thumbnailer.'],
  ])('a wrong export: %s', async (name, found) => {
    const said = await misconfigured(fixture(name));
    expect(said).toMatch(/^misconfigured: Expected the default export to be a Thumbnailer \{ name, thumbnails \}/);
    expect(said).toContain(found);
  });

  it('a start() that fails is unavailable, not misconfigured', async () => {
    const bench = await testBench();
    expect(await bench.open(fixtureAdapter('starts-badly'))).toEqual({
      kind: 'incident',
      incident: 'unavailable',
      detail: 'start() failed: no licence key',
    });
  });

  it('a module that ends the process while it is loaded', async () => {
    const bench = await testBench();
    const file = join(bench.folder, 'quits.mjs');
    await writeFile(file, 'process.exit(9);');
    expect(await bench.open(moduleAdapter({ file, batchTimeoutMs: 1_000, memoryLimitBytes: 500 * MEBIBYTE }))).toEqual({
      kind: 'incident',
      incident: 'unavailable',
      detail: 'it died while it started: exit code 9',
    });
  });

  it('a module that never finishes loading', async () => {
    const bench = await testBench();
    const file = join(bench.folder, 'spins.mjs');
    await writeFile(file, 'for (;;);');
    expect(
      await bench.open(
        moduleAdapter({ file, batchTimeoutMs: 1_000, memoryLimitBytes: 500 * MEBIBYTE, startTimeoutMs: 1_500 }),
      ),
    ).toEqual({ kind: 'incident', incident: 'unavailable', detail: 'loading it and start() took more than 1500 ms' });
  });
});
