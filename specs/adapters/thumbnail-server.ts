// A server for specs of the HTTP adapters: it answers as the spec says and remembers what it was asked.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

export type TestServer = { readonly at: string; readonly asked: readonly string[] };

/** Listens on a free port of loopback until the spec has ended. */
export async function serverThat(
  answers: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void | Promise<void>,
): Promise<TestServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void answers(request, response, Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Expected the server to have a port.');
  return { at: `http://127.0.0.1:${address.port}`, asked };
}
