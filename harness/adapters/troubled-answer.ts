// A photo that is sent over HTTP as its trouble says: the connection is what fails, so headers and bytes are set here one
// by one, where the photo is in hand.

import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ERROR_PICTURE } from '../model/error-picture.ts';
import type { TroubledRead } from '../model/troubles.ts';
import { trickle } from './trickle.ts';

/** Sends `photo` with its trouble, `whole` as any other; resolves when nothing more is sent. */
export async function answerWithTrouble(
  response: ServerResponse,
  { lagMs, how }: TroubledRead,
  photo: () => Promise<{ readonly bytes: Buffer; readonly type: string }>,
  whole: () => Promise<void>,
): Promise<void> {
  const isSpread = how === 'trickled' || how === 'stalled';
  if (!isSpread) await pause(lagMs);
  if (how === 'whole') return whole();
  const { bytes, type } = await photo();
  const [start, rest] = [bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length >> 1)];
  const promise = (length: number) => response.writeHead(200, { 'content-type': type, 'content-length': length });
  switch (how) {
    case 'trickled':
      promise(bytes.length);
      await trickle(bytes, lagMs, (piece) => response.write(piece));
      return void response.end();
    case 'stalled':
      promise(bytes.length).write(start);
      await pause(lagMs);
      return void response.end(rest);
    case 'error':
      return void response.writeHead(503).end();
    case 'error-picture':
      // The connection stays open: whoever leaves the body unread may take it for the next answer.
      response.writeHead(500, { 'content-type': 'image/png', 'content-length': ERROR_PICTURE.length });
      return void response.end(ERROR_PICTURE);
    case 'reset':
      return void response.destroy();
    case 'cut':
      promise(bytes.length).write(start, () => response.destroy());
      return;
    case 'short':
      return void promise(start.length).end(start);
    case 'doubled':
      // On a connection that stayed open, nobody could tell the second from the answer to the next request.
      response.setHeader('connection', 'close');
      return void promise(bytes.length).end(Buffer.concat([bytes, bytes]));
    default:
      return how satisfies never;
  }
}
