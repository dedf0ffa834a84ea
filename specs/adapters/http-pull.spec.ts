// A server that is asked by address: photos reach it by folder or by origin, and every way in which it can fail is told.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type HttpOptions, httpAdapter } from '../../harness/adapters/http.ts';
import type { Adapter } from '../../harness/model/adapter.ts';
import { deliveries, testBench, toldOf } from './bench.ts';
import { serverThat } from './thumbnail-server.ts';

function pull(template: string, options: Partial<HttpOptions> = {}): Adapter {
  return httpAdapter({
    way: 'pull',
    template,
    root: null,
    originPort: null,
    server: null,
    timeoutMs: 20_000,
    ...options,
  });
}

describe('an HTTP adapter that pulls', () => {
  it('asks for each photo by its address, percent-encoded segment by segment', async () => {
    const server = await serverThat((_, response) => void response.end('picture'));
    const bench = await testBench();
    const instance = await bench.opened(pull(`${server.at}/{width}x{height}/{path}?v={version}&n={name}`));
    const told = await deliveries(instance, [await bench.job('a b/…?#%.jpg'.replace('/', '∕'))]);
    expect(told).toEqual([{ key: 'a b∕…?#%.jpg', kind: 'thumbnail', bytes: new Uint8Array(Buffer.from('picture')) }]);
    expect(server.asked).toEqual([
      'GET /128x96/ann/summer/a%20b%E2%88%95%E2%80%A6%3F%23%25.jpg?v=1&n=a%20b%E2%88%95%E2%80%A6%3F%23%25.jpg',
    ]);
  });

  it('lays the photos as owner/album/name into the root before it asks, newer versions too, and clears it at the end', async () => {
    const bench = await testBench();
    const root = join(bench.folder, 'root');
    const server = await serverThat(async (request, response) => {
      response.end(await readFile(join(root, decodeURIComponent(request.url ?? ''))));
    });
    const instance = await bench.opened(pull(`${server.at}/{path}`, { root }));
    const job = await bench.job('a.jpg', 'first');
    await writeFile(job.photo.path, 'first');
    const first = await deliveries(instance, [job]);
    await writeFile(job.photo.path, 'second');
    const second = await deliveries(instance, [{ ...job, key: 'b', photo: { ...job.photo, version: 2 } }]);
    const texts = [...first, ...second].map((told) =>
      told.kind === 'thumbnail' ? Buffer.from(told.bytes).toString() : told,
    );
    expect(texts).toEqual(['first', 'second']);
    await instance.close();
    expect(await readdir(root)).toEqual([]);
  });

  it('does not take over a folder that holds something else', async () => {
    const bench = await testBench();
    await writeFile(join(bench.folder, 'precious.txt'), 'mine');
    const result = await bench.open(pull('http://127.0.0.1:9/{path}', { root: bench.folder }));
    expect(result).toMatchObject({ kind: 'misconfigured', detail: expect.stringContaining('to be empty') });
    expect(await readFile(join(bench.folder, 'precious.txt'), 'utf8')).toBe('mine');
  });

  it('offers each photo from an origin of its own, and nothing else', async () => {
    const seen: (string | number)[] = [];
    const server = await serverThat(async (request, response) => {
      const source = new URL(request.url ?? '', 'http://x').searchParams.get('from') ?? '';
      const photo = await fetch(source);
      const again = await fetch(source, { headers: { 'if-none-match': photo.headers.get('etag') ?? '' } });
      const stray = await fetch(`${source}.other`);
      const posted = await fetch(source, { method: 'POST' });
      seen.push(again.status, stray.status, posted.status, photo.headers.get('content-type') ?? '');
      response.end(Buffer.from(await photo.arrayBuffer()));
    });
    const bench = await testBench();
    const instance = await bench.opened(pull(`${server.at}/thumb?from={source}`));
    const [told] = await deliveries(instance, [await bench.job('a b.jpg', 'GIF89a photo')]);
    expect(told?.kind === 'thumbnail' ? Buffer.from(told.bytes).toString() : told).toBe('GIF89a photo');
    expect(seen).toEqual([304, 404, 405, 'image/gif']);
  });

  it.each([
    [415, '<html><body><h1>415 Unsupported</h1></body></html>', 'a refused: HTTP 415: 415 Unsupported'],
    [302, '', 'a refused: HTTP 302'],
    [500, 'Error: no delegate', 'a refused: HTTP 500: Error: no delegate'],
    [403, '{\n  "error": { },\n  "message": "not yours"\n}', 'a refused: HTTP 403: not yours'],
    [200, '', 'a refused: HTTP 200 with an empty body'],
  ])('takes status %i with body %j for a refusal', async (status, body, said) => {
    const server = await serverThat((_, response) => void response.writeHead(status, { location: '/' }).end(body));
    const bench = await testBench();
    const instance = await bench.opened(pull(`${server.at}/{path}`));
    expect(await toldOf(instance, [await bench.job('a')])).toEqual([said]);
  });

  it('refuses an answer that is larger than allowed, without reading it to its end', async () => {
    let written = 0;
    const server = await serverThat((_, response) => {
      const more = () => {
        for (;;) {
          written += 65_536;
          if (response.destroyed || !response.write(Buffer.alloc(65_536))) break;
        }
      };
      response.on('drain', more);
      more();
    });
    const bench = await testBench();
    const instance = await bench.opened(pull(`${server.at}/{path}`, { maxOutputBytes: 1_000_000 }));
    expect(await toldOf(instance, [await bench.job('a')])).toEqual([
      'a refused: its answer is larger than 1000000 bytes',
    ]);
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it('refuses an answer that breaks off', async () => {
    const server = await serverThat((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    const bench = await testBench();
    const instance = await bench.opened(pull(`${server.at}/{path}`));
    expect(await toldOf(instance, [await bench.job('a')])).toEqual([
      'a refused: its answer broke off after 4 of 100 bytes',
    ]);
  });

  it('tells of a hang, after the neighbours', async () => {
    const server = await serverThat((request, response) => {
      if (!(request.url ?? '').includes('slow')) response.end('quick');
    });
    const bench = await testBench();
    const instance = await bench.opened(pull(`${server.at}/{path}`, { timeoutMs: 300 }));
    expect(await toldOf(instance, [await bench.job('slow'), await bench.job('quick')])).toEqual([
      'quick',
      'hung: The request for slow was not answered in full within 300 ms',
    ]);
  });

  it('tells that nobody answers there', async () => {
    const bench = await testBench();
    const instance = await bench.opened(pull('http://127.0.0.1:9/{path}'));
    expect(await toldOf(instance, [await bench.job('a')])).toEqual([
      'unavailable: The request for a could not be made: nobody answers there (ECONNREFUSED)',
    ]);
  });

  it('blames no photo for a connection that was offered to be kept and closed, as nginx does after a 415', async () => {
    // Keep-alive is promised, and the connection closed when the next request comes on it.
    let requests = 0;
    const seen = new WeakSet<object>();
    const server = await serverThat((request, response) => {
      requests += 1;
      if (seen.has(request.socket)) {
        request.socket.destroy();
        return;
      }
      seen.add(request.socket);
      const bad = (request.url ?? '').endsWith('bad');
      response.writeHead(bad ? 415 : 200, { connection: 'keep-alive' }).end(bad ? 'no image' : 'picture');
    });
    const bench = await testBench();
    const instance = await bench.opened(pull(`${server.at}/{path}`, { connections: 1 }));
    const told = [
      ...(await toldOf(instance, [await bench.job('bad')])),
      ...(await toldOf(instance, [await bench.job('good')])),
    ];
    expect(told).toEqual(['bad refused: HTTP 415: no image', 'good']);
    expect(requests).toBe(3);
    expect((await instance.close()).log).toContain('1 requests met a connection that the server had offered to keep');
  });

  it('opens a connection for each request where none is to be kept', async () => {
    const sockets = new Set<object>();
    const server = await serverThat((request, response) => {
      sockets.add(request.socket);
      response.end('picture');
    });
    const bench = await testBench();
    const instance = await bench.opened(pull(`${server.at}/{path}`, { keepAlive: false }));
    for (const name of ['a', 'b', 'c']) await toldOf(instance, [await bench.job(name)]);
    expect(sockets.size).toBe(3);
  });

  it.each([
    ['http://127.0.0.1:8080/thumb', 'Expected {path} in the --url'],
    ['ftp://127.0.0.1/{path}', 'to be an http or https address'],
    ['http://127.0.0.1/{paht}', 'Unknown placeholder {paht} in the --url'],
  ])('complains of %s', async (template, says) => {
    const bench = await testBench();
    expect(await bench.open(pull(template))).toMatchObject({
      kind: 'misconfigured',
      detail: expect.stringContaining(says),
    });
  });

  it('says what it was told: only what the address mentions', () => {
    expect(pull('http://127.0.0.1/{width}/{path}').told).toEqual({
      width: true,
      height: false,
      fit: false,
      format: false,
    });
  });
});
