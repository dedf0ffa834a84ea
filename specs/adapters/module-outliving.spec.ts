// A harness may be killed without a word to anyone. What it started has to notice, even when it is stuck in a loop.

import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { killGroup } from '../../harness/adapters/process-group.ts';
import { gone, isAlive, testBench } from './bench.ts';

it('a module adapter does not outlive a harness that was killed, even when it is stuck', async () => {
  const bench = await testBench();
  const [script, thumbnailer] = [join(bench.folder, 'harness.ts'), join(bench.folder, 'stuck.mjs')];
  const job = await bench.job('photo');
  // Says into the photo that it is stuck from here on.
  await writeFile(
    thumbnailer,
    `
    import { writeFileSync } from 'node:fs';
    export default {
      name: 'stuck',
      async thumbnails([{ photo }]) {
        writeFileSync(photo.path, 'stuck');
        for (;;);
      },
    };`,
  );
  await writeFile(
    script,
    `
    import { moduleAdapter } from ${JSON.stringify(fileURLToPath(new URL('../../harness/adapters/module.ts', import.meta.url)))};
    const adapter = moduleAdapter({ file: ${JSON.stringify(thumbnailer)}, batchTimeoutMs: 60_000, memoryLimitBytes: 5e8 });
    const result = await adapter.open({ workspace: ${JSON.stringify(bench.folder)}, seed: 1 });
    result.instance.ask([${JSON.stringify(job)}], new AbortController().signal)[Symbol.asyncIterator]().next();`,
  );
  const jiti = join(dirname(createRequire(import.meta.url).resolve('jiti/package.json')), 'lib', 'jiti-cli.mjs');
  const harness = spawn(process.execPath, [jiti, script], { stdio: ['ignore', 'inherit', 'inherit'] });
  onTestFinished(() => void harness.kill('SIGKILL'));
  await vi.waitUntil(async () => (await readFile(job.photo.path, 'utf8')) === 'stuck', { timeout: 40_000 });
  const children = await readFile(`/proc/${harness.pid}/task/${harness.pid}/children`, 'utf8');
  const host = Number(children.trim().split(' ')[0]);
  expect(await isAlive(host)).toBe(true);
  onTestFinished(() => killGroup(host));
  harness.kill('SIGKILL');
  expect(await gone(host)).toBe(true);
});
