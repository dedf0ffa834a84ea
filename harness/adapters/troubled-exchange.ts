// One request to a server, made with the trouble that the plan has for it. It has a connection of its own, so that no
// neighbour's request is on the one that breaks.

import { setTimeout as pause } from 'node:timers/promises';
import type { TroubledTransfer } from '../model/troubles.ts';
import { type Exchange, httpClient, type HttpClientOptions, type HttpRequest } from './http-client.ts';
import { openTroubledWay } from './troubled-way.ts';

/** As `send` of a client would: never rejects. */
export async function troubledExchange(
  request: HttpRequest,
  { how, lagMs }: TroubledTransfer,
  options: Pick<HttpClientOptions, 'timeoutMs' | 'maxBodyBytes'>,
  signal: AbortSignal,
): Promise<Exchange> {
  if (how === 'after-error') {
    const client = httpClient({ ...options, connections: 1, keepAlive: true });
    await client.send(failing(request), signal);
    await pause(lagMs);
    const answered = await client.send(request, signal);
    client.close();
    return answered;
  }
  const way = await openTroubledWay(endOf(request.url), { how, lagMs });
  const client = httpClient({ ...options, connections: 1, keepAlive: false, via: way.port });
  const answered = await client.send(request, signal);
  client.close();
  await way.close();
  return answered;
}

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

function endOf({ hostname, port, protocol }: URL): { host: string; port: number } {
  // An IPv6 address stands in brackets.
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? (PORTS[protocol] ?? 80) : Number(port) };
}

/** The same for what no thumbnail can be made of: a photo that is not there, or a body that is no picture. */
function failing(request: HttpRequest): HttpRequest {
  if (request.body !== undefined) return { ...request, body: new Uint8Array(Buffer.from('no picture')) };
  const url = new URL(request.url);
  url.pathname = url.pathname.replace(/[^/]*$/, 'no-such-photo');
  return { ...request, url };
}
