// Reads that come late, fail or break off: through bytes() of a module adapter, and from the origin of a server.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Origin, startOrigin } from '../../harness/adapters/origin.ts';
import { toPhoto } from '../../harness/adapters/serve-batch.ts';
import { ERROR_PICTURE } from '../../harness/model/error-picture.ts';
import type { TroubledRead } from '../../harness/model/troubles.ts';

const BYTES = Buffer.alloc(4096, 7);
let folder = '';
let origin: Origin;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-spec-'));
  await writeFile(join(folder, 'a.jpg'), BYTES);
  origin = await startOrigin(0);
});
afterEach(async () => {
  await origin.close();
  await rm(folder, { recursive: true, force: true });
});

const photo = () => ({
  owner: 'ann',
  album: 'summer',
  name: 'a.jpg',
  version: 1,
  archived: false,
  path: join(folder, 'a.jpg'),
});
const read = (about: Partial<TroubledRead>): TroubledRead => ({ lagMs: 0, how: 'whole', ...about });
const offer = (trouble?: TroubledRead, key = 'a') =>
  origin.offer({ key, photo: photo(), ...(trouble === undefined ? {} : { read: trouble }) });
const tookMs = async (work: () => Promise<unknown>) => {
  const beganMs = performance.now();
  await work();
  return performance.now() - beganMs;
};

describe('bytes() of a photo', () => {
  it('come late and whole, or fail as a read does, each time it is called', async () => {
    const late = toPhoto(photo(), read({ lagMs: 40 }));
    expect(await tookMs(() => late.bytes())).toBeGreaterThan(35);
    expect(Buffer.from(await late.bytes())).toEqual(BYTES);
    for (const how of ['trickled', 'stalled'] as const)
      expect(Buffer.from(await toPhoto(photo(), read({ how })).bytes())).toEqual(BYTES);
    for (const [how, code] of [
      ['error', 'EIO'],
      ['error-picture', 'EIO'],
      ['reset', 'ECONNRESET'],
      ['cut', 'EPIPE'],
    ] as const) {
      const broken = toPhoto(photo(), read({ how }));
      await expect(broken.bytes()).rejects.toMatchObject({ code });
      await expect(broken.bytes()).rejects.toThrow('as planned by thumbproof');
    }
    expect(Buffer.from(await toPhoto(photo()).bytes())).toEqual(BYTES);
  });
});

describe('the trouble of a read', () => {
  it('is told when it is met, not by whoever opens the file', async () => {
    const met: string[] = [];
    const troubled = toPhoto(photo(), read({ how: 'short' }), () => met.push('met'));
    await readFile(troubled.path);
    expect(met).toEqual([]);
    await troubled.bytes();
    expect(met).toEqual(['met']);
  });
});

describe('bytes() of a photo that is cut without a word', () => {
  it('are the first half of it, or all of it twice', async () => {
    expect(Buffer.from(await toPhoto(photo(), read({ how: 'short' })).bytes())).toEqual(BYTES.subarray(0, 2048));
    expect(Buffer.from(await toPhoto(photo(), read({ how: 'doubled' })).bytes())).toEqual(
      Buffer.concat([BYTES, BYTES]),
    );
  });
});

describe('the origin', () => {
  const got = async (url: string) => {
    const response = await fetch(url);
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  it('serves the next request for a photo with its trouble, and the one after it as ever', async () => {
    const whole = { status: 200, bytes: BYTES };
    const url = offer(read({ lagMs: 40 }));
    expect(await tookMs(async () => expect(await got(url)).toEqual(whole))).toBeGreaterThan(35);
    expect(await got(offer(read({ how: 'error' })))).toMatchObject({ status: 503 });
    expect(await got(url)).toEqual(whole);
    await expect(got(offer(read({ how: 'reset' })))).rejects.toThrow('fetch failed');
    await expect(got(offer(read({ how: 'cut' })))).rejects.toThrow('terminated');
    expect(await got(url)).toEqual(whole);
  });

  it.each(['trickled', 'stalled'] as const)('sends a photo that is %s in parts, and whole in the end', async (how) => {
    const response = await fetch(offer(read({ how, lagMs: 80 })));
    const parts: Uint8Array[] = [];
    for await (const part of response.body ?? []) parts.push(part);
    expect(parts.length).toBeGreaterThan(1);
    expect(Buffer.concat(parts)).toEqual(BYTES);
  });

  it('sends half as if it were all', async () => {
    const response = await fetch(offer(read({ how: 'short' })));
    expect(response.headers.get('content-length')).toBe('2048');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(BYTES.subarray(0, 2048));
  });

  it('sends a photo twice where it promised it once, on a connection that is over then', async () => {
    const url = new URL(offer(read({ how: 'doubled' })));
    const socket = connect(Number(url.port), url.hostname);
    socket.write(`GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`);
    const text = (await buffer(socket)).toString('latin1');
    const [headers = '', ...body] = text.split('\r\n\r\n');
    expect(headers).toMatch(/^HTTP\/1\.1 200 [^]*connection: close/i);
    expect(headers).toMatch(/content-length: 4096/i);
    expect(body.join('')).toBe(Buffer.concat([BYTES, BYTES]).toString('latin1'));
  });

  it('sends the picture of nobody with an error, on a connection that stays', async () => {
    const response = await fetch(offer(read({ how: 'error-picture' })));
    expect(response.status).toBe(500);
    expect(response.headers.get('connection')).toBe('keep-alive');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(ERROR_PICTURE);
  });

  it('keeps the trouble for whoever reads, not for whoever only asks what there is', async () => {
    const url = offer(read({ how: 'error' }));
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(url)).status).toBe(503);
  });

  it('goes through the troubles of several offers one after the other', async () => {
    const url = offer(read({ how: 'error' }));
    offer();
    offer(read({ how: 'reset' }));
    expect((await got(url)).status).toBe(503);
    await expect(got(url)).rejects.toThrow('fetch failed');
    expect((await got(url)).status).toBe(200);
  });

  it('knows whose trouble was met, and whose was not', async () => {
    const url = offer(read({ how: 'short' }), 'first');
    offer(read({ how: 'error' }), 'second');
    offer(read({ how: 'reset' }), 'third');
    await got(url);
    await got(url);
    expect(origin.met()).toEqual(['first', 'second']);
  });
});
