// Between a client and a server under test lies a network that delays, breaks off and repeats. This is one of loopback for
// a single request: a small TCP proxy that does one thing to whatever passes.

import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { TroubledTransfer } from '../model/troubles.ts';
import { trickle } from './trickle.ts';

/** What is done to the bytes of a connection; what is asked on a good one is no matter of the way. */
export type WayTrouble = TroubledTransfer & { readonly how: Exclude<TroubledTransfer['how'], 'after-error'> };

/** `port` on 127.0.0.1 leads to the server. `close` resolves when nothing is left of the way; what was sent twice has been answered by then, or is given up. */
export type TroubledWay = { readonly port: number; readonly close: () => Promise<void> };

/** What is thrown away anyway is not waited for much longer than this. */
const SECOND_MS = 1_000;

/** Leads to `to`. Rejects when nothing can listen on loopback. */
export async function openTroubledWay(
  to: { readonly host: string; readonly port: number },
  trouble: WayTrouble,
): Promise<TroubledWay> {
  const sockets = new Set<Socket>();
  const closing = new AbortController();
  let second = Promise.resolve();
  const kept = (socket: Socket): Socket => {
    sockets.add(socket);
    // The other end is told by its own breaking off.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((given) => {
    const client = kept(given);
    const up = kept(connect(to));
    const reset = () => {
      up.resetAndDestroy();
      client.resetAndDestroy();
    };
    up.on('close', () => client.destroySoon());
    client.on('close', () => up.destroy());
    switch (trouble.how) {
      case 'slow':
        up.pipe(client);
        return void inPieces(client, up, trouble.lagMs, closing.signal);
      case 'stalled':
        client.once('data', (request: Buffer) => {
          client.pause();
          up.write(request.subarray(0, request.length >> 1));
          void pause(trouble.lagMs).then(reset);
        });
        return;
      case 'abandoned':
        client.pipe(up);
        up.once('data', (answer: Buffer) => {
          up.pause();
          client.write(answer.subarray(0, answer.length >> 1));
          void pause(trouble.lagMs).then(reset);
        });
        return;
      case 'duplicated':
        up.pipe(client);
        second = sentAgain(client, up, kept(connect(to)), trouble.lagMs, closing.signal);
        return;
      default:
        return trouble.how satisfies never;
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: async () => {
      closing.abort();
      const ended = once(server, 'close');
      server.close();
      await second;
      for (const socket of sockets) socket.destroy();
      await ended;
    },
  };
}

/** Passes on what the client sends, each chunk in pieces over `lagMs`. */
async function inPieces(client: Socket, up: Socket, lagMs: number, closing: AbortSignal): Promise<void> {
  try {
    for await (const chunk of client.iterator({ destroyOnReturn: false })) {
      const bytes: Buffer = chunk;
      await trickle(bytes, lagMs, (piece) => up.write(piece), closing);
    }
    up.end();
  } catch {
    up.destroy();
  }
}

/** Passes on what the client sends, and all of it again `lagMs` later; resolves when that is answered, or was given time. */
async function sentAgain(
  client: Socket,
  up: Socket,
  again: Socket,
  lagMs: number,
  closing: AbortSignal,
): Promise<void> {
  const sent: Buffer[] = [];
  client.on('data', (bytes: Buffer) => {
    sent.push(bytes);
    up.write(bytes);
  });
  const began = await once(client, 'data', { signal: closing }).catch(() => null);
  if (began === null) return;
  const answered = new Promise<void>((resolve) => {
    again.once('data', () => resolve());
    again.once('close', () => resolve());
  });
  await pause(lagMs);
  again.write(Buffer.concat(sent));
  client.on('data', (bytes: Buffer) => again.write(bytes));
  await Promise.race([answered, pause(SECOND_MS)]);
  again.destroy();
}
