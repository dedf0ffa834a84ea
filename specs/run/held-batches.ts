// A spec that counts batches in flight has to hold them there, and to let all else come to rest, without a clock.

import type { Delivery, PlainJob } from '../../harness/model/adapter.ts';
import { answer } from './instances.ts';

export type HeldBatches = {
  /** For `instanceOf`: each batch waits until it is let go, and is answered then. */
  readonly ask: (this: void, batch: readonly PlainJob[]) => AsyncIterable<Delivery>;
  /** Lets go the batch that has waited longest. */
  readonly letOneGo: () => void;
  readonly waiting: () => number;
  /** The most that ever waited together. */
  readonly peak: () => number;
};

export function heldBatches(): HeldBatches {
  const waiting: (() => void)[] = [];
  let peak = 0;
  return {
    ask: async function* (batch) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        peak = Math.max(peak, waiting.length);
      });
      for (const { key } of batch) yield answer(key);
    },
    letOneGo: () => waiting.shift()?.(),
    waiting: () => waiting.length,
    peak: () => peak,
  };
}

/** Lets the event loop turn, so that all that can go on by itself does. */
export async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
