// Making photos keeps every core busy for seconds, and must still end at once when asked to: at once, and yet with no
// task left behind that would write into whatever comes next.

import pLimit from 'p-limit';

/**
 * Runs `task` on every item, at most `inFlight` together. The first failure stops the rest and is what it rejects with;
 * after `signal` aborts it rejects with an AbortError. Either way every started task has settled by then, which is soon
 * if tasks wait for anything long through `untilAborted` with the signal they are given.
 */
export async function sideBySide<Item>(
  items: Iterable<Item>,
  inFlight: number,
  signal: AbortSignal,
  task: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const stopped = AbortSignal.any([signal, failed.signal]);
  // All take from one list: a promise for each item would be a hundred megabytes where a cache has filled up.
  const left = items[Symbol.iterator]();
  const lane = async () => {
    for (let next = left.next(); next.done !== true && !stopped.aborted; next = left.next())
      await task(next.value, stopped).catch((error: unknown) => failed.abort(error));
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  if (signal.aborted) throw abortError(signal);
  if (failed.signal.aborted) throw failed.signal.reason;
}

/** Runs what is given to it one after the other, in the order given; after `signal` aborts, nothing more is begun. */
export function oneByOne(signal: AbortSignal): <Value>(task: () => Promise<Value>) => Promise<Value> {
  const limit = pLimit(1);
  return async (task) =>
    limit(async () => {
      if (signal.aborted) throw abortError(signal);
      return task();
    });
}

/** `promise`, or an AbortError as soon as `signal` aborts. What `promise` gives after that is dropped. */
export async function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise: aborted, stop } = abortion(signal);
  return Promise.race([promise, aborted]).finally(stop);
}

function abortion(signal: AbortSignal): { readonly promise: Promise<never>; readonly stop: () => void } {
  let stop = () => {};
  const promise = new Promise<never>((_, reject) => {
    const onAbort = () => reject(abortError(signal));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    stop = () => signal.removeEventListener('abort', onAbort);
  });
  return { promise, stop };
}

/** Always of that name: the reason of a signal may be any value at all. */
export function abortError(signal: AbortSignal): Error {
  const error = new Error('Making the photos was stopped before all were in place.', { cause: signal.reason });
  error.name = 'AbortError';
  return error;
}
