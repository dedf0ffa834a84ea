// A server under test must not meet another on its port, so the system is asked for one that is free on loopback.

import { createServer } from 'node:net';

/** A port that was free a moment ago. Rejects when none can be had. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('Expected a port of loopback, got none.');
  return address.port;
}
