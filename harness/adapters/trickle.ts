// What trickles keeps whoever waits for it waiting with something already in hand, which a plain delay does not.

import { setTimeout as pause } from 'node:timers/promises';

const PIECES = 8;

/** Gives `bytes` to `write` in pieces, evenly over `lagMs`. Rejects once `closing` is aborted. */
export async function trickle(
  bytes: Buffer,
  lagMs: number,
  write: (piece: Buffer) => unknown,
  closing?: AbortSignal,
): Promise<void> {
  const step = Math.ceil(bytes.length / PIECES);
  for (let from = 0; from < bytes.length; from += step) {
    write(bytes.subarray(from, from + step));
    await pause(lagMs / PIECES, undefined, { signal: closing });
  }
}
