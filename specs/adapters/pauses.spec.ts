// A thumbnailer that is stopped for a moment stands still with all its children, is not blamed for the time, and goes on
// whatever becomes of those who stopped it.

import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execPath, kill } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '../../harness/adapters/free-port.ts';
import { httpAdapter } from '../../harness/adapters/http.ts';
import { type Census, startCensus } from '../../harness/conformance/census.ts';
import type { Adapter } from '../../harness/model/adapter.ts';
import { PAUSE_MAX_MS } from '../../harness/model/plan.ts';
import { incidentsOf, type TestBench, testBench, toldOf } from './bench.ts';
import { batchCommand, command, fixtureAdapter, http, s3, worker } from './patient-adapters.ts';

const NOBODYS = { way: 'pull', root: null, originPort: null, server: null, timeoutMs: 20_000 } as const;
const S3_WORKER = fileURLToPath(new URL('../../fixtures/thumbnailers/s3-worker.mjs', import.meta.url));
const SERVER = fileURLToPath(new URL('../../fixtures/servers/photo-server.mjs', import.meta.url));

/** Gives each photo's own bytes back, from within a child of a shell. */
const COPIES = `
import { copyFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
for await (const line of createInterface({ input: process.stdin })) {
  const { key, input, output } = JSON.parse(line);
  copyFileSync(input, output);
  console.log(JSON.stringify({ key, ok: true }));
}
`;

async function copyingWorker({ folder }: TestBench): Promise<string> {
  await writeFile(join(folder, 'copies.mjs'), COPIES);
  await writeFile(join(folder, 'worker.sh'), `'${execPath}' '${join(folder, 'copies.mjs')}'; exit 0`);
  return `sh ${join(folder, 'worker.sh')}`;
}

/** By way in; `timeoutMs` is how long each may be silent. */
const WAYS: Readonly<Record<string, (bench: TestBench, timeoutMs: number) => Promise<Adapter>>> = {
  module: async (_, timeoutMs) => fixtureAdapter('echo', { batchTimeoutMs: timeoutMs }),
  worker: async (bench, timeoutMs) => worker(await copyingWorker(bench), { timeoutMs }),
  server: async (_, timeoutMs) =>
    http('pull', 'http://127.0.0.1:{port}/{path}', `sh -c '"$0" "$@"; exit 0' ${execPath} ${SERVER} {root} {port}`, {
      timeoutMs,
    }),
};

/** The states of all processes, as Linux puts them (`T` for a stopped one), that of the one who lets them go on left out. */
async function statesOf(census: Census): Promise<readonly string[]> {
  const alive = (await census.alive()).filter((line) => !line.includes('kill -CONT'));
  const stats = await Promise.all(
    alive.map((line) => readFile(`/proc/${line.slice(0, line.indexOf(':'))}/stat`, 'utf8').catch(() => '')),
  );
  return stats.flatMap((stat) => (stat === '' ? [] : [stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '']));
}

const isStopped = (states: readonly string[]) => states.length > 0 && states.every((state) => state === 'T');

async function opened(name: keyof typeof WAYS, timeoutMs = 20_000) {
  const bench = await testBench();
  const adapter = await WAYS[name]?.(bench, timeoutMs);
  if (adapter === undefined) throw new RangeError(`Expected a way in, got ${name}.`);
  const census = startCensus();
  onTestFinished(census.end);
  const instance = await bench.opened(adapter);
  const pause = async (forMs: number) => {
    if (instance.pause === null) throw new Error('Expected an instance that can be paused, got one that cannot.');
    await instance.pause(forMs);
  };
  const allGone = () => vi.waitUntil(async () => (await census.alive()).length === 0, { timeout: 20_000 });
  return { bench, census, instance, pause, allGone };
}

describe.each(Object.keys(WAYS))('a %s that is paused', (name) => {
  it('stands still with all its children, and then answers as if nothing had been', async () => {
    const { bench, census, instance, pause } = await opened(name);
    expect(await toldOf(instance, [await bench.job('a')])).toEqual(['a']);
    await pause(1_000);
    const told = toldOf(instance, [await bench.job('b')]);
    await vi.waitUntil(async () => isStopped(await statesOf(census)), { interval: 5, timeout: 20_000 });
    expect(await told).toEqual(['b']);
    expect(isStopped(await statesOf(census))).toBe(false);
    await instance.close();
  });

  it('is not charged with the silence', async () => {
    const { bench, instance, pause } = await opened(name, PAUSE_MAX_MS / 2);
    await pause(PAUSE_MAX_MS);
    expect(await toldOf(instance, [await bench.job('a')])).toEqual(['a']);
    expect(incidentsOf(await instance.close())).toEqual([]);
  });

  it('goes on at once to be closed in good order', async () => {
    const { instance, pause, allGone } = await opened(name);
    // A pause that was waited for would outlast the spec.
    await pause(600_000);
    expect(incidentsOf(await instance.close())).toEqual([]);
    await allGone();
  });

  it('can be killed, with all that it owes', async () => {
    const { bench, instance, pause, allGone } = await opened(name);
    await pause(600_000);
    const told = toldOf(instance, [await bench.job('a')]);
    await instance.kill?.();
    expect(await told).toEqual([]);
    expect(incidentsOf(await instance.close())).toEqual([]);
    await allGone();
  });
});

describe('a server behind a bucket', () => {
  it('can be killed, and whoever waits for a thumbnail from it is told nothing', async () => {
    const bench = await testBench();
    const port = await freePort();
    const start = `${execPath} ${S3_WORKER} ${port} {workspace}`;
    // What is no picture never gets a thumbnail.
    const instance = await bench.opened(s3(port, start, { timeoutMs: 600_000 }));
    const told = toldOf(instance, [await bench.job('a')]);
    await instance.kill?.();
    expect(await told).toEqual([]);
    expect(incidentsOf(await instance.close())).toEqual([]);
  });
});

describe('whoever leaves nothing running between batches', () => {
  it.each([
    ['command', command('sh {input} {output}')],
    ['batch command', batchCommand('sh {indir} {outdir}')],
    ['server that somebody else started', httpAdapter({ ...NOBODYS, template: 'http://127.0.0.1:9/{path}' })],
  ])('cannot be paused or killed: a %s', async (_, adapter) => {
    const bench = await testBench();
    const { kill, pause } = await bench.opened(adapter);
    expect([kill, pause]).toEqual([null, null]);
  });

  it('nor can a server be that a client such as docker runs elsewhere, where it would live on', async () => {
    const bench = await testBench();
    const client = join(bench.folder, 'docker');
    await writeFile(client, `#!/bin/sh\nexec '${execPath}' '${SERVER}' "$@"\n`, { mode: 0o755 });
    const { kill, pause } = await bench.opened(
      http('pull', 'http://127.0.0.1:{port}/{path}', `${client} {root} {port}`),
    );
    expect([kill, pause]).toEqual([null, null]);
  });
});

describe('a harness that is killed in the middle of a pause', () => {
  it('leaves nobody stopped behind', async () => {
    const bench = await testBench();
    const census = startCensus();
    onTestFinished(census.end);
    const adapters = new URL('../../harness/adapters/', import.meta.url).href;
    const script = `
      import { workerAdapter } from '${adapters}worker.ts';
      const adapter = workerAdapter({ command: ${JSON.stringify(await copyingWorker(bench))}, timeoutMs: 60_000, memoryLimitBytes: 5e8 });
      const { instance } = await adapter.open({ workspace: ${JSON.stringify(bench.folder)}, seed: 1 });
      await instance.pause(600_000);
      console.log('paused');`;
    const file = join(bench.folder, 'harness.ts');
    await writeFile(file, script);
    const jiti = fileURLToPath(new URL('../../node_modules/jiti/lib/jiti-cli.mjs', import.meta.url));
    const harness = spawn(execPath, [jiti, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => harness.stdout.once('data', resolve));
    expect(await statesOf(census)).toContain('T');
    harness.kill('SIGKILL');
    onTestFinished(async () => {
      for (const line of await census.alive()) kill(Number(line.slice(0, line.indexOf(':'))), 'SIGKILL');
    });
    // It ends by itself once it goes on, for its stdin has ended.
    await vi.waitUntil(async () => (await census.alive()).length === 0, { timeout: 20_000 });
  });
});
