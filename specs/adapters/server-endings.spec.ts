// A server under test that goes wrong is ended like any other program: told of in one line, and nothing of it lives on,
// whether it is asked over HTTP or through a bucket.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '../../harness/adapters/free-port.ts';
import type { ServerOptions } from '../../harness/adapters/server-process.ts';
import { startCensus } from '../../harness/conformance/census.ts';
import type { Adapter } from '../../harness/model/adapter.ts';
import { incidentsOf, testBench, toldOf } from './bench.ts';
import { http, patientServer, s3 } from './patient-adapters.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

/** `leave` starts a process in a session of its own, which keeps the pipes; `$1` is the port, `$2` the folder. */
const LEAVE = 'leave() { setsid sleep 100 & until [ "$(cat /proc/$!/comm)" = sleep ]; do :; done; }\nleave\n';
const HTTP_SERVER = `exec '${execPath}' '${fixture('servers/photo-server.mjs')}' "$2" "$1"`;
const S3_SERVER = `exec '${execPath}' '${fixture('thumbnailers/s3-worker.mjs')}' "$1" "$2"`;

type Way = (script: string, options?: Partial<ServerOptions>) => Promise<Adapter>;
const overHttp: Way = async (script, server = {}) =>
  http('pull', 'http://127.0.0.1:{port}/{path}', `sh ${script} {port} {root}`, { server });
const overS3: Way = async (script, server = {}) => {
  const port = await freePort();
  const start = `sh ${script} ${port} {workspace}`;
  return s3(port, start, { server: { ...patientServer(start), ...server }, timeoutMs: 20_000 });
};
const WAYS: Readonly<Record<string, { readonly of: Way; readonly server: string }>> = {
  HTTP: { of: overHttp, server: HTTP_SERVER },
  S3: { of: overS3, server: S3_SERVER },
};

/** A census, and a script of these lines. */
async function script(lines: string) {
  const folder = await mkdtemp(join(tmpdir(), 'thumbproof-server-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'server.sh');
  await writeFile(path, `${LEAVE}${lines}\n`);
  const census = startCensus();
  onTestFinished(census.end);
  return { path, allGone: () => vi.waitUntil(async () => (await census.alive()).length === 0, { timeout: 20_000 }) };
}

describe.each(Object.entries(WAYS))('a server that is asked over %s', (_, { of, server }) => {
  it.each([
    ['hangs', "trap '' TERM; while :; do sleep 100; done", 'to answer within 300 ms, got refused'],
    ['crashes', 'kill -SEGV $$', 'The server ended before it was ready: the server ended (SIGSEGV)'],
    ['forks without end', 'while :; do (leave; sleep 100) & sleep 0.01; done', 'to answer within 300 ms, got refused'],
    ['floods', 'yes & yes >&2', 'to answer within 300 ms, got refused'],
  ])('and %s before it is ready is unavailable, and gone at once', async (_name, lines, says) => {
    const bench = await testBench();
    const { path, allGone } = await script(lines);
    // A server that is not there yet is not waited for: a grace of ten minutes would show.
    const readyTimeoutMs = says.includes('300 ms') ? 300 : 20_000;
    const result = await bench.open(await of(path, { readyTimeoutMs, stopGraceMs: 600_000 }));
    expect(result).toMatchObject({ incident: 'unavailable', detail: expect.stringContaining(says) });
    await allGone();
  });

  it.each([
    ['ignores its stop signal', `trap '' TERM; (${server}) & while :; do sleep 100; done`],
    ['floods its pipes', `yes & yes >&2 & ${server}`],
    ['leaves children in sessions of their own', `(leave; leave; sleep 100) & (leave) & ${server}`],
    [
      'leaves zombies',
      `python3 -c 'import os, time\nfor each in range(5):\n    if os.fork() == 0: os._exit(0)\ntime.sleep(100)' & ${server}`,
    ],
  ])('and %s is gone once it is closed', async (_name, lines) => {
    const bench = await testBench();
    const { path, allGone } = await script(lines);
    const instance = await bench.opened(await of(path, { stopGraceMs: 300 }));
    const closing = await instance.close();
    expect(incidentsOf(closing)).toEqual([]);
    expect(closing.log.length).toBeLessThan(256 * 1024);
    await allGone();
  });
});

describe('a server that dies of a photo', () => {
  it('over S3 is told of as crashed, and what it left is gone before it is closed', async () => {
    const bench = await testBench();
    const { path, allGone } = await script(
      `(until [ -n "$(ls "$2/store/photos" 2>/dev/null)" ]; do sleep 0.01; done; kill -SEGV $$) & ${S3_SERVER}`,
    );
    const instance = await bench.opened(await overS3(path));
    expect((await toldOf(instance, [await bench.job('a')]))[0]).toContain('crashed: the server ended (SIGSEGV)');
    await allGone();
  });

  it('over HTTP is told of as crashed, and what it left is gone before it is closed', async () => {
    const bench = await testBench();
    const { path, allGone } = await script(HTTP_SERVER);
    const instance = await bench.opened(await overHttp(path));
    expect(await toldOf(instance, [await bench.job('die')])).toEqual([
      'crashed: the server ended (exit code 3); its last words: Error: asked to die',
    ]);
    await allGone();
  });
});
