import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpClient } from '../../harness/adapters/http-client.ts';
import { s3Client } from '../../harness/adapters/s3-client.ts';

/** A store that answers with these statuses, one after the other, and with the last one from then on. */
async function storeThatSays(...statuses: readonly number[]) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    response.writeHead(statuses[Math.min(seen.length, statuses.length - 1)] ?? 200).end('said');
    seen.push(`${request.method} ${request.url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = httpClient({ timeoutMs: 5_000, maxBodyBytes: 1_000, connections: 1, keepAlive: true });
  onTestFinished(async () => {
    client.close();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b', region: 'us-east-1' };
  const s3 = s3Client(`http://127.0.0.1:${port}`, credentials, client);
  const get = (signal = new AbortController().signal) =>
    s3({ method: 'GET', bucket: 'photos', object: 'ann/a b.jpg' }, signal);
  return { seen, get };
}

describe('a request to a store', () => {
  it.each([500, 503])('is made again when the store asks for that with %d', async (status) => {
    const { seen, get } = await storeThatSays(status, status, 200);
    expect(await get()).toMatchObject({ kind: 'response', status: 200 });
    expect(seen).toEqual(Array.from({ length: 3 }, () => 'GET /photos/ann/a%20b.jpg'));
  });

  it('is not made for ever: trouble that lasts is told', async () => {
    const { seen, get } = await storeThatSays(500);
    expect(await get()).toMatchObject({ kind: 'response', status: 500 });
    expect(seen).toHaveLength(4);
  });

  it.each([200, 403, 404, 501])('that is answered with %d is made once', async (status) => {
    const { seen, get } = await storeThatSays(status);
    expect(await get()).toMatchObject({ kind: 'response', status });
    expect(seen).toHaveLength(1);
  });
});
