// Whether a thumbnailer still works on what it was let go on with cannot be seen from JavaScript: a decoder runs on a
// thread of its own. Node tells of every piece of native work when it begins and when it comes back.

import { createHook } from 'node:async_hooks';

/** Called as work begins, just before it is handed to the pool of threads, and as it comes back. */
export type NativeWatch = { readonly began: (id: number) => void; readonly cameBack: (id: number) => void };

export type NativeWork = {
  /** Whether there are sockets, processes or threads: what these do is not told. */
  readonly isBeyondReach: () => boolean;
  /** What happens in here is not told of. */
  readonly unwatched: (work: () => void) => void;
};

/** Requests for the pool of threads. Addons call their work generic, or by their name. */
const POOLED = /^(FSREQ|FILEHANDLECLOSEREQ|GETADDRINFOREQ|GETNAMEINFOREQ|generic)|napi|[A-Z0-9]REQUEST$/;
const HANDLE = /^(TCPWRAP|PIPEWRAP|PROCESSWRAP|WORKER|MESSAGEPORT|UDPWRAP|HTTPCLIENTREQUEST)$/;

/** Watches from now on. */
export function nativeWork({ began, cameBack }: NativeWatch): NativeWork {
  let handles = 0;
  let isWatching = true;
  createHook({
    init(id, type) {
      if (!isWatching) return;
      if (HANDLE.test(type)) handles += 1;
      else if (POOLED.test(type)) began(id);
    },
    after: cameBack,
    destroy: cameBack,
  }).enable();
  return {
    isBeyondReach: () => handles > 0,
    unwatched(work) {
      isWatching = false;
      work();
      isWatching = true;
    },
  };
}
