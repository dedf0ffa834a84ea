// A client that waits no longer has not told anybody: the thumbnailer goes on with what is wanted no more, beside what is
// asked next, and so bears a crowd that no client ever meant to be.

export type Patience = {
  readonly isOver: () => boolean;
  /** To be called when the batch has settled: from then on it is not given up. */
  readonly end: () => void;
};

/** Over after so many milliseconds, at once for none, which is then told by `onOver`; never with null. `fail` is given what that throws. */
export function patience(afterMs: number | null, onOver: () => void, fail: (error: unknown) => void): Patience {
  if (afterMs === null) return { isOver: () => false, end: () => {} };
  let isOver = false;
  const giveUp = () => {
    isOver = true;
    try {
      onOver();
    } catch (error) {
      fail(error);
    }
  };
  // A timer of no time at all may still come after the batch has ended.
  const timer = afterMs === 0 ? undefined : setTimeout(giveUp, afterMs);
  if (afterMs === 0) giveUp();
  return { isOver: () => isOver, end: () => clearTimeout(timer) };
}
