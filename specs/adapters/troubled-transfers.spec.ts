// Requests that come slowly, twice, half or not to their end: what the server sees of each, and what is told of it.

import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HttpOptions, httpAdapter } from '../../harness/adapters/http.ts';
import type { TroubledTransfer } from '../../harness/model/troubles.ts';
import { testBench, toldOf } from './bench.ts';
import { serverThat } from './thumbnail-server.ts';

const options = (way: HttpOptions['way'], template: string): HttpOptions => ({
  way,
  template,
  root: null,
  originPort: null,
  server: null,
  timeoutMs: 20_000,
});

/** What is told of a photo that is asked for so, and then of one that is asked for as ever. */
async function told(way: HttpOptions['way'], at: string, transfer: TroubledTransfer): Promise<readonly string[]> {
  const bench = await testBench();
  const instance = await bench.opened(httpAdapter(options(way, way === 'pull' ? `${at}/{path}` : `${at}/thumbnail`)));
  const troubled = await toldOf(instance, [{ ...(await bench.job('a.jpg')), transfer }]);
  const neighbour = await toldOf(instance, [await bench.job('b.jpg')]);
  await instance.close();
  return [...troubled, ...neighbour];
}

const PATHS = { a: 'GET /ann/summer/a.jpg', b: 'GET /ann/summer/b.jpg' };

describe('a request in trouble', () => {
  it('that is slow comes in pieces, and is answered as ever', async () => {
    const chunks: string[] = [];
    const server = createServer((socket) => {
      let text = '';
      socket.on('data', (bytes) => {
        chunks.push(bytes.toString());
        text += bytes.toString();
        if (text.endsWith('\r\n\r\n')) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\npicture');
      });
    });
    onTestFinished(() => void server.close());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const at = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    expect(await told('pull', at, { how: 'slow', lagMs: 80 })).toEqual(['a.jpg', 'b.jpg']);
    const of = (name: string) =>
      chunks.filter(
        (_, index) =>
          chunks
            .slice(0, index + 1)
            .join('')
            .split('GET').length -
            1 ===
          (name === 'a' ? 1 : 2),
      );
    expect(of('a').length).toBeGreaterThan(of('b').length);
    expect(chunks.join('')).toMatch(/^GET \/ann\/summer\/a\.jpg HTTP\/1\.1\r\n[^]*Host: 127\.0\.0\.1:/i);
  });

  it.each(['pull', 'push'] as const)('that is slow keeps all that it holds, by %s', async (way) => {
    const server = await serverThat((_, response, body) => void response.end(`picture of ${body.toString()}`));
    expect(await told(way, server.at, { how: 'slow', lagMs: 20 })).toEqual(['a.jpg', 'b.jpg']);
  });

  it('that stalls is reset before the server has had all of it, and nothing is owed', async () => {
    const server = await serverThat((_, response) => void response.end('picture'));
    expect(await told('pull', server.at, { how: 'stalled', lagMs: 20 })).toEqual(['b.jpg']);
    expect(server.asked).toEqual([PATHS.b]);
  });

  it('whose answer is abandoned half-way is hung up on, and nothing is owed', async () => {
    const broken: Promise<boolean>[] = [];
    const server = await serverThat((request, response) => {
      broken.push(new Promise((resolve) => void request.socket.once('close', resolve)));
      const isFirst = (request.url ?? '').endsWith('a.jpg');
      response.writeHead(200, { 'content-length': isFirst ? 8_000_000 : 7 });
      response.end(isFirst ? Buffer.alloc(8_000_000) : 'picture');
    });
    expect(await told('pull', server.at, { how: 'abandoned', lagMs: 20 })).toEqual(['b.jpg']);
    expect(server.asked).toEqual([PATHS.a, PATHS.b]);
    expect(await Promise.all(broken)).toEqual([true, false]);
  });

  it.each([0, 40])('that is duplicated is asked for twice, %i ms apart, and told of once', async (lagMs) => {
    const sockets: (Socket | null)[] = [];
    const server = await serverThat((request, response) => {
      sockets.push(request.socket);
      response.end('picture');
    });
    expect(await told('pull', server.at, { how: 'duplicated', lagMs })).toEqual(['a.jpg', 'b.jpg']);
    expect(server.asked).toEqual([PATHS.a, PATHS.a, PATHS.b]);
    expect(new Set(sockets).size).toBe(3);
  });

  it('that is duplicated is so with its body', async () => {
    const bodies: string[] = [];
    const server = await serverThat((_, response, body) => {
      bodies.push(body.toString());
      response.end('picture');
    });
    await told('push', server.at, { how: 'duplicated', lagMs: 0 });
    expect(bodies[0]).toBe(bodies[1]);
    expect(bodies).toHaveLength(3);
  });

  it('after an error comes on the connection on which that was answered', async () => {
    const seen: { readonly url: string | undefined; readonly socket: Socket }[] = [];
    const server = await serverThat((request, response) => {
      seen.push({ url: request.url, socket: request.socket });
      if ((request.url ?? '').includes('no-such-photo')) response.writeHead(404).end('no such photo');
      else response.end('picture');
    });
    expect(await told('pull', server.at, { how: 'after-error', lagMs: 0 })).toEqual(['a.jpg', 'b.jpg']);
    expect(seen.map(({ url }) => url)).toEqual(['/ann/summer/no-such-photo', '/ann/summer/a.jpg', '/ann/summer/b.jpg']);
    expect(seen[0]?.socket).toBe(seen[1]?.socket);
    expect(seen[2]?.socket).not.toBe(seen[1]?.socket);
  });

  it('after an error is the same, with a body that is no picture, where photos are sent', async () => {
    const bodies: string[] = [];
    const server = await serverThat((_, response, body) => {
      bodies.push(body.toString());
      response.end('picture');
    });
    await told('push', server.at, { how: 'after-error', lagMs: 0 });
    expect(bodies).toHaveLength(3);
    expect(bodies[0]).toBe('no picture');
  });

  it('is refused where nobody listens, like any other', async () => {
    const bench = await testBench();
    const instance = await bench.opened(httpAdapter(options('pull', 'http://127.0.0.1:9/{path}')));
    const job = await bench.job('a');
    expect(await toldOf(instance, [{ ...job, transfer: { how: 'slow', lagMs: 0 } }])).toEqual([
      'a refused: the connection broke (ECONNRESET)',
    ]);
    expect(await toldOf(instance, [{ ...job, transfer: { how: 'stalled', lagMs: 0 } }])).toEqual([]);
  });
});
