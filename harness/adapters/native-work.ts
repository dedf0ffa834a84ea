// Whether a thumbnailer still works on what it was let go on with cannot be seen from JavaScript: a decoder runs on a
// thread of its own. Node tells of every piece of native work when it begins and when it comes back.

import { createHook } from 'node:async_hooks';

export type NativeWork = {
  /** Pieces of work that have not come back, those left out that are taking very long. */
  readonly pending: () => number;
  /** Pieces of work so far. */
  readonly begun: () => number;
  /** Whether it has sockets, processes or threads of its own: what these do is not told. */
  readonly isBeyondReach: () => boolean;
};

/** Requests end; handles, such as a socket or a port to a thread, stay. Addons call their work generic or by their name. */
const REQUEST = /REQ|CONNECTWRAP|WRITEWRAP|SHUTDOWNWRAP|generic|napi/i;
const HANDLE = /^(TCPWRAP|PIPEWRAP|PROCESSWRAP|WORKER|MESSAGEPORT|UDPWRAP|HTTPCLIENTREQUEST)$/;
/** Work that takes longer is not waited for: it may be what waits for something itself. */
const PATIENCE_MS = 2_000;

/** Listens from now on. */
export function nativeWork(): NativeWork {
  const since = new Map<number, number>();
  let begun = 0;
  let handles = 0;
  createHook({
    init(id, type) {
      if (HANDLE.test(type)) handles += 1;
      else if (REQUEST.test(type)) {
        begun += 1;
        since.set(id, performance.now());
      }
    },
    after: (id) => void since.delete(id),
    destroy: (id) => void since.delete(id),
  }).enable();
  return {
    pending: () => [...since.values()].filter((beganMs) => performance.now() - beganMs < PATIENCE_MS).length,
    begun: () => begun,
    isBeyondReach: () => handles > 0,
  };
}
