// Reads that come late, fail or break off: through bytes() of a module adapter, and from the origin of a server.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Origin, startOrigin } from '../../harness/adapters/origin.ts';
import { toPhoto } from '../../harness/adapters/serve-batch.ts';
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
    for (const [how, code] of [
      ['error', 'EIO'],
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

describe('the origin', () => {
  const got = async (url: string) => {
    const response = await fetch(url);
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  it('serves the next request for a photo with its trouble, and the one after it as ever', async () => {
    const whole = { status: 200, bytes: BYTES };
    const url = origin.offer(photo(), read({ lagMs: 40 }));
    expect(await tookMs(async () => expect(await got(url)).toEqual(whole))).toBeGreaterThan(35);
    expect(await got(origin.offer(photo(), read({ how: 'error' })))).toMatchObject({ status: 503 });
    expect(await got(url)).toEqual(whole);
    await expect(got(origin.offer(photo(), read({ how: 'reset' })))).rejects.toThrow('fetch failed');
    await expect(got(origin.offer(photo(), read({ how: 'cut' })))).rejects.toThrow('terminated');
    expect(await got(url)).toEqual(whole);
  });

  it('goes through the troubles of several offers one after the other', async () => {
    const url = origin.offer(photo(), read({ how: 'error' }));
    origin.offer(photo());
    origin.offer(photo(), read({ how: 'reset' }));
    expect((await got(url)).status).toBe(503);
    await expect(got(url)).rejects.toThrow('fetch failed');
    expect((await got(url)).status).toBe(200);
  });
});
