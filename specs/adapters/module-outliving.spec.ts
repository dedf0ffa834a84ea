// A harness may be killed without a word to anyone. What it started has to notice, even when it is stuck in a loop.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { fixture, gone, isAlive, testBench } from './bench.ts';

it('a module adapter does not outlive a harness that was killed, even when it is stuck', async () => {
  const bench = await testBench();
  const script = join(bench.folder, 'harness.ts');
  const job = await bench.job('trigger');
  await writeFile(
    script,
    `
    import { moduleAdapter } from ${JSON.stringify(fileURLToPath(new URL('../../harness/adapters/module.ts', import.meta.url)))};
    const adapter = moduleAdapter({ file: ${JSON.stringify(fixture('loops'))}, batchTimeoutMs: 60_000, memoryLimitBytes: 5e8 });
    const result = await adapter.open({ workspace: ${JSON.stringify(bench.folder)}, seed: 1 });
    result.instance.ask([${JSON.stringify(job)}], new AbortController().signal)[Symbol.asyncIterator]().next();
    setTimeout(() => process.stdout.write('asked'), 300);`,
  );
  const jiti = join(dirname(createRequire(import.meta.url).resolve('jiti/package.json')), 'lib', 'jiti-cli.mjs');
  const harness = spawn(process.execPath, [jiti, script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(harness.stdout, 'data');
  const children = await readFile(`/proc/${harness.pid}/task/${harness.pid}/children`, 'utf8');
  const host = Number(children.trim().split(' ')[0]);
  expect(await isAlive(host)).toBe(true);
  harness.kill('SIGKILL');
  expect(await gone(host)).toBe(true);
});
