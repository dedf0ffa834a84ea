// Ctrl-C means "enough": the run ends in order and reports what it has. Ctrl-C again means "now", whatever is lost.

import { EXIT_CODE } from '../model/exit-code.ts';

export type SignalSource = { readonly on: (name: SignalName, act: () => void) => unknown };
export type SignalName = 'SIGINT' | 'SIGTERM' | 'SIGHUP';
const SIGNALS: readonly SignalName[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The first of the three signals aborts `signal`; any later one calls `exit` with 130. */
export function interruption(source: SignalSource, exit: (code: number) => void): AbortSignal {
  const controller = new AbortController();
  for (const name of SIGNALS) {
    source.on(name, () => {
      if (controller.signal.aborted) exit(EXIT_CODE.interrupted);
      else controller.abort();
    });
  }
  return controller.signal;
}
