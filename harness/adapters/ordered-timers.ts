// A race through a timer can only be ordered where the timer is: every way to set one in this process is replaced by one
// that asks first whether it is to wait, and is what it was where it is not.

import { createRequire, syncBuiltinESMExports } from 'node:module';
import type * as timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { realTimers } from './real-timers.ts';
import type { Turnstile } from './turnstile.ts';

type Callback = (...args: unknown[]) => void;
type Pause = { readonly signal?: AbortSignal; readonly ref?: boolean };

/** A handle has to be a timer; it is one that never fires by itself. */
const NEVER_MS = 2 ** 31 - 1;

/** For the rest of the process, and before a module is loaded: it may keep what it finds. */
export function orderTimers({ ordersTimers, timer }: Turnstile): void {
  const callOffs = new WeakMap<object, () => void>();
  const callOff = (handle: unknown) => {
    if (typeof handle === 'object' && handle !== null) callOffs.get(handle)?.();
  };

  const setTimeout = (callback: Callback, delayMs = 1, ...args: unknown[]) => {
    if (!ordersTimers()) return realTimers.setTimeout(callback, delayMs, ...args);
    const handle = realTimers.setTimeout(() => {}, NEVER_MS);
    const cancel = timer(Number(delayMs) || 1, () => {
      realTimers.clearTimeout(handle);
      callback(...args);
    });
    callOffs.set(handle, cancel);
    return handle;
  };
  const setImmediate = (callback: Callback, ...args: unknown[]) => {
    if (!ordersTimers()) return realTimers.setImmediate(callback, ...args);
    const handle = realTimers.setImmediate(() => {});
    callOffs.set(
      handle,
      timer(null, () => callback(...args)),
    );
    return handle;
  };
  const clearTimeout = (handle?: NodeJS.Timeout | string | number) => {
    callOff(handle);
    realTimers.clearTimeout(handle);
  };
  const clearImmediate = (handle?: NodeJS.Immediate) => {
    callOff(handle);
    realTimers.clearImmediate(handle);
  };

  const require = createRequire(import.meta.url);
  const promises: Pick<typeof timersPromises, 'setTimeout' | 'setImmediate'> = require('node:timers/promises');
  const real = { ...promises };
  const waits = (delayMs: number | null, value: unknown, signal: AbortSignal | undefined) =>
    new Promise((resolve, reject) => {
      const cancel = timer(delayMs, () => {
        signal?.removeEventListener('abort', abort);
        resolve(value);
      });
      const abort = () => {
        cancel();
        reject(abortError(signal));
      };
      if (signal?.aborted === true) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    });
  const ordered = {
    setTimeout: (delayMs = 1, value?: unknown, options?: Pause) =>
      ordersTimers() ? waits(Number(delayMs) || 1, value, options?.signal) : real.setTimeout(delayMs, value, options),
    setImmediate: (value?: unknown, options?: Pause) =>
      ordersTimers() ? waits(null, value, options?.signal) : real.setImmediate(value, options),
  };

  Object.assign(promises, ordered);
  Object.assign(setTimeout, { [promisify.custom]: ordered.setTimeout });
  Object.assign(setImmediate, { [promisify.custom]: ordered.setImmediate });
  const callbacks = { setTimeout, setImmediate, clearTimeout, clearImmediate };
  Object.assign(require('node:timers'), callbacks);
  Object.assign(globalThis, callbacks);
  // What was imported by name is what the module has now.
  syncBuiltinESMExports();
}

/** As Node rejects it. */
function abortError(signal: AbortSignal | undefined): Error {
  const error = new Error('The operation was aborted', { cause: signal?.reason });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}
