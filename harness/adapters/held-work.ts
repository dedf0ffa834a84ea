// Native work that a thumbnailer begins while it is ordered: it is stopped before it runs, and let go on like all else.

import { nativeWork } from './native-work.ts';
import { threadHold } from './thread-hold.ts';

export type HeldWork = {
  /** Pieces that run, and have not come back. */
  readonly running: () => number;
  readonly isBeyondReach: () => boolean;
  /** All that is stopped goes on. */
  readonly letGo: () => void;
};

export type HeldWorkOptions = {
  /** A file that is not there yet. */
  readonly pipe: string;
  /** Offers work that is about to begin, to go on with `pass`; gives what calls the offer off. Null where it is not to wait. */
  readonly offer: (pass: () => void) => (() => void) | null;
};

/** Work that takes longer is not waited for: it may wait for something itself. */
const PATIENCE_MS = 1_000;

export function heldWork({ pipe, offer }: HeldWorkOptions): HeldWork {
  const runningSince = new Map<number, number>();
  const callOffs = new Map<number, () => void>();
  const native = nativeWork({
    began(id) {
      const run = () => {
        callOffs.delete(id);
        runningSince.set(id, performance.now());
        hold?.goOn();
      };
      const callOff = hold === null ? null : offer(run);
      if (callOff === null) return void runningSince.set(id, performance.now());
      hold?.stop();
      callOffs.set(id, callOff);
      return undefined;
    },
    cameBack(id) {
      runningSince.delete(id);
      const callOff = callOffs.get(id);
      if (callOff === undefined) return;
      // It went another way than through the pool: its stop must not stop what comes after it.
      callOffs.delete(id);
      callOff();
      hold?.goOn();
    },
  });
  const hold = threadHold(pipe, native.unwatched);
  return {
    running: () => [...runningSince.values()].filter((beganMs) => performance.now() - beganMs < PATIENCE_MS).length,
    isBeyondReach: native.isBeyondReach,
    letGo() {
      while (hold !== null && hold.stops() > 0) hold.goOn();
    },
  };
}
