// A server that is sent the photo's bytes and answers with the thumbnail's.

import { describe, expect, it } from 'vitest';
import { httpAdapter } from '../../harness/adapters/http.ts';
import { deliveries, testBench } from './bench.ts';
import { serverThat } from './thumbnail-server.ts';

describe('an HTTP adapter that pushes', () => {
  it('sends each photo and takes what comes back for its thumbnail', async () => {
    const server = await serverThat((_, response, body) => void response.end(`thumbnail of ${body.toString()}`));
    const bench = await testBench();
    const instance = await bench.opened(
      httpAdapter({
        way: 'push',
        template: `${server.at}/thumbnail?w={width}&h={height}`,
        root: null,
        originPort: null,
        server: null,
        timeoutMs: 20_000,
      }),
    );
    const batch = await Promise.all(['a', 'b', 'c'].map((name) => bench.job(name, `photo ${name}`)));
    const told = await deliveries(instance, batch);
    expect(
      new Map(
        told.map((each) => [
          each.kind === 'incident' ? '' : each.key,
          each.kind === 'thumbnail' ? Buffer.from(each.bytes).toString() : '',
        ]),
      ),
    ).toEqual(new Map(['a', 'b', 'c'].map((name) => [name, `thumbnail of photo ${name}`])));
    expect(server.asked[0]).toBe('POST /thumbnail?w=128&h=96');
  });
});
