// A process that stands still for a moment, as on a machine that swaps or migrates, goes on as if nothing had been, with
// work that others have given up by then. Whoever stops one must let it go on, even if he dies himself meanwhile.

import { type ChildProcess, spawn } from 'node:child_process';
import { signalGroup } from './process-group.ts';

export type Pausing = {
  /** Stops the group of the process; resolves when it stands still. A pause within a pause begins it anew. */
  readonly pause: (forMs: number) => Promise<void>;
  /** Lets it go on at once; without effect on one that does. To be called at its end, too. */
  readonly resume: () => void;
  readonly isPaused: () => boolean;
};

/** Ends when its pipe does: when it is killed by us, having nothing to do, or when we are gone. */
const GUARD = 'read -r _; kill -CONT "-$1"';

/** `clock` stands still meanwhile. The group is that which `pid` leads; nothing is stopped where it is undefined. */
export function pausing(pid: number | undefined, clock: StoppableClock = stoppableClock()): Pausing {
  let guard: ChildProcess | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const resume = () => {
    isOver = true;
    clearTimeout(timer);
    if (guard === null) return;
    signalGroup(pid, 'SIGCONT');
    guard.kill('SIGKILL');
    guard = null;
    clock.go();
  };
  return {
    resume,
    isPaused: () => guard !== null,
    pause: async (forMs) => {
      if (pid === undefined) return;
      isOver = false;
      const began = guard ?? (await startGuard(pid));
      if (began === null) return;
      clearTimeout(timer);
      // It may have been let go on, or have ended, before it stood still.
      if (isOver) return void began.kill('SIGKILL');
      guard = began;
      clock.stop();
      signalGroup(pid, 'SIGSTOP');
      timer = setTimeout(resume, forMs);
    },
  };
}

/** In a session of its own, so that what ends us from the terminal does not end it; null where it cannot be started. */
async function startGuard(pid: number): Promise<ChildProcess | null> {
  const guard = spawn('/bin/sh', ['-c', GUARD, 'sh', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.stdin.on('error', () => {});
  return new Promise((resolve) => {
    guard.once('spawn', () => resolve(guard));
    guard.once('error', () => resolve(null));
  });
}

/** Milliseconds by which a deadline is measured that must not pass while nobody could keep it. */
export type StoppableClock = { readonly now: () => number; readonly stop: () => void; readonly go: () => void };

export function stoppableClock(): StoppableClock {
  let stoodMs = 0;
  let stoppedAtMs: number | null = null;
  return {
    now: () => (stoppedAtMs ?? performance.now()) - stoodMs,
    stop: () => {
      stoppedAtMs ??= performance.now();
    },
    go: () => {
      if (stoppedAtMs !== null) stoodMs += performance.now() - stoppedAtMs;
      stoppedAtMs = null;
    },
  };
}
