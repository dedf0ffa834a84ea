// An event-driven thumbnailer against a real S3 server: what is put is answered by what appears.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type S3Options, s3Adapter } from '../../harness/adapters/s3.ts';
import { freePort } from '../../harness/adapters/free-port.ts';
import { httpClient } from '../../harness/adapters/http-client.ts';
import { s3Client } from '../../harness/adapters/s3-client.ts';
import { deliveries, testBench, toldOf } from './bench.ts';

const CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', region: 'us-east-1' };

/** A store, and in it a thumbnailer that hears of every photo. It makes `make(bytes)` of it; null makes nothing. */
async function store(make: (photo: Buffer) => string | null): Promise<string> {
  const [directory, port] = [await mkdtemp(join(tmpdir(), 'thumbproof-s3-')), await freePort()];
  const server = new S3rver({
    address: '127.0.0.1',
    port,
    silent: true,
    directory,
    configureBuckets: [
      { name: 'photos', configs: [] },
      { name: 'thumbs', configs: [] },
    ],
  });
  await server.run();
  const endpoint = `http://127.0.0.1:${port}`;
  const client = httpClient({ timeoutMs: 10_000, maxBodyBytes: 2 ** 20, connections: 8, keepAlive: true });
  const s3 = s3Client(endpoint, CREDENTIALS, client);
  const { signal } = new AbortController();
  server.on('event', (event) => {
    void (async () => {
      for (const { s3: put } of event.Records) {
        if (put.bucket.name !== 'photos') continue;
        const object = put.object.key;
        const photo = await s3({ method: 'GET', bucket: 'photos', object }, signal);
        const made = photo.kind === 'response' ? make(Buffer.from(photo.body)) : null;
        if (made === null) continue;
        const body = new Uint8Array(Buffer.from(made));
        await s3({ method: 'PUT', bucket: 'thumbs', object: `small/${object}`, body }, signal);
      }
    })();
  });
  onTestFinished(async () => {
    client.close();
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });
  return endpoint;
}

function adapter(endpoint: string, options: Partial<S3Options> = {}) {
  return s3Adapter({
    endpoint,
    sourceBucket: 'photos',
    thumbBucket: 'thumbs',
    thumbKey: 'small/{object}',
    credentials: CREDENTIALS,
    server: null,
    timeoutMs: 20_000,
    ...options,
  });
}

describe('an S3 adapter', () => {
  it('puts each photo and takes what appears for its thumbnail, hostile names included', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter(await store((photo) => `thumbnail of ${photo.toString()}`)));
    const names = ['a b.jpg', "it's $(x).jpg", '日本?.jpg', '100%.jpg'];
    const batch = await Promise.all(names.map((name) => bench.job(name)));
    const told = await deliveries(instance, batch);
    expect(
      new Map(
        told.map((each) => [
          each.kind === 'incident' ? each.detail : each.key,
          each.kind === 'thumbnail' ? Buffer.from(each.bytes).toString() : each,
        ]),
      ),
    ).toEqual(new Map(names.map((name) => [name, `thumbnail of ${name}`])));
  });

  it('does not take an older thumbnail of the photo for the answer', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter(await store((photo) => photo.toString())));
    const job = await bench.job('a', 'old');
    await toldOf(instance, [job]);
    const newer = await bench.job('a', 'new', 'second');
    const [told] = await deliveries(instance, [newer]);
    expect(told?.kind === 'thumbnail' ? Buffer.from(told.bytes).toString() : told).toBe('new');
  });

  it('refuses a photo whose thumbnail never appears', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter(await store(() => null), { timeoutMs: 300 }));
    expect(await toldOf(instance, [await bench.job('a')])).toEqual(['a refused: no thumbnail appeared within 300 ms']);
  });

  it('tells of a store that refuses, and of one that is not there', async () => {
    const bench = await testBench();
    const endpoint = await store(() => null);
    const wrong = await bench.opened(adapter(endpoint, { sourceBucket: 'nowhere' }));
    expect((await toldOf(wrong, [await bench.job('a')]))[0]).toContain('a refused: HTTP 404');
    const nobody = await bench.opened(adapter('http://127.0.0.1:9'));
    expect((await toldOf(nobody, [await bench.job('a')]))[0]).toContain('unavailable: The request for a could not');
  });
});
