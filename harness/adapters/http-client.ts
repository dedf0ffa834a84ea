// A server under test may stall, flood, break off, or close a connection that it promised to keep. Each of those is a
// value here, told apart, so that no photo is blamed for what happened to another on the same connection.

import { type ClientRequest, type IncomingMessage, Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type StoppableClock, stoppableClock } from './pausing.ts';
import { errorCode } from './process-group.ts';

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
};

/** `refused`: nobody listens there. `broken`: the connection ended early; `detail` is a sentence fragment. */
export type Exchange =
  | { readonly kind: 'response'; readonly status: number; readonly body: Uint8Array }
  | { readonly kind: 'too-large'; readonly maxBytes: number }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'broken'; readonly detail: string };

export type HttpClientOptions = {
  /** For one exchange, from its first byte to its last. */
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  /** Connections at once; with `keepAlive` they are used again. */
  readonly connections: number;
  readonly keepAlive: boolean;
  /** A port of loopback that leads to whatever is asked; by default it is asked directly. */
  readonly via?: number;
  /** By which the time is measured; by default one that never stands still. */
  readonly clock?: Pick<StoppableClock, 'now'>;
};

export type HttpClient = {
  /** Never rejects. A redirect is a response like any other. */
  readonly send: (request: HttpRequest, signal: AbortSignal) => Promise<Exchange>;
  /** How many requests met a kept connection that the server had closed, and were sent again on a new one. */
  readonly sentAgain: () => number;
  readonly close: () => void;
};

const RUNNING = stoppableClock();

const UNREACHABLE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH']);

export function httpClient(options: HttpClientOptions): HttpClient {
  const pool = { keepAlive: options.keepAlive, maxSockets: options.connections };
  const agents = { http: new HttpAgent(pool), https: new HttpsAgent(pool) };
  let sentAgain = 0;

  const send = async (request: HttpRequest, signal: AbortSignal): Promise<Exchange> => {
    const once = (fresh: boolean) => exchange(request, fresh ? null : agents, options, signal);
    const first = await once(false);
    // The server closed a connection that it had offered to keep: that is no answer about this photo. A connection of its
    // own gets one, and only one.
    if (first.kind !== 'broken' || !first.wasIdle) return first;
    sentAgain += 1;
    return once(true);
  };
  return {
    send,
    sentAgain: () => sentAgain,
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

type Ended = Exclude<Exchange, { kind: 'broken' }> | (Extract<Exchange, { kind: 'broken' }> & { wasIdle: boolean });

async function exchange(
  { method, url, headers, body }: HttpRequest,
  agents: { readonly http: HttpAgent; readonly https: HttpsAgent } | null,
  { timeoutMs, maxBodyBytes, via, clock = RUNNING }: HttpClientOptions,
  signal: AbortSignal,
): Promise<Ended> {
  if (signal.aborted) return { kind: 'cancelled' };
  return new Promise<Ended>((resolve) => {
    const isSecure = url.protocol === 'https:';
    const agent = agents === null ? false : isSecure ? agents.https : agents.http;
    const length = body === undefined ? {} : { 'content-length': String(body.byteLength) };
    const asked: ClientRequest = (isSecure ? httpsRequest : httpRequest)(url, {
      method,
      agent,
      // Whatever the way, the server is told who is asked, and by TLS it has to be that.
      headers: { host: url.host, ...headers, ...length },
      ...(via === undefined ? {} : { hostname: '127.0.0.1', port: via }),
    });
    let answered: IncomingMessage | undefined;
    const finish = (end: Ended) => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', cancel);
      if (end.kind !== 'response') asked.destroy();
      resolve(end);
    };
    const cancel = () => finish({ kind: 'cancelled' });
    const dueMs = clock.now() + timeoutMs;
    const look = () => {
      const leftMs = dueMs - clock.now();
      if (leftMs < 1) finish({ kind: 'timed-out' });
      else deadline = setTimeout(look, leftMs);
    };
    let deadline = setTimeout(look, timeoutMs);
    signal.addEventListener('abort', cancel, { once: true });
    asked.on('error', (error) => {
      const code = errorCode(error);
      if (UNREACHABLE.has(code)) return finish({ kind: 'refused', code });
      const wasIdle = answered === undefined && asked.reusedSocket;
      return finish({ kind: 'broken', detail: `the connection broke (${code})`, wasIdle });
    });
    asked.on('response', (response) => {
      answered = response;
      const chunks: Buffer[] = [];
      let receivedBytes = 0;
      response.on('data', (chunk: Buffer) => {
        receivedBytes += chunk.byteLength;
        if (receivedBytes > maxBodyBytes) return finish({ kind: 'too-large', maxBytes: maxBodyBytes });
        chunks.push(chunk);
      });
      response.on('error', () => {
        const of = response.headers['content-length'];
        const promised = of === undefined ? '' : ` of ${of}`;
        finish({
          kind: 'broken',
          detail: `its answer broke off after ${receivedBytes}${promised} bytes`,
          wasIdle: false,
        });
      });
      response.on('end', () =>
        finish({ kind: 'response', status: response.statusCode ?? 0, body: new Uint8Array(Buffer.concat(chunks)) }),
      );
    });
    asked.end(body);
  });
}
