// A server under test that we start ourselves: waited for, watched, stopped, and told of when it dies.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { httpAdapter } from '../../harness/adapters/http.ts';
import type { ServerOptions } from '../../harness/adapters/server-process.ts';
import type { Adapter } from '../../harness/model/adapter.ts';
import { deliveries, gone, testBench, toldOf } from './bench.ts';
import { MEBIBYTE } from './patient-adapters.ts';

const SERVER = fileURLToPath(new URL('../../fixtures/servers/photo-server.mjs', import.meta.url));

function started(
  start: string,
  server: Partial<ServerOptions> = {},
  template = 'http://127.0.0.1:{port}/{path}',
): Adapter {
  return httpAdapter({
    way: 'pull',
    template,
    root: null,
    originPort: null,
    server: { start, ready: null, stopSignal: 'SIGTERM', memoryLimitBytes: 500 * MEBIBYTE, ...server },
    timeoutMs: 20_000,
  });
}

describe('a server under test', () => {
  it('is started on a free port with a folder of photos, waited for, and answers', async () => {
    const bench = await testBench();
    const instance = await bench.opened(started(`node ${SERVER} {root} {port} 300`));
    const [told] = await deliveries(instance, [await bench.job('a b.jpg', 'bytes')]);
    expect(told?.kind === 'thumbnail' ? Buffer.from(told.bytes).toString() : told).toBe('bytes');
    expect((await instance.close()).log).toContain('the server begins');
  });

  it('is gone after close, with what it started', async () => {
    const bench = await testBench();
    const pids = join(bench.folder, 'pids');
    const instance = await bench.opened(
      started(`sh -c 'sleep 100 & echo $! > ${pids}; exec node ${SERVER} "$0" "$1"' {root} {port}`),
    );
    const pid = await vi.waitUntil(async () => Number(await readFile(pids, 'utf8').catch(() => '')));
    await instance.close();
    expect(await gone(pid)).toBe(true);
  });

  it('is told of as crashed when it dies, with its last words, by whoever waits for it', async () => {
    const bench = await testBench();
    const instance = await bench.opened(started(`node ${SERVER} {root} {port}`));
    expect(await toldOf(instance, [await bench.job('die')])).toEqual([
      'crashed: the server ended (exit code 3); its last words: Error: asked to die',
    ]);
  });

  it.each([
    ['no-such-server {port}', 'unavailable', 'Expected a program named no-such-server to start the server'],
    ["node -e 'throw new Error(0)'", 'unavailable', 'The server ended before it was ready'],
    ["node '", 'misconfigured', 'The quote'],
  ])('that cannot be started by %j is one clear line', async (start, kind, says) => {
    const bench = await testBench();
    const result = await bench.open(started(start));
    expect(result.kind === 'incident' ? result.incident : result.kind).toBe(kind);
    expect(result.kind === 'opened' ? '' : result.detail).toContain(says);
  });

  it('that never answers is given up and stopped', async () => {
    const bench = await testBench();
    const pids = join(bench.folder, 'pids');
    const result = await bench.open(started(`sh -c 'echo $$ > ${pids}; exec sleep 100'`, { readyTimeoutMs: 300 }));
    expect(result).toMatchObject({
      incident: 'unavailable',
      detail: expect.stringContaining('to answer within 300 ms'),
    });
    expect(await gone(Number(await readFile(pids, 'utf8')))).toBe(true);
  });

  it('is asked at the address of --ready', async () => {
    const bench = await testBench();
    const result = await bench.open(started(`node ${SERVER} {root} {port}`, { ready: 'not an address' }));
    expect(result).toMatchObject({ kind: 'misconfigured', detail: expect.stringContaining('--ready') });
  });
});
